#include "core/text/dateline.h"

#include "core/text/sentence_opening.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace entente {
namespace {

constexpr std::uint32_t kLongest = 20;       // tokens of a dateline
constexpr std::uint32_t kLongestAgency = 6;  // and of "(Thomson Reuters)"
constexpr std::size_t kFewestCapitals = 4;   // letters of "OSLO", which no initials are

bool is_dash(std::string_view token) {
    return token == "-" || token == "--" || token == "–" || token == "—";
}

bool is_upper(std::string_view token) {
    return char_class(decode_utf8(token, 0).value) == CharClass::upper;
}

bool in_capitals(std::string_view token) {
    const bool lower = std::any_of(token.begin(), token.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return !lower && is_upper(token);
}

}  // namespace

std::uint32_t dateline_end(const TokenizedText& text, std::uint32_t first) {
    const auto size = static_cast<std::uint32_t>(text.tokens.size());
    std::size_t capitals = 0;  // letters of the words in capitals that it begins with
    bool place = true, comma = false, agency = false;
    for (std::uint32_t t = first; t < std::min(size, first + kLongest); ++t) {
        const std::string_view token = text[t];
        place = place && in_capitals(token);
        if (place) capitals += token.size();
        if (is_dash(token)) {
            const bool apart = t + 1 < size && text.space_before(t + 1);
            if (!apart && (token == "-" || token == "–")) continue;  // "GUINEA-BISSAU"
            if (t == first || t + 1 >= size) return first;
            // Without capitals a dash may as well part a sentence.
            const std::string_view next = text[t + 1];
            const bool told = capitals >= kFewestCapitals || (comma && (agency || opens_sentences(next)));
            const bool begins = is_upper(next) || next == "\"" || next == "“";
            return told && begins ? t + 1 : first;
        }
        if (token == "(" && t > first) {
            const std::uint32_t most = std::min(size, t + kLongestAgency);
            while (t < most && text[t] != ")") ++t;
            if (t == most) return first;
            agency = true;
        } else if (token == ",") {
            comma = true;
        } else if (token != "/" && token != "." && !is_upper(token) &&
                   char_class(decode_utf8(token, 0).value) != CharClass::digit) {
            return first;
        }
    }
    return first;
}

}  // namespace entente
