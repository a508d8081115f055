#include "graph/name_finder.h"

#include "core/model/slug.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace entente {
namespace {

constexpr std::size_t kAllNames = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kMostNamesakes = 256;
constexpr std::size_t kMostMisspelt = 3;  ///< letters of a long name that may be wrong

std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find(' '), name.size());
        if (end > 0) words.push_back(name.substr(0, end));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return words;
}

/// `rank` orders candidates of one kind before articles do: the edit distance of a misspelling.
struct Match {
    NameMatchKind kind;
    std::size_t rank = 0;
};

bool has_all_words(const std::vector<std::string_view>& name, const std::vector<std::string_view>& typed) {
    return std::all_of(typed.begin(), typed.end(), [&](std::string_view word) {
        return std::find(name.begin(), name.end(), word) != name.end();
    });
}

/// Letters that may be wrong in a word of that length: one in four, none in "us".
std::size_t tolerance(std::size_t length) {
    return std::min(kMostMisspelt, (length + 1) / 4);
}

std::optional<Match> match(const std::string& name, const std::string& typed,
                           const std::vector<std::string_view>& typed_words) {
    if (name == typed) return Match{NameMatchKind::exact};
    const auto words = words_of(name);
    if (has_all_words(words, typed_words)) return Match{NameMatchKind::words};
    if (name.starts_with(typed)) return Match{NameMatchKind::prefix};
    if (std::any_of(words.begin(), words.end(), [&](auto word) {
            return name.compare(static_cast<std::size_t>(word.data() - name.data()), typed.size(), typed) ==
                   0;
        }))
        return Match{NameMatchKind::prefix, 1};
    if (typed.size() >= 3 && name.find(typed) != std::string::npos) return Match{NameMatchKind::part};

    const std::size_t most = tolerance(typed.size());
    std::size_t distance = edit_distance(name, typed, most);
    if (typed_words.size() == 1)
        for (const auto word : words)
            if (word.size() > 3) distance = std::min(distance, edit_distance(word, typed, most));
    if (most > 0 && distance <= most) return Match{NameMatchKind::similar, distance};
    return std::nullopt;
}

struct Ranked {
    NameCandidate candidate;
    std::size_t rank = 0;

    bool operator<(const Ranked& other) const {
        const auto key = [](const Ranked& r) {
            return std::tuple(r.candidate.kind, r.rank, ~r.candidate.article_count,
                              std::cref(r.candidate.id).get());
        };
        return key(*this) < key(other);
    }
};

/// The best match of each node.
class Candidates {
  public:
    void add(const NameMatch& name, Match match) {
        Ranked ranked{{name.node, {}, {}, name.name, name.article_count, match.kind}, match.rank};
        const auto [at, is_new] = by_node_.emplace(name.node, ranked);
        if (!is_new && ranked < at->second) at->second = std::move(ranked);
    }
    bool empty() const { return by_node_.empty(); }

    /// Sorted, with names and types; nodes of other types are dropped.
    std::vector<Ranked> take(const GraphSource& source, const NameFinderOptions& options) const {
        std::vector<Ranked> all;
        for (const auto& [id, ranked] : by_node_) all.push_back(ranked);
        std::sort(all.begin(), all.end());
        std::vector<Ranked> taken;
        for (Ranked& ranked : all) {
            if (taken.size() == options.limit) break;
            const auto node = source.node(ranked.candidate.id);
            if (!node || (!options.type.empty() && node->type != options.type)) continue;
            ranked.candidate.name = node->name();
            ranked.candidate.type = node->type;
            taken.push_back(std::move(ranked));
        }
        return taken;
    }

  private:
    std::map<std::string, Ranked> by_node_;
};

