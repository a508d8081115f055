#pragma once

#include "graph/knowledge_graph.h"

#include <unordered_map>

#include <boost/graph/adjacency_list.hpp>

namespace entente {

/// A vertex of the Boost.Graph model.
struct VertexContent {
    std::string id;
    NodeSummary summary;
};

/// An edge of the Boost.Graph model; the content is in Model::edges, so that a number finds it.
struct EdgeContent {
    KnowledgeGraph::EdgeNumber number = 0;
};

using Adjacency =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, VertexContent, EdgeContent>;

/// Includes heavy headers: only for the source files of algorithms.
struct KnowledgeGraph::Model {
    struct EdgeEntry {
        EdgeKey key;
        EdgeSummary summary;
        Vertex source = 0;
        Vertex target = 0;
    };
    Adjacency adjacency;
    std::vector<EdgeEntry> edges;
    std::unordered_map<std::string, Vertex> vertices;  ///< by id
    std::size_t left_out = 0;
};

}  // namespace entente
