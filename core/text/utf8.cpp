#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace entente {
namespace {

CharClass classify(char32_t c) {
    switch (c) {
        case '\'':
        case '`':
        case 0x2018:
        case 0x2019:
        case 0x02BC:
        case 0x00B4: return CharClass::apostrophe;
        case '"':
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x00AB:
        case 0x00BB: return CharClass::quote;
        case '-':
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2212: return CharClass::dash;
        case 0x200B:
        case 0xFEFF: return CharClass::space;
        default: break;
    }
    if (u_isUWhiteSpace(static_cast<UChar32>(c)) || u_iscntrl(static_cast<UChar32>(c)))
        return CharClass::space;
    switch (u_charType(static_cast<UChar32>(c))) {
        case U_UPPERCASE_LETTER:
        case U_TITLECASE_LETTER: return CharClass::upper;
        case U_LOWERCASE_LETTER: return CharClass::lower;
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
        case U_NON_SPACING_MARK:
        case U_COMBINING_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR: return CharClass::letter;
        case U_DECIMAL_DIGIT_NUMBER:
        case U_OTHER_NUMBER:
        case U_LETTER_NUMBER: return CharClass::digit;
        case U_MATH_SYMBOL:
        case U_CURRENCY_SYMBOL:
        case U_MODIFIER_SYMBOL:
        case U_OTHER_SYMBOL: return CharClass::symbol;
        default: return CharClass::punctuation;
    }
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
    constexpr std::size_t kLongest = 4;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + at;
    const auto end = static_cast<std::int32_t>(std::min(text.size() - at, kLongest));
    std::int32_t length = 0;
    UChar32 c = 0;
    U8_NEXT(bytes, length, end, c);
    if (c < 0) return {0xFFFD, 1};  // ICU would skip all of a sequence that is cut off
    return {static_cast<char32_t>(c), static_cast<std::uint32_t>(length)};
}

std::size_t find_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        // Most text is ASCII: eight bytes at a time.
        if (std::uint64_t eight; i + sizeof eight <= text.size()) {
            std::memcpy(&eight, text.data() + i, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                i += sizeof eight;
                continue;
            }
        }
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            ++i;
            continue;
        }
        const CodePoint c = decode_utf8(text, i);
        if (c.length == 1) return i;
        i += c.length;
    }
    return std::string_view::npos;
}

CharClass char_class(char32_t c) {
    static const std::array<CharClass, 128> kAscii = [] {
        std::array<CharClass, 128> table{};
        for (char32_t i = 0; i < 128; ++i) table[i] = classify(i);
        return table;
    }();
    return c < 128 ? kAscii[c] : classify(c);
}

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace entente
