#pragma once

#include "core/knowledge/ontology.h"
#include "graph/knowledge_graph.h"

#include <vector>

namespace entente {

/// What two nodes do to each other on the whole, over all their edges.
struct SignedLink {
    KnowledgeGraph::Vertex a = 0;  ///< the smaller one
    KnowledgeGraph::Vertex b = 0;
    std::uint64_t cooperation = 0;  ///< pieces of evidence that are not denied
    std::uint64_t conflict = 0;
    double weight() const { return static_cast<double>(cooperation) - static_cast<double>(conflict); }
};

/// All pairs of persons, states and organizations with a dealing, in the order of vertices.
std::vector<SignedLink> signed_links(const KnowledgeGraph& graph, const Ontology& ontology);

/// Nodes that stand together.
struct Camp {
    std::vector<KnowledgeGraph::Vertex> members;  ///< those with most evidence first
    std::uint64_t cooperation_inside = 0;
    std::uint64_t conflict_inside = 0;
    std::uint64_t conflict_outside = 0;
};

struct Camps {
    std::vector<Camp> camps;  ///< of two members and more, the greatest first
    /// Share of triangles that are balanced (a friend's friend is a friend, an enemy's enemy too; Cartwright
    /// and Harary, Psychological Review 63, 1956); 1 where there is none.
    double balance = 1;
    std::uint64_t triangles = 0;
    /// Share of the evidence that the camps explain: co-operation inside, conflict between.
    double explained = 1;
};

/// Communities of the signed graph that local moving finds, level by level (Blondel et al., J. Stat. Mech.
/// P10008, 2008), at the greatest modularity of co-operation less all conflict inside. Unlike in the signed
/// modularity of Gómez et al. (2009), two with many enemies are no friends for that. Deterministic.
Camps find_camps(const KnowledgeGraph& graph, const Ontology& ontology);

}  // namespace entente
