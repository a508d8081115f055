#include "core/parse/word_features.h"

#include "core/text/utf8.h"

#include <algorithm>

#include <xxhash.h>

namespace entente {
namespace {

constexpr std::uint64_t root_key = 1;
constexpr std::uint64_t root_seed = 77;

std::uint32_t row(std::size_t table, std::string_view part) {
    const std::uint64_t hash = XXH3_64bits_withSeed(part.data(), part.size(), table + 1);
    return static_cast<std::uint32_t>(table * affix_rows + hash % affix_rows);
}

// Where the first `count` characters of a text end.
std::size_t prefix_end(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at < text.size(); --count) at += decode_utf8(text, at).length;
    return std::min(at, text.size());
}

std::size_t suffix_start(std::string_view text, std::size_t count) {
    std::size_t at = text.size();
    while (count > 0 && at > 0) {
        --at;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
        --count;
    }
    return at;
}

char shape_of(CharClass c) {
    switch (c) {
        case CharClass::upper: return 'X';
        case CharClass::lower:
        case CharClass::letter: return 'x';
        case CharClass::digit: return 'd';
        default: return 0;
    }
}

}  // namespace

void normalise_word(std::string_view form, std::string& result) {
    result.clear();
    for (std::size_t at = 0; at < form.size();) {
        const CodePoint c = decode_utf8(form, at);
        switch (c.value) {
            case 0x2018:
            case 0x2019:
            case 0x02BC: result += '\''; break;
            case 0x201C:
            case 0x201D:
            case 0x201E: result += '"'; break;
            case 0x2010:
            case 0x2011: result += '-'; break;
            default:
                if (c.value >= 'A' && c.value <= 'Z') {
                    result += static_cast<char>(c.value - 'A' + 'a');
                } else {
                    result.append(form.substr(at, c.length));
                }
        }
        at += c.length;
    }
}

std::uint64_t word_key(std::string_view lower_form) {
    const std::uint64_t hash = XXH3_64bits(lower_form.data(), lower_form.size());
    // 0 marks a free slot of a table and 1 the root.
    return hash > root_key ? hash : hash + 2;
}

WordFeatures word_features(std::string_view form, bool space_before, std::string& scratch) {
    WordFeatures features;
    normalise_word(form, scratch);
    features.key = word_key(scratch);
    // Numbers of one length look alike to the affix tables.
    for (char& c : scratch) {
        if (c >= '0' && c <= '9') c = '0';
    }
    const std::string_view lower = scratch;
    for (std::size_t n = 1; n <= 3; ++n) {
        features.affixes[n - 1] = row(n - 1, lower.substr(0, prefix_end(lower, n)));
    }
    for (std::size_t n = 1; n <= 4; ++n) {
        features.affixes[n + 2] = row(n + 2, lower.substr(suffix_start(lower, n)));
    }
    // Runs of one kind of character count up to two: "Xxx" and "Xx" are told apart, "Washington" and "Moscow"
    // are not.
    scratch.clear();
    scratch += space_before ? ' ' : '+';
    for (std::size_t at = 0; at < form.size() && scratch.size() < 12;) {
        const CodePoint c = decode_utf8(form, at);
        const char kind = shape_of(char_class(c.value));
        const std::size_t size = scratch.size();
        if (kind == 0) {
            scratch.append(form.substr(at, c.length));
        } else if (size < 3 || scratch[size - 1] != kind || scratch[size - 2] != kind) {
            scratch += kind;
        }
        at += c.length;
    }
    features.affixes[7] = row(7, scratch);
    return features;
}

WordFeatures root_features() {
    WordFeatures features;
    features.key = root_key;
    for (std::size_t table = 0; table < affix_tables; ++table) {
        const std::uint64_t hash = XXH3_64bits_withSeed("root", 4, root_seed + table);
        features.affixes[table] = static_cast<std::uint32_t>(table * affix_rows + hash % affix_rows);
    }
    return features;
}

}  // namespace entente
