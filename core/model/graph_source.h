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

/// An edge as seen from one of its ends.
struct Link {
    std::string_view type;
    std::string_view other;  ///< id of the node at the other end
    std::uint64_t evidence_count = 0;
    Confidence confidence = 0;
    bool starts_here = false;  ///< at the node from which it is seen
    /// All of it, at the cost of `edges_of`; only while it is visited.
    const std::function<EdgeSummary()>& summary;
};

/// The graph of all articles as its readers see it: what `storage` offers and `graph` loads from.
/// Reading is const and may be done from several threads.
class GraphSource {
  public:
    virtual ~GraphSource() = default;

    virtual std::optional<NodeSummary> node(std::string_view id) const = 0;

    /// The id that a node goes by: another one where the graph shows several nodes as one.
    virtual std::string shown_id(std::string_view id) const { return std::string(id); }

    /// Says of a node, by its id, whether it is wanted; an empty one wants all.
    using Wanted = std::function<bool(std::string_view id)>;

    /// The edges that start or end at the node and have a wanted node at the other end, with their
    /// aggregates. Those that are not wanted cost a fraction of the others.
    virtual std::vector<std::pair<EdgeKey, EdgeSummary>> edges_of(std::string_view node,
                                                                  const Wanted& other_end = {}) const = 0;

    /// Calls `visit` with each edge that starts or ends at the node: as `edges_of`, for a fraction of its
    /// cost where few summaries are wanted.
    virtual void for_each_link(std::string_view node, const std::function<void(const Link&)>& visit) const;

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
