#pragma once

#include "core/model/article_graph.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace entente {

/// What identifies an edge in the graph of all articles. Symmetric types are stored once: `source` is the
/// smaller id.
struct EdgeKey {
    std::string source;
    std::string type;
    std::string target;

    auto operator<=>(const EdgeKey&) const = default;
};

/// The end of an edge that is not `node`, or `node` where both are.
inline const std::string& other_end_of(const EdgeKey& edge, std::string_view node) {
    return edge.source == node ? edge.target : edge.source;
}

/// An edge over all articles: a pure function of its evidence, in any order (a commutative, associative sum).
struct EdgeSummary {
    /// At most so many sources are kept, those of the greatest confidence (then the smaller key): more change
    /// noisy-or by less than a ten-thousandth, and a busy edge stays small.
    static constexpr std::size_t kMaxSources = 32;

    std::uint64_t evidence_count = 0;
    std::uint64_t negated_count = 0;
    std::array<std::uint64_t, kModalities> modality_counts{};
    std::string first_date;  ///< earliest and latest day that the evidence may mean; empty when unknown
    std::string last_date;
    /// The surest evidence of a source: that of the greatest confidence (then of the smaller sketch).
    struct Source {
        Confidence confidence = 0;
        TextSketch text{};  ///< of its article
        bool surer_than(const Source& other) const;
        auto operator<=>(const Source&) const = default;
    };
    std::map<std::string, Source> sources;  ///< by name
    std::map<std::string, std::uint64_t> roles;

    /// Noisy-or over the sources, in key order: 1 - product of (1 - confidence). Sources whose evidence is
    /// from near-duplicates count once, with the greatest confidence among them.
    Confidence confidence() const;
    bool operator==(const EdgeSummary&) const = default;
};

/// A node over all articles: a pure function of its mentions there.
struct NodeSummary {
    std::string type;
    std::uint64_t article_count = 0;
    std::uint64_t mention_count = 0;
    std::map<std::string, std::uint64_t> names;      ///< canonical names, by number of articles
    std::map<std::string, std::uint64_t> aliases;    ///< by number of articles
    std::map<std::string, std::uint64_t> countries;  ///< by number of articles
    std::string wikidata;                            ///< the smallest where articles differ
    std::string first_date;  ///< dates of the first and the last article; empty when unknown
    std::string last_date;

    /// The name of most articles (the smaller one where equal).
    const std::string& name() const;
    bool operator==(const NodeSummary&) const = default;
};

/// One piece of evidence as the graph of all articles sees it.
struct EvidenceRecord {
    EdgeKey key;
    std::string article;  ///< id
    std::string article_date;
    SourceKey source_key;
    Edge edge;  ///< with its evidence text
};

/// What one article contributes. Ends of symmetric types must be in order already (Ontology::orient).
EdgeSummary summarize(const Edge& edge, const SourceKey& source_key, const std::string& article_date);
NodeSummary summarize(const Node& node, const std::string& article_date);

void merge(EdgeSummary& into, const EdgeSummary& other);
void merge(NodeSummary& into, const NodeSummary& other);

}  // namespace entente
