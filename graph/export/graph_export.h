#pragma once

#include "core/knowledge/ontology.h"
#include "graph/knowledge_graph.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Forms of the merged graph that other programs open. All hold every node with id, type, name, country,
/// wikidata, number of articles and dates, and every edge with type, quad class, counts, dates and
/// confidence.
enum class GraphForm {
    graphml,    ///< Gephi, yEd, igraph, NetworkX
    gexf,       ///< Gephi (GEXF 1.2)
    dot,        ///< GraphViz, without a layout
    node_link,  ///< NetworkX: node_link_graph(data), from 3.4 on with edges="links"
    cytoscape,  ///< Cytoscape.js: elements
    cypher,     ///< Neo4j: MERGE statements, which may be run again
    turtle,     ///< RDF 1.1; edges as statements about qualified relations, Wikidata by owl:sameAs
    n_triples,  ///< RDF 1.1, the same triples a line each
};

/// By its name on the command line ("graphml", "node-link", ...); throws Error(usage) for another.
GraphForm graph_form(std::string_view name);
/// All names, in the order of the help.
const std::vector<std::string>& graph_form_names();

/// Writes nodes in the order of ids and edges in that of keys: the same graph gives the same bytes. UTF-8;
/// characters that a form can't hold (XML 1.0 has no control characters) become spaces.
void write_graph(const KnowledgeGraph& graph, const Ontology& ontology, GraphForm form, std::ostream& out);

/// The two files that `neo4j-admin database import` reads, with its heads.
void write_neo4j_nodes(const KnowledgeGraph& graph, std::ostream& out);
void write_neo4j_edges(const KnowledgeGraph& graph, const Ontology& ontology, std::ostream& out);

}  // namespace entente
