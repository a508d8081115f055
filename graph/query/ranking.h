#pragma once

#include "core/knowledge/ontology.h"
#include "graph/knowledge_graph.h"

#include <vector>

namespace entente {

/// How much a node matters in the graph, by several measures.
struct Rank {
    KnowledgeGraph::Vertex node = 0;
    std::uint64_t degree = 0;    ///< other nodes that it deals with
    std::uint64_t evidence = 0;  ///< pieces of evidence of its edges
    double page_rank = 0;    ///< sums to 1; links weigh as much as their evidence, whatever their direction
    double betweenness = 0;  ///< share of the shortest paths between others that go through it, 0..1
    /// Co-operation (pieces of evidence) times how evenly it is spread over several camps: the coefficient of
    /// participation (Guimerà and Amaral, Nature 433, 2005), 0 where all is with one camp.
    double brokerage = 0;
};

enum class RankBy { page_rank, degree, evidence, betweenness, brokerage };

/// All nodes with an edge, the greatest first; ties by id. Betweenness, which takes nodes times edges, and
/// brokerage, which finds camps, are computed only when ranked by. PageRank is Boost's.
std::vector<Rank> rank_nodes(const KnowledgeGraph& graph, const Ontology& ontology, RankBy by);

}  // namespace entente
