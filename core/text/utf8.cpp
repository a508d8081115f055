#include "core/text/utf8.h"

#include <array>
#include <cstring>

#include <unicode/uchar.h>

namespace entente {
namespace {

/// The length of the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7).
std::uint32_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
    };
    const auto is_continuation = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high && at + i < text.size();
    };
    const unsigned c = byte(0);
    if (c < 0x80) return 1;
    if (c >= 0xC2 && c <= 0xDF) return is_continuation(1) ? 2 : 0;
    if (c >= 0xE0 && c <= 0xEF) {
        const unsigned low = c == 0xE0 ? 0xA0 : 0x80, high = c == 0xED ? 0x9F : 0xBF;
        return is_continuation(1, low, high) && is_continuation(2) ? 3 : 0;
    }
    if (c >= 0xF0 && c <= 0xF4) {
        const unsigned low = c == 0xF0 ? 0x90 : 0x80, high = c == 0xF4 ? 0x8F : 0xBF;
        return is_continuation(1, low, high) && is_continuation(2) && is_continuation(3) ? 4 : 0;
    }
    return 0;
}

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
    const std::uint32_t length = sequence_length(text, at);
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]));
    };
    switch (length) {
        case 1: return {byte(0), 1};
        case 2: return {(byte(0) & 0x1F) << 6 | (byte(1) & 0x3F), 2};
        case 3: return {(byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
        case 4:
            return {
                (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
                4};
        default: return {0xFFFD, 1};
    }
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
        const std::uint32_t length = sequence_length(text, i);
        if (!length) return i;
        i += length;
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
