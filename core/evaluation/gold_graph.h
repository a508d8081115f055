#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/article_graph.h"

#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// A node that a person found in an article.
struct GoldNode {
    std::string id;  ///< inside the article only
    std::string type;
    std::string name;
    std::vector<std::string> aliases;
    std::vector<std::string> also_types;  ///< other types that are as good
    bool optional = false;                ///< may be found, need not
};

/// An edge that a person found stated in an article.
struct GoldEdge {
    std::string source;  ///< ids of nodes
    std::string type;
    std::string target;
    std::vector<std::string> also;  ///< other types that are as good for the same pair and direction
    bool negated = false;
    Modality modality = Modality::actual;
    bool optional = false;
    bool lift = false;     ///< an end may also be the state or organization that it acts for
    std::string evidence;  ///< the shortest quote that shows it
};

/// What a person wants to see of an article. `article.text` may be empty where only graphs are compared.
struct GoldGraph {
    Article article;
    std::vector<GoldNode> nodes;
    std::vector<GoldEdge> edges;
};

// One line of JSON an article:
//
//     graph = {"id": …, "date": …, "title": …, "text": …, "nodes": [node…], "edges": [edge…]}
//     node  = {"id": …, "type": …, "name": …, "aliases": […], "also_types": […], "optional": true|false}
//     edge  = {"source": …, "type": …, "target": …, "also": […], "negated": …, "modality": …, "optional": …,
//              "lift": …, "evidence": "…"}
//
// id, and a node's id, type and name, and an edge's source, type and target must be there; of what else is
// left out, lists are empty, flags false, and the modality is "actual". Other members are ignored.

/// Reads a line. Throws Error(input) that says what breaks the form: a type that the ontology does not know,
/// or an edge whose end is no node, too.
GoldGraph gold_graph_from_json(std::string_view line, const Ontology& ontology);

}  // namespace entente
