#pragma once

#include "core/knowledge/ontology.h"
#include "graph/knowledge_graph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// A node as it is drawn.
struct DiagramNode {
    std::string id;
    std::string name;
    std::string type;
    std::string shape;  ///< of GraphViz
    std::string fill;   ///< colour as #rrggbb
    std::string tooltip;
    bool centre = false;
    std::size_t group = 0;  ///< from 1: position in Diagram::groups plus one; 0 for none
};

/// One type of a bundle.
struct BundledType {
    std::string label;  ///< "accuses", "does not support", "former president"
    std::uint64_t evidence_count = 0;

    bool operator==(const BundledType&) const = default;
};

/// All edges between two nodes of one direction and quad class: drawn as one line.
struct DiagramEdge {
    std::size_t source = 0;  ///< positions in Diagram::nodes
    std::size_t target = 0;
    bool mutual = false;  ///< of symmetric types: no direction
    QuadClass quad = QuadClass::none;
    bool hypothetical = false;  ///< most evidence is planned, possible, conditional or demanded
    bool negated = false;       ///< most evidence says that it is not so
    std::uint64_t evidence_count = 0;
    std::vector<BundledType> types;  ///< those of most evidence first
    std::string tooltip;             ///< the types, and the best evidence sentences where they were asked for
    std::string url;  ///< of the article with the best sentence; empty where it has none of the web
};

/// What a diagram shows, before it has a layout. A value; the same graph and options give the same diagram.
struct Diagram {
    std::string title;
    std::string caption;  ///< dates, numbers, and how many nodes were left out
    std::vector<DiagramNode> nodes;
    std::vector<DiagramEdge> edges;
    std::vector<NodeType> node_legend;  ///< only what occurs, in the order of the ontology
    std::vector<std::string> groups;    ///< names of what stands together, where it was asked for
    std::size_t left_out = 0;           ///< nodes
};

/// What nodes are put together by.
enum class DiagramGrouping {
    none,
    camp,   ///< who co-operates with whom (find_camps)
    state,  ///< whom they act for
};

struct DiagramOptions {
    std::string title;                 ///< empty: made from the centres
    std::vector<std::string> centres;  ///< ids of the nodes that it is about; they are emphasised
    std::size_t max_nodes = 30;        ///< the most telling ones are kept; 0 for all
    bool structural = true;            ///< with offices, memberships, places
    bool unconnected = false;          ///< with nodes that no edge touches, besides the centres
    DiagramGrouping grouping = DiagramGrouping::none;
    std::string since = {}, until = {};  ///< what the evidence was limited to, for the caption
    /// Where the evidence sentences of the tooltips come from; null for none.
    const GraphSource* evidence = nullptr;
};

/// Chooses, bundles and names what is drawn. Centres that the graph does not hold are ignored, and so are
/// edges from a node to itself.
Diagram make_diagram(const KnowledgeGraph& graph, const Ontology& ontology,
                     const DiagramOptions& options = {});

}  // namespace entente
