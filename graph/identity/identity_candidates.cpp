#include "graph/identity/identity_candidates.h"

#include "core/model/slug.h"
#include "graph/name_finder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace entente {
namespace {

/// A word in more names than this tells nothing ("committee"), and would cost a square of comparisons.
constexpr std::size_t kGreatestBlock = 200;

using Words = std::vector<std::string>;

struct Candidate {
    std::string id;
    NodeSummary node;
    std::vector<Words> names;
};

Words words_of(const std::string& name) {
    Words words;
    std::string word;
    for (const char c : normalize_name(name) + " ") {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

/// What spellings of one name share: the first letter and the consonants after it, without doubles
/// ("Mohammed" and "Muhamad", "Zelensky" and "Zelenskyy").
std::string skeleton(const std::string& word) {
    std::string key;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool vowel = std::string_view("aeiouyhw").find(word[i]) != std::string_view::npos;
        if (i > 0 && (vowel || key.back() == word[i])) continue;
        key += word[i];
    }
    return key;
}

/// 1 for the same word, less for each letter that differs; 0 for words that are too different to be one.
double word_likeness(const std::string& a, const std::string& b) {
    if (a == b) return 1;
    const std::size_t length = std::max(a.size(), b.size());
    if (std::min(a.size(), b.size()) < 4) return 0;
    const std::size_t distance = edit_distance(a, b, 2);
    if (distance > 2 || distance * 4 > length) return 0;
    return 1 - static_cast<double>(distance) / static_cast<double>(length);
}

struct Likeness {
    double score = 0;
    std::string_view reason;
};

/// Full names word by word; a surname that stands alone; a first name that is an initial or missing.
Likeness person_likeness(const Words& a, const Words& b) {
    const Words &more = a.size() >= b.size() ? a : b, &less = a.size() >= b.size() ? b : a;
    const double surname = word_likeness(more.back(), less.back());
    if (surname == 0) return {};
    if (less.size() == 1) return {more.size() == 1 ? 0.0 : 0.75 * surname, "the surname alone"};
    if (more.size() == less.size()) {
        double likeness = 1;
        bool initial = false;
        for (std::size_t i = 0; i < more.size(); ++i) {
            const bool short_form = i + 1 < more.size() && std::min(more[i].size(), less[i].size()) == 1;
            if (short_form && more[i][0] == less[i][0])
                initial = true;
            else
                likeness *= word_likeness(more[i], less[i]);
        }
        if (initial) return {0.85 * likeness, "an initial"};
        return {likeness == 1 ? 1 : 0.95 * likeness, likeness == 1 ? "the same name" : "another spelling"};
    }
    // A middle name more: the first and the last are the same.
    if (more.front() != less.front() || surname < 1) return {};
    const bool ordered = std::all_of(less.begin(), less.end(), [&](const std::string& word) {
        return std::find(more.begin(), more.end(), word) != more.end();
    });
    return ordered ? Likeness{0.92, "a name more"} : Likeness{};
}

Likeness body_likeness(const Words& a, const Words& b, const WordSet& sort_words) {
    const Words &more = a.size() >= b.size() ? a : b, &less = a.size() >= b.size() ? b : a;
    if (more.size() == less.size()) {
        double likeness = 1;
        for (std::size_t i = 0; i < more.size(); ++i) likeness *= word_likeness(more[i], less[i]);
        if (likeness == 1) return {1, "the same name"};
        return {more.size() > 1 ? 0.9 * likeness : 0.8 * likeness, "another spelling"};
    }
    // "North Kivu" and "North Kivu Province": what is more says only what it is.
    Words rest;
    std::size_t at = 0;
    for (const std::string& word : more)
        if (at < less.size() && word == less[at])
            ++at;
        else
            rest.push_back(word);
    const auto is_sort = [&](const std::string& word) { return sort_words.count(word) > 0; };
    if (at < less.size() || std::all_of(less.begin(), less.end(), is_sort)) return {};
    if (!std::all_of(rest.begin(), rest.end(), is_sort)) return {};
    // A city and its province share a name too.
    return {0.75, "the sort of place or body more"};
}

Likeness likeness(const Candidate& a, const Candidate& b, const WordSet& sort_words) {
    Likeness best;
    for (const Words& x : a.names)
        for (const Words& y : b.names) {
            if (x.empty() || y.empty()) continue;
            const Likeness found =
                a.node.type == "person" ? person_likeness(x, y) : body_likeness(x, y, sort_words);
            if (found.score > best.score) best = found;
        }
    return best;
}

std::string country_of(const NodeSummary& node) {
    const auto most = std::max_element(node.countries.begin(), node.countries.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == node.countries.end() ? std::string() : most->first;
}

std::set<std::string> neighbours(const GraphSource& source, const std::string& id) {
    std::set<std::string> all;
    for (const auto& [key, summary] : source.edges_of(id)) all.insert(other_end_of(key, id));
    return all;
}

std::optional<IdentityCandidate> compare(const GraphSource& source, const Candidate& a, const Candidate& b,
                                         const WordSet& sort_words) {
    if (a.node.type != b.node.type) return std::nullopt;
    if (!a.node.wikidata.empty() && !b.node.wikidata.empty()) return std::nullopt;
    const std::string country = country_of(a.node), other = country_of(b.node);
    if (!country.empty() && !other.empty() && country != other) return std::nullopt;
    Likeness names = likeness(a, b, sort_words);
    if (names.score == 0) return std::nullopt;
    const std::set<std::string> of_a = neighbours(source, a.id), of_b = neighbours(source, b.id);
    if (of_a.count(b.id)) return std::nullopt;
    std::size_t shared = 0;
    for (const std::string& id : of_a) shared += of_b.count(id);

    // What the names leave open, the company they keep tells in part.
    IdentityCandidate found;
    double doubt = 1 - names.score;
    found.reason = std::string(names.reason);
    if (!country.empty() && country == other) {
        doubt *= 0.7;
        found.reason += fmt::format(", both of {}", country);
    }
    if (shared > 0) {
        doubt *= shared == 1 ? 0.8 : 0.6;
        found.reason += fmt::format(", {} neighbour{} in common", shared, shared == 1 ? "" : "s");
    }
    found.score = 1 - doubt;
    const bool a_first = a.node.article_count != b.node.article_count
                             ? a.node.article_count > b.node.article_count
                             : a.id < b.id;
    found.a = a_first ? a.id : b.id;
    found.b = a_first ? b.id : a.id;
    return found;
}

/// A surname alone that fits several says nothing.
void drop_ambiguous(std::vector<IdentityCandidate>& found) {
    std::map<std::string, std::set<std::string>> partners;
    const auto alone = [](const IdentityCandidate& c) { return c.reason.starts_with("the surname alone"); };
    for (const IdentityCandidate& c : found)
        if (alone(c)) partners[c.a].insert(c.b), partners[c.b].insert(c.a);
    const auto single_word = [](const std::string& id) { return id.find('-') == std::string::npos; };
    std::erase_if(found, [&](const IdentityCandidate& c) {
        return alone(c) && partners[single_word(c.a) ? c.a : c.b].size() > 1;
    });
}

}  // namespace

std::vector<IdentityCandidate> find_identity_candidates(const GraphSource& source, const Identity& identity,
                                                        const Cues& cues,
                                                        const IdentityCandidateOptions& options) {
    static const std::set<std::string> kTypes = {"person", "organization", "place"};
    std::vector<Candidate> all;
    source.for_each_node([&](const std::string& id, const NodeSummary& node) {
        if (!kTypes.count(node.type)) return true;
        Candidate candidate{id, node, {}};
        for (const auto& [name, count] : node.names) candidate.names.push_back(words_of(name));
        all.push_back(std::move(candidate));
        return true;
    });
    std::map<std::string, std::set<std::size_t>> blocks;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const Words& name : all[i].names)
            for (const std::string& word : name)
                if (!cues.sort_words.count(word)) blocks[all[i].node.type + ' ' + skeleton(word)].insert(i);

    std::set<std::pair<std::size_t, std::size_t>> seen;
    std::vector<IdentityCandidate> found;
    for (const auto& [key, block] : blocks) {
        if (block.size() > kGreatestBlock) continue;
        for (auto a = block.begin(); a != block.end(); ++a)
            for (auto b = std::next(a); b != block.end(); ++b) {
                if (!seen.emplace(*a, *b).second) continue;
                const std::string &x = all[*a].id, &y = all[*b].id;
                if (identity.root(x) == identity.root(y) || identity.apart(x, y)) continue;
                if (auto candidate = compare(source, all[*a], all[*b], cues.sort_words))
                    found.push_back(std::move(*candidate));
            }
    }
    drop_ambiguous(found);
    std::erase_if(found, [&](const IdentityCandidate& c) { return c.score < options.min_score; });
    std::sort(found.begin(), found.end(), [](const IdentityCandidate& x, const IdentityCandidate& y) {
        return x.score != y.score ? x.score > y.score : std::tie(x.a, x.b) < std::tie(y.a, y.b);
    });
    if (options.limit && found.size() > options.limit) found.resize(options.limit);
    return found;
}

}  // namespace entente
