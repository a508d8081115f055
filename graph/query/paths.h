#pragma once

#include "graph/knowledge_graph.h"

#include <string>
#include <vector>

namespace entente {

/// A chain of edges between two nodes, none of which it meets twice. Directions of edges don't matter for the
/// way; each step names the edge of most evidence between its two nodes.
struct Path {
    std::vector<std::string> nodes;  ///< ids, from one end to the other
    std::vector<KnowledgeGraph::EdgeNumber> steps;
    double length = 0;
};

/// At most `count` shortest paths, the shortest first. A step's length is 1 plus the inverse of the weight of
/// evidence (pieces of evidence times confidence, over all edges of the two nodes), so that fewer steps win,
/// and of those as long the better attested. Yen's algorithm (Management Science 17, 1971) over Boost's
/// Dijkstra. Empty where nothing joins the two; throws Error(usage) for a node that the graph does not hold.
std::vector<Path> shortest_paths(const KnowledgeGraph& graph, const std::string& from, const std::string& to,
                                 std::size_t count);

/// A node that two others both deal with.
struct CommonNeighbour {
    KnowledgeGraph::Vertex node = 0;
    std::vector<KnowledgeGraph::EdgeNumber> with_a;  ///< edges, those of most evidence first
    std::vector<KnowledgeGraph::EdgeNumber> with_b;
    std::uint64_t evidence_a = 0;
    std::uint64_t evidence_b = 0;
};

/// Shared neighbours, those first whose weaker side has the most evidence.
std::vector<CommonNeighbour> common_neighbours(const KnowledgeGraph& graph, const std::string& a,
                                               const std::string& b);

}  // namespace entente
