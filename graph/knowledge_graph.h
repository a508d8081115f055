#pragma once

#include "core/model/aggregate.h"
#include "core/model/graph_source.h"
#include "graph/edge_filter.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Which part of the graph is loaded around some nodes.
struct Neighbourhood {
    std::vector<std::string> centres;  ///< node ids
    int depth = 1;                     ///< greatest number of edges from a centre, over nodes that are kept
    bool closed = true;                ///< with the edges between the outermost nodes too
    std::size_t max_nodes = 0;         ///< keeps only the nodes that tell most (`most_telling`); 0 for all
    EdgeFilter filter;
};

/// A merged graph in memory, or a part of one: a directed multigraph whose vertices and edges carry their
/// summaries. Vertices are numbered in the order of ids, edges in the order of keys, so that the same content
/// gives the same numbers. A value: copies are deep; reading is const and may be done from several threads.
class KnowledgeGraph {
  public:
    using Vertex = std::uint32_t;
    using EdgeNumber = std::uint32_t;

    struct Model;  // of Boost.Graph, which this header is free of

    KnowledgeGraph();
    KnowledgeGraph(const KnowledgeGraph&);
    KnowledgeGraph(KnowledgeGraph&&) noexcept;
    KnowledgeGraph& operator=(KnowledgeGraph) noexcept;
    ~KnowledgeGraph();

    /// All nodes, and the edges that pass the filter.
    static KnowledgeGraph load(const GraphSource& source, const EdgeFilter& filter = {});

    /// What is around some nodes; reads no other part of the source. Throws Error(usage) for an id that the
    /// source does not hold.
    static KnowledgeGraph around(const GraphSource& source, const Neighbourhood& wanted);

    /// The nodes given and the edges between them.
    KnowledgeGraph subgraph(std::span<const Vertex> kept) const;
    /// All nodes, and of the edges only those given.
    KnowledgeGraph with_edges(std::span<const EdgeNumber> kept) const;

    std::size_t node_count() const;
    std::size_t edge_count() const;
    bool empty() const { return node_count() == 0; }

    std::optional<Vertex> find(std::string_view id) const;
    const std::string& id(Vertex vertex) const;
    const NodeSummary& node(Vertex vertex) const;

    Vertex source(EdgeNumber edge) const;
    Vertex target(EdgeNumber edge) const;
    const EdgeKey& key(EdgeNumber edge) const;
    const EdgeSummary& edge(EdgeNumber edge) const;

    /// Edges that start (end) at the vertex, in the order of keys.
    std::vector<EdgeNumber> out_edges(Vertex vertex) const;
    std::vector<EdgeNumber> in_edges(Vertex vertex) const;

    /// How many nodes were met while loading and not kept because of `max_nodes`.
    std::size_t left_out() const;

  private:
    explicit KnowledgeGraph(std::unique_ptr<Model> model);
    std::unique_ptr<Model> model_;
};

/// The `count` nodes that tell most about the centres (or, without a centre, about the whole), in the order
/// in which they were chosen: greedily, always the one with the greatest weight of evidence to those chosen
/// before, where each further step from a centre halves it. Ties go to the smaller id.
std::vector<KnowledgeGraph::Vertex> most_telling(const KnowledgeGraph& graph,
                                                 std::span<const KnowledgeGraph::Vertex> centres,
                                                 std::size_t count);

}  // namespace entente
