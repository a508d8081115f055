#pragma once

#include "core/model/aggregate.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

/// A name that a stored node goes by.
struct NameMatch {
    std::string name;  ///< as normalize_name gives it
    std::string node;  ///< id
    std::uint64_t article_count = 0;
};

/// The graph of all articles as its readers see it: what `storage` offers and `graph` loads from.
/// Reading is const and may be done from several threads.
class GraphSource {
  public:
    virtual ~GraphSource() = default;

    virtual std::optional<NodeSummary> node(std::string_view id) const = 0;

    /// The id that a node goes by: another one where the graph shows several nodes as one.
    virtual std::string shown_id(std::string_view id) const { return std::string(id); }

    /// All edges that start or end at the node, with their aggregates.
    virtual std::vector<std::pair<EdgeKey, EdgeSummary>> edges_of(std::string_view node) const = 0;

    /// The evidence of an edge by date, the latest first, at most `limit` records (0: all).
    virtual std::vector<EvidenceRecord> evidence(const EdgeKey& edge, std::size_t limit) const = 0;

    /// What is known of an article besides its graph and its text; nothing where the source keeps no
    /// articles.
    virtual std::optional<Article> article_head(std::string_view) const { return std::nullopt; }

    /// Nodes with a name that starts with `prefix` (already normalised), by name.
    virtual std::vector<NameMatch> names_with_prefix(std::string_view prefix, std::size_t limit) const = 0;

    /// Calls `visit` with each node in the order of ids, until it returns false.
    virtual void for_each_node(
        const std::function<bool(const std::string&, const NodeSummary&)>& visit) const = 0;
    /// Calls `visit` with each edge in the order of keys, until it returns false.
    virtual void for_each_edge(
        const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const = 0;
};

}  // namespace entente
