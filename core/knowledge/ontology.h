#pragma once

#include "core/model/article_graph.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// PLOVER's quad classes; `none` for structural edges.
enum class QuadClass { none, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict };

/// A kind of node, and how diagrams show it.
struct NodeType {
    std::string name;  ///< "person"
    std::string description;
    std::string shape;  ///< GraphViz shape
    std::string fill;   ///< colour as #rrggbb
};

/// A kind of edge, its codes, and what it may join.
struct EdgeType {
    std::string name;  ///< "negotiates-with"
    std::string description;
    bool symmetric = false;   ///< stored once for both directions, the smaller id first
    bool structural = false;  ///< no event: holds at the article's date unless it says otherwise
    std::string plover;       ///< "CONSULT"; empty for structural types
    std::string cameo;        ///< CAMEO code ("046"); empty for structural types
    QuadClass quad = QuadClass::none;
    std::vector<std::string> sources;  ///< node types that it may start at
    std::vector<std::string> targets;  ///< and end at
};

/// The types that the graph may hold, from `ontology.json`. Immutable once loaded; safe to share between
/// threads.
class Ontology {
  public:
    /// Throws Error(data) naming the file, the place in it and what is wrong.
    static Ontology load(const std::filesystem::path& file);

    const NodeType* node_type(std::string_view name) const;  ///< null when there is none
    const EdgeType* edge_type(std::string_view name) const;
    const std::vector<NodeType>& node_types() const { return node_types_; }
    const std::vector<EdgeType>& edge_types() const { return edge_types_; }

    /// True where an edge of this type may join nodes of these types.
    bool allows(const EdgeType& type, std::string_view source_type, std::string_view target_type) const;

    /// Puts the smaller id first in edges of symmetric types.
    void orient(ArticleGraph& graph) const;

  private:
    std::vector<NodeType> node_types_;
    std::vector<EdgeType> edge_types_;
};

}  // namespace entente
