#include "core/model/aggregate.h"

#include "core/model/date.h"

#include <algorithm>
#include <span>

namespace entente {
namespace {

void widen(std::string& first, std::string& last, const std::string& other_first,
           const std::string& other_last) {
    if (!other_first.empty() && (first.empty() || other_first < first)) first = other_first;
    if (!other_last.empty() && (last.empty() || other_last > last)) last = other_last;
}

template <class Map>
void add_counts(Map& into, const Map& other) {
    for (const auto& [key, count] : other) into[key] += count;
}

/// Keeps the kMaxSources sources of greatest confidence. Taking the greatest of a set of maxima commutes with
/// uniting such sets, so that the order of merges does not show.
void keep_best_sources(std::map<std::string, EdgeSummary::Source>& sources) {
    if (sources.size() <= EdgeSummary::kMaxSources) return;
    std::vector<std::pair<Confidence, std::string>> ranked;
    ranked.reserve(sources.size());
    for (const auto& [key, source] : sources) ranked.emplace_back(source.confidence, key);
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = EdgeSummary::kMaxSources; i < ranked.size(); ++i) sources.erase(ranked[i].second);
}

/// Two of the sources have near-duplicates. Most edges have none.
bool has_copies(std::span<const EdgeSummary::Source> sources) {
    for (std::size_t i = 0; i < sources.size(); ++i)
        for (std::size_t j = i + 1; j < sources.size(); ++j)
            if (near_duplicates(sources[i].text, sources[j].text)) return true;
    return false;
}

/// One confidence for each group of near-duplicates, in the order of the groups' first sources.
std::vector<Confidence> independent_confidences(std::span<const EdgeSummary::Source> sources) {
    std::vector<TextSketch> texts;
    std::vector<Confidence> confidences;
    for (const EdgeSummary::Source& source : sources) {
        texts.push_back(source.text);
        confidences.push_back(source.confidence);
    }
    const std::vector<std::size_t> groups = near_duplicate_groups(texts);
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (groups[i] != i) confidences[groups[i]] = std::max(confidences[groups[i]], confidences[i]);
    std::vector<Confidence> independent;
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (groups[i] == i) independent.push_back(confidences[i]);
    return independent;
}

}  // namespace

bool EdgeSummary::Source::surer_than(const Source& other) const {
    return confidence != other.confidence ? confidence > other.confidence : text < other.text;
}

Confidence EdgeSummary::confidence() const {
    std::vector<Source> in_key_order;
    in_key_order.reserve(sources.size());
    for (const auto& [name, source] : sources) in_key_order.push_back(source);
    // Whole numbers throughout: ten-thousandths of doubt, rounded down at every step, in key order.
    std::uint64_t doubt = kCertain;
    const auto believe = [&](Confidence confidence) {
        doubt = doubt * (kCertain - std::min(confidence, kCertain)) / kCertain;
    };
    if (has_copies(in_key_order)) {
        for (const Confidence confidence : independent_confidences(in_key_order)) believe(confidence);
    } else {
        for (const Source& source : in_key_order) believe(source.confidence);
    }
    return static_cast<Confidence>(kCertain - doubt);
}

const std::string& NodeSummary::name() const {
    static const std::string kUnnamed;
    const std::string* best = &kUnnamed;
    std::uint64_t count = 0;
    for (const auto& [name, n] : names)
        if (n > count) best = &name, count = n;
    return *best;
}

EdgeSummary summarize(const Edge& edge, const SourceKey& source_key, const std::string& article_date) {
    EdgeSummary summary;
    summary.evidence_count = 1;
    summary.negated_count = edge.negated;
    summary.modality_counts[static_cast<std::size_t>(edge.modality)] = 1;
    const auto range = DateRange::parse(edge.date.empty() ? article_date : edge.date);
    if (range) {
        const auto first = range->first_day(), last = range->last_day();
        if (first || last) {
            summary.first_date = (first ? *first : *last).to_string();
            summary.last_date = (last ? *last : *first).to_string();
        }
    }
    summary.sources[source_key.name] = {std::min(edge.confidence, kCertain), source_key.text};
    if (!edge.role.empty()) summary.roles[edge.role] = 1;
    return summary;
}

NodeSummary summarize(const Node& node, const std::string& article_date) {
    NodeSummary summary;
    summary.type = node.type;
    summary.article_count = 1;
    summary.mention_count = node.mentions.size();
    summary.names[node.name] = 1;
    for (const std::string& alias : node.aliases) summary.aliases[alias] = 1;
    if (!node.country.empty()) summary.countries[node.country] = 1;
    summary.wikidata = node.wikidata;
    summary.first_date = summary.last_date = article_date;
    return summary;
}

void merge(EdgeSummary& into, const EdgeSummary& other) {
    into.evidence_count += other.evidence_count;
    into.negated_count += other.negated_count;
    for (std::size_t i = 0; i < into.modality_counts.size(); ++i)
        into.modality_counts[i] += other.modality_counts[i];
    widen(into.first_date, into.last_date, other.first_date, other.last_date);
    for (const auto& [key, source] : other.sources) {
        const auto [mine, fresh] = into.sources.emplace(key, source);
        if (!fresh && source.surer_than(mine->second)) mine->second = source;
    }
    keep_best_sources(into.sources);
    add_counts(into.roles, other.roles);
}

void merge(NodeSummary& into, const NodeSummary& other) {
    if (into.type.empty() || (!other.type.empty() && other.type < into.type)) into.type = other.type;
    into.article_count += other.article_count;
    into.mention_count += other.mention_count;
    add_counts(into.names, other.names);
    add_counts(into.aliases, other.aliases);
    add_counts(into.countries, other.countries);
    if (into.wikidata.empty() || (!other.wikidata.empty() && other.wikidata < into.wikidata))
        into.wikidata = other.wikidata;
    widen(into.first_date, into.last_date, other.first_date, other.last_date);
}

}  // namespace entente
