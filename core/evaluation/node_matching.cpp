#include "core/evaluation/node_matching.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace entente {
namespace {

constexpr std::string_view kPerson = "person";

using Names = std::set<std::string>;

bool is_word_character(UChar32 c) {
    switch (u_charType(c)) {
        case U_UPPERCASE_LETTER:
        case U_LOWERCASE_LETTER:
        case U_TITLECASE_LETTER:
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
        case U_DECIMAL_DIGIT_NUMBER:
        case U_LETTER_NUMBER:
        case U_OTHER_NUMBER: return true;
        default: return c == '_';
    }
}

/// Compatibility forms, folded case, no diacritics.
std::vector<UChar32> plain_characters(std::string_view name) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    if (nfkd && U_SUCCESS(status)) text = nfkd->normalize(text, status);
    text.foldCase();
    std::vector<UChar32> out;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_getCombiningClass(c) == 0) out.push_back(c);
    }
    return out;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
}

Names names_of(const GoldNode& node) {
    Names names{comparable_name(node.name)};
    for (const std::string& alias : node.aliases) names.insert(comparable_name(alias));
    names.erase("");
    return names;
}

Names names_of(const Node& node, std::string_view text) {
    Names names{comparable_name(node.name)};
    for (const std::string& alias : node.aliases) names.insert(comparable_name(alias));
    for (const Mention& m : node.mentions)
        if (m.begin <= m.end && m.end <= text.size())
            names.insert(comparable_name(text.substr(m.begin, m.end - m.begin)));
    names.erase("");
    return names;
}

std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find(' ', at), name.size());
        if (end > at) words.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// "Putin" and "Vladimir Putin": the same last word, and no word of the shorter that the longer lacks.
bool same_person_by_last_name(const std::string& a, const std::string& b) {
    const std::vector<std::string> x = words_of(a), y = words_of(b);
    if (x.empty() || y.empty() || x.back() != y.back()) return false;
    const std::set<std::string> p(x.begin(), x.end()), q(y.begin(), y.end());
    return std::includes(p.begin(), p.end(), q.begin(), q.end()) ||
           std::includes(q.begin(), q.end(), p.begin(), p.end());
}

/// What is compared of a node, made once.
struct Profile {
    std::string name;
    Names names;
};

/// 0 where the two can't be the same node.
double likeness(const GoldNode& gold, const Profile& g, const Node& predicted, const Profile& p) {
    std::vector<std::string> common;
    std::set_intersection(g.names.begin(), g.names.end(), p.names.begin(), p.names.end(),
                          std::back_inserter(common));
    double score = g.name == p.name ? 3 : 0;
    score += static_cast<double>(common.size()) /
             static_cast<double>(std::max<std::size_t>(1, std::min(g.names.size(), p.names.size())));
    if (p.names.count(g.name) || g.names.count(p.name)) score += 1;
    if (score == 0 && gold.type == kPerson && predicted.type == kPerson &&
        same_person_by_last_name(g.name, p.name))
        score = 1;
    const bool same_type =
        gold.type == predicted.type ||
        std::find(gold.also_types.begin(), gold.also_types.end(), predicted.type) != gold.also_types.end();
    return score > 0 && same_type ? score + 0.5 : score;
}

}  // namespace

std::string comparable_name(std::string_view name) {
    const std::vector<UChar32> characters = plain_characters(name);
    const auto word_at = [&](std::size_t i) {
        return i < characters.size() && is_word_character(characters[i]);
    };
    icu::UnicodeString kept;
    bool gap = false;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const UChar32 c = characters[i];
        if (c == '\'' || c == 0x2019) {
            // "Russia's"; "O'Neill".
            if (i + 1 < characters.size() && characters[i + 1] == 's' && !word_at(i + 2)) {
                ++i;
                continue;
            }
            if (word_at(i + 1)) continue;
        }
        if (!is_word_character(c)) {
            gap = true;
            continue;
        }
        if (gap && !kept.isEmpty()) kept.append(static_cast<UChar32>(' '));
        gap = false;
        kept.append(c);
    }
    std::string out;
    kept.toUTF8String(out);
    for (const std::string_view article : {"the ", "an ", "a "})
        if (out.starts_with(article)) {
            out.erase(0, article.size());
            break;
        }
    replace_all(out, "u s a", "us");
    replace_all(out, "u s", "us");
    replace_all(out, "u n", "un");
    return out;
}

NodeMatching match_nodes(const std::vector<GoldNode>& gold, const std::vector<Node>& predicted,
                         std::string_view text) {
    std::vector<Profile> g, p;
    for (const GoldNode& node : gold) g.push_back({comparable_name(node.name), names_of(node)});
    for (const Node& node : predicted) p.push_back({comparable_name(node.name), names_of(node, text)});
    struct Pair {
        double likeness;
        std::size_t gold, predicted;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < gold.size(); ++i)
        for (std::size_t k = 0; k < predicted.size(); ++k)
            if (const double like = likeness(gold[i], g[i], predicted[k], p[k]); like > 0)
                pairs.push_back({like, i, k});
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return std::tuple(-a.likeness, a.gold, a.predicted) < std::tuple(-b.likeness, b.gold, b.predicted);
    });
    NodeMatching matching;
    matching.gold_of.assign(predicted.size(), NodeMatching::kNone);
    matching.found.assign(gold.size(), false);
    for (const Pair& pair : pairs) {
        if (matching.found[pair.gold] || matching.gold_of[pair.predicted] != NodeMatching::kNone) continue;
        matching.found[pair.gold] = true;
        matching.gold_of[pair.predicted] = pair.gold;
    }
    return matching;
}

}  // namespace entente
