#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

/// One decoded character and where the next one starts.
struct CodePoint {
    char32_t value = 0;
    std::uint32_t length = 1;  ///< bytes
};

/// The character at byte `at` of valid UTF-8; a broken byte gives U+FFFD of length 1.
CodePoint decode_utf8(std::string_view text, std::size_t at);

/// The byte where the first broken sequence starts, or npos: overlong forms, surrogates and what lies above
/// U+10FFFF are broken (RFC 3629).
std::size_t find_invalid_utf8(std::string_view text);

/// How the tokenizer sees a character.
enum class CharClass : std::uint8_t {
    space,
    upper,
    lower,
    letter,
    digit,
    apostrophe,
    quote,
    dash,
    punctuation,
    symbol
};

/// `letter` is one without case or of a script other than Latin, Greek and Cyrillic.
CharClass char_class(char32_t c);

inline bool is_letter(CharClass c) {
    return c == CharClass::upper || c == CharClass::lower || c == CharClass::letter;
}
inline bool is_word(CharClass c) {
    return is_letter(c) || c == CharClass::digit;
}

/// ASCII letters in lower case; other bytes stay (enough for English function words and triggers).
std::string ascii_lower(std::string_view text);

}  // namespace entente
