#include "core/evaluation/gold_graph.h"

#include "core/model/object_reader.h"

#include <set>

#include <fmt/format.h>

namespace entente {
namespace {

using Value = rapidjson::Value;

GoldNode read_node(const Value& value, const std::string& where, const Ontology& ontology) {
    ObjectReader in(value, where);
    GoldNode node;
    node.id = in.required_string("id");
    node.type = in.required_string("type");
    node.name = in.required_string("name");
    node.aliases = in.strings("aliases");
    node.also_types = in.strings("also_types");
    node.optional = in.boolean("optional");
    if (!ontology.node_type(node.type))
        in.fail("type", fmt::format("is \"{}\"; the ontology has no such node type", node.type));
    for (const std::string& type : node.also_types)
        if (!ontology.node_type(type))
            in.fail("also_types", fmt::format("holds \"{}\"; the ontology has no such node type", type));
    return node;
}

GoldEdge read_edge(const Value& value, const std::string& where, const Ontology& ontology) {
    ObjectReader in(value, where);
    GoldEdge edge;
    edge.source = in.required_string("source");
    edge.type = in.required_string("type");
    edge.target = in.required_string("target");
    edge.also = in.strings("also");
    edge.negated = in.boolean("negated");
    edge.modality = read_modality(in, "modality");
    edge.optional = in.boolean("optional");
    edge.lift = in.boolean("lift");
    edge.evidence = in.string("evidence");
    if (!ontology.edge_type(edge.type))
        in.fail("type", fmt::format("is \"{}\"; the ontology has no such edge type", edge.type));
    for (const std::string& type : edge.also)
        if (!ontology.edge_type(type))
            in.fail("also", fmt::format("holds \"{}\"; the ontology has no such edge type", type));
    return edge;
}

}  // namespace

GoldGraph gold_graph_from_json(std::string_view line, const Ontology& ontology) {
    const rapidjson::Document document = parse_json_line(line);
    ObjectReader in(document, "");
    GoldGraph graph;
    graph.article.id = in.required_string("id");
    graph.article.date = in.string("date");
    graph.article.title = in.string("title");
    graph.article.text = in.string("text");
    std::set<std::string> ids;
    if (const Value* nodes = in.array("nodes"))
        for (rapidjson::SizeType i = 0; i < nodes->Size(); ++i) {
            const std::string where = fmt::format("nodes[{}]", i);
            graph.nodes.push_back(read_node((*nodes)[i], where, ontology));
            if (!ids.insert(graph.nodes.back().id).second)
                in.fail("nodes", fmt::format("has two of the id \"{}\"", graph.nodes.back().id));
        }
    if (const Value* edges = in.array("edges"))
        for (rapidjson::SizeType i = 0; i < edges->Size(); ++i) {
            graph.edges.push_back(read_edge((*edges)[i], fmt::format("edges[{}]", i), ontology));
            for (const std::string* end : {&graph.edges.back().source, &graph.edges.back().target})
                if (!ids.count(*end))
                    in.fail("edges", fmt::format("number {} ends at \"{}\", which is no node", i, *end));
        }
    return graph;
}

}  // namespace entente