std::optional<NameCandidate> find_id(const GraphSource& source, std::string_view typed,
                                     const std::string& type) {
    const std::size_t colon = typed.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto cased = [&](auto fold) {
        std::string id(typed);
        for (std::size_t i = 0; i < id.size(); ++i) id[i] = fold(id[i], i > colon);
        return id;
    };
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
    for (const std::string& id : {std::string(typed), cased([&](char c, bool) { return lower(c); }),
                                  cased([&](char c, bool after) { return after ? upper(c) : lower(c); })})
        if (const auto node = source.node(id); node && (type.empty() || node->type == type))
            return NameCandidate{source.shown_id(id), node->name(),     node->type, id,
                                 node->article_count, NameMatchKind::id};
    return std::nullopt;
}

bool stands_out(const std::vector<Ranked>& candidates) {
    if (candidates.front().candidate.kind >= NameMatchKind::part) return false;
    if (candidates.size() == 1) return true;
    const Ranked &first = candidates[0], &second = candidates[1];
    if (first.candidate.kind != second.candidate.kind || first.rank != second.rank) return true;
    return first.candidate.article_count >= 4 * second.candidate.article_count;
}

NameSearch conclude(std::vector<Ranked> ranked) {
    NameSearch search;
    if (ranked.empty()) return search;
    if (ranked.front().candidate.kind == NameMatchKind::similar)
        search.outcome = NameSearch::Outcome::none;
    else
        search.outcome = stands_out(ranked) ? NameSearch::Outcome::found : NameSearch::Outcome::ambiguous;
    for (Ranked& r : ranked) search.candidates.push_back(std::move(r.candidate));
    return search;
}

}  // namespace

std::string_view to_string(NameMatchKind kind) {
    static constexpr std::string_view kNames[] = {"id", "exact", "words", "prefix", "part", "similar"};
    return kNames[static_cast<std::size_t>(kind)];
}

NameSearch find_name(const GraphSource& source, std::string_view typed, const NameFinderOptions& options) {
    if (auto by_id = find_id(source, typed, options.type))
        return {NameSearch::Outcome::found, {std::move(*by_id)}};
    const std::string name = normalize_name(typed);
    if (name.empty() || options.limit == 0) return {};

    Candidates exact;
    for (const NameMatch& known : source.names_with_prefix(name, kMostNamesakes)) {
        if (known.name != name) break;  // by name: the exact ones come first
        exact.add(known, {NameMatchKind::exact});
    }
    if (auto ranked = exact.take(source, options); !ranked.empty()) return conclude(std::move(ranked));

    const auto words = words_of(name);
    Candidates all;
    for (const NameMatch& known : source.names_with_prefix("", kAllNames))
        if (const auto met = match(known.name, name, words)) all.add(known, *met);
    return conclude(all.take(source, options));
}

std::vector<NameCandidate> suggest_names(const GraphSource& source, std::string_view typed,
                                         const NameFinderOptions& options) {
    if (auto by_id = find_id(source, typed, options.type)) return {std::move(*by_id)};
    const std::string name = normalize_name(typed);
    if (name.empty() || options.limit == 0) return {};
    Candidates begun;
    for (const NameMatch& known : source.names_with_prefix("", kAllNames)) {
        if (known.name == name)
            begun.add(known, {NameMatchKind::exact});
        else if (known.name.starts_with(name) || known.name.find(" " + name) != std::string::npos)
            begun.add(known, {NameMatchKind::prefix});
    }
    std::vector<NameCandidate> suggestions;
    for (Ranked& ranked : begun.take(source, options)) suggestions.push_back(std::move(ranked.candidate));
    return suggestions.empty() ? find_name(source, typed, options).candidates : suggestions;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > most) return most + 1;
    std::vector<std::size_t> before(a.size() + 1), last(a.size() + 1), row(a.size() + 1);
    for (std::size_t i = 0; i <= a.size(); ++i) last[i] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
        row[0] = j;
        std::size_t least = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            row[i] = std::min({last[i] + 1, row[i - 1] + 1, last[i - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[i] = std::min(row[i], before[i - 2] + 1);
            least = std::min(least, row[i]);
        }
        if (least > most) return most + 1;
        std::swap(before, last);
        std::swap(last, row);
    }
    return std::min(last[a.size()], most + 1);
}

}  // namespace entente
