#pragma once

#include "graph/knowledge_graph.h"

#include <vector>

namespace entente {

/// How much a node matters in the graph, by three measures.
struct Rank {
    KnowledgeGraph::Vertex node = 0;
    std::uint64_t degree = 0;    ///< other nodes that it deals with
    std::uint64_t evidence = 0;  ///< pieces of evidence of its edges
    double page_rank = 0;    ///< sums to 1; links weigh as much as their evidence, whatever their direction
    double betweenness = 0;  ///< share of the shortest paths between others that go through it, 0..1
};

enum class RankBy { page_rank, degree, evidence, betweenness };

/// All nodes with an edge, the greatest first; ties by id. Betweenness takes nodes times edges and is
/// computed only when ranked by: PageRank and Brandes' betweenness (J. Math. Sociology 25, 2001) are Boost's.
std::vector<Rank> rank_nodes(const KnowledgeGraph& graph, RankBy by);

}  // namespace entente
