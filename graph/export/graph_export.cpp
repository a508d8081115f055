#include "graph/export/graph_export.h"

#include "core/model/error.h"
#include "graph/export/export_text.h"
#include "graph/export/json_rows.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <ostream>

namespace entente {
namespace {

/// A property of a node or an edge, ready to be written.
struct Field {
    const char* name;
    const char* kind;  ///< as XML forms name it: string, long or double
    std::string value;
    bool text() const { return std::string_view(kind) == "string"; }
};
using Fields = std::vector<Field>;

Fields node_fields(const KnowledgeGraph& graph, KnowledgeGraph::Vertex v) {
    const NodeSummary& node = graph.node(v);
    const auto country = std::max_element(node.countries.begin(), node.countries.end(),
                                          [](const auto& a, const auto& b) { return a.second < b.second; });
    return {{"name", "string", node.name()},
            {"type", "string", node.type},
            {"country", "string", country == node.countries.end() ? "" : country->first},
            {"wikidata", "string", node.wikidata},
            {"articles", "long", std::to_string(node.article_count)},
            {"first_date", "string", node.first_date},
            {"last_date", "string", node.last_date}};
}

std::string quad_of(const Ontology& ontology, const std::string& name) {
    static const char* const kNames[] = {"structure", "verbal co-operation", "material co-operation",
                                         "verbal conflict", "material conflict"};
    const EdgeType* type = ontology.edge_type(name);
    return type ? kNames[static_cast<std::size_t>(type->quad)] : "";
}

Fields edge_fields(const KnowledgeGraph& graph, const Ontology& ontology, KnowledgeGraph::EdgeNumber e) {
    const EdgeSummary& edge = graph.edge(e);
    return {{"type", "string", graph.key(e).type},
            {"quad", "string", quad_of(ontology, graph.key(e).type)},
            {"evidence", "long", std::to_string(edge.evidence_count)},
            {"negated", "long", std::to_string(edge.negated_count)},
            {"confidence", "double", decimal(edge.confidence())},
            {"first_date", "string", edge.first_date},
            {"last_date", "string", edge.last_date}};
}

std::string dot_quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + '"';
}

std::string csv(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

/// What all forms go through: nodes by id, then edges by key.
struct Walk {
    const KnowledgeGraph& graph;
    const Ontology& ontology;
    std::ostream& out;

    void nodes(const std::function<void(const std::string& id, const Fields&)>& write) const {
        for (KnowledgeGraph::Vertex v = 0; v < graph.node_count(); ++v)
            write(graph.id(v), node_fields(graph, v));
    }
    void edges(const std::function<void(std::size_t, const EdgeKey&, const Fields&)>& write) const {
        for (KnowledgeGraph::EdgeNumber e = 0; e < graph.edge_count(); ++e)
            write(e, graph.key(e), edge_fields(graph, ontology, e));
    }
    /// The fields of an empty graph have the same names.
    static Fields node_names() {
        return {{"name", "string", ""},     {"type", "string", ""},   {"country", "string", ""},
                {"wikidata", "string", ""}, {"articles", "long", ""}, {"first_date", "string", ""},
                {"last_date", "string", ""}};
    }
    static Fields edge_names() {
        return {{"type", "string", ""},     {"quad", "string", ""},       {"evidence", "long", ""},
                {"negated", "long", ""},    {"confidence", "double", ""}, {"first_date", "string", ""},
                {"last_date", "string", ""}};
    }
};

void write_graphml(const Walk& walk) {
    std::ostream& out = walk.out;
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    const auto keys = [&](const Fields& fields, const char* domain) {
        for (const Field& f : fields)
            out << "  <key id=\"" << domain << '_' << f.name << "\" for=\"" << domain << "\" attr.name=\""
                << f.name << "\" attr.type=\"" << f.kind << "\"/>\n";
    };
    keys(Walk::node_names(), "node");
    keys(Walk::edge_names(), "edge");
    const auto data = [&](const Fields& fields, const char* domain) {
        for (const Field& f : fields)
            if (!f.value.empty())
                out << "      <data key=\"" << domain << '_' << f.name << "\">" << xml(f.value)
                    << "</data>\n";
    };
    out << "  <graph id=\"entente\" edgedefault=\"directed\">\n";
    walk.nodes([&](const std::string& id, const Fields& fields) {
        out << "    <node id=\"" << xml(id) << "\">\n";
        data(fields, "node");
        out << "    </node>\n";
    });
    walk.edges([&](std::size_t number, const EdgeKey& key, const Fields& fields) {
        out << "    <edge id=\"e" << number << "\" source=\"" << xml(key.source) << "\" target=\""
            << xml(key.target) << "\">\n";
        data(fields, "edge");
        out << "    </edge>\n";
    });
    out << "  </graph>\n</graphml>\n";
}

void write_gexf(const Walk& walk) {
    std::ostream& out = walk.out;
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
           "  <graph defaultedgetype=\"directed\" mode=\"static\">\n";
    const auto attributes = [&](const Fields& fields, const char* domain) {
        out << "    <attributes class=\"" << domain << "\" mode=\"static\">\n";
        for (const Field& f : fields)
            out << "      <attribute id=\"" << domain << '_' << f.name << "\" title=\"" << f.name
                << "\" type=\"" << f.kind << "\"/>\n";
        out << "    </attributes>\n";
    };
    attributes(Walk::node_names(), "node");
    attributes(Walk::edge_names(), "edge");
    const auto values = [&](const Fields& fields, const char* domain) {
        out << "<attvalues>";
        for (const Field& f : fields)
            if (!f.value.empty())
                out << "<attvalue for=\"" << domain << '_' << f.name << "\" value=\"" << xml(f.value)
                    << "\"/>";
        out << "</attvalues>";
    };
    out << "    <nodes>\n";
    walk.nodes([&](const std::string& id, const Fields& fields) {
        out << "      <node id=\"" << xml(id) << "\" label=\"" << xml(fields[0].value) << "\">";
        values(fields, "node");
        out << "</node>\n";
    });
    out << "    </nodes>\n    <edges>\n";
    walk.edges([&](std::size_t number, const EdgeKey& key, const Fields& fields) {
        out << "      <edge id=\"" << number << "\" source=\"" << xml(key.source) << "\" target=\""
            << xml(key.target) << "\" label=\"" << xml(key.type) << "\" weight=\"" << fields[2].value
            << "\">";
        values(fields, "edge");
        out << "</edge>\n";
    });
    out << "    </edges>\n  </graph>\n</gexf>\n";
}

void write_dot(const Walk& walk) {
    std::ostream& out = walk.out;
    out << "digraph entente {\n";
    walk.nodes([&](const std::string& id, const Fields& fields) {
        out << "  " << dot_quoted(id) << " [label=" << dot_quoted(fields[0].value);
        for (const Field& f : fields)
            if (!f.value.empty()) out << ", " << f.name << '=' << dot_quoted(f.value);
        out << "];\n";
    });
    walk.edges([&](std::size_t, const EdgeKey& key, const Fields& fields) {
        out << "  " << dot_quoted(key.source) << " -> " << dot_quoted(key.target)
            << " [label=" << dot_quoted(key.type);
        for (const Field& f : fields)
            if (!f.value.empty()) out << ", " << f.name << '=' << dot_quoted(f.value);
        out << "];\n";
    });
    out << "}\n";
}

void write_members(JsonRows& json, const Fields& fields) {
    for (const Field& f : fields) f.text() ? json.text(f.name, f.value) : json.literal(f.name, f.value);
}

void write_node_link(const Walk& walk) {
    JsonRows json(walk.out);
    json.StartObject();
    json.Key("directed"), json.Bool(true);
    json.Key("multigraph"), json.Bool(true);
    json.Key("graph"), json.StartObject(), json.EndObject();
    json.Key("nodes"), json.StartArray();
    walk.nodes([&](const std::string& id, const Fields& fields) {
        json.start_row();
        json.text("id", id);
        write_members(json, fields);
        json.EndObject();
    });
    json.EndArray();
    json.Key("links"), json.StartArray();
    walk.edges([&](std::size_t, const EdgeKey& key, const Fields& fields) {
        json.start_row();
        json.text("source", key.source), json.text("target", key.target), json.text("key", key.type);
        write_members(json, fields);
        json.EndObject();
    });
    json.EndArray();
    json.EndObject();
    walk.out << '\n';
}

void write_cytoscape(const Walk& walk) {
    JsonRows json(walk.out);
    json.StartObject();
    json.Key("data"), json.StartArray(), json.EndArray();
    json.Key("directed"), json.Bool(true);
    json.Key("multigraph"), json.Bool(true);
    json.Key("elements"), json.StartObject();
    json.Key("nodes"), json.StartArray();
    walk.nodes([&](const std::string& id, const Fields& fields) {
        json.start_row();
        json.Key("data"), json.StartObject();
        json.text("id", id), json.text("value", id);
        write_members(json, fields);
        json.EndObject(), json.EndObject();
    });
    json.EndArray();
    json.Key("edges"), json.StartArray();
    walk.edges([&](std::size_t number, const EdgeKey& key, const Fields& fields) {
        json.start_row();
        json.Key("data"), json.StartObject();
        json.text("id", "e" + std::to_string(number));
        json.text("source", key.source), json.text("target", key.target), json.text("key", key.type);
        write_members(json, fields);
        json.EndObject(), json.EndObject();
    });
    json.EndArray();
    json.EndObject(), json.EndObject();
    walk.out << '\n';
}

void write_cypher(const Walk& walk) {
    std::ostream& out = walk.out;
    out << "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;\n";
    const auto set = [&](const char* name, const Fields& fields) {
        const char* before = " SET ";
        for (const Field& f : fields)
            if (!f.value.empty()) {
                out << before << name << '.' << f.name << " = " << (f.text() ? quoted(f.value) : f.value);
                before = ", ";
            }
        out << ";\n";
    };
    walk.nodes([&](const std::string& id, const Fields& fields) {
        out << "MERGE (n:Actor {id: " << quoted(id) << "})";
        set("n", fields);
    });
    walk.edges([&](std::size_t, const EdgeKey& key, const Fields& fields) {
        out << "MATCH (a:Actor {id: " << quoted(key.source) << "}), (b:Actor {id: " << quoted(key.target)
            << "}) MERGE (a)-[r:`" << key.type << "`]->(b)";
        set("r", fields);
    });
}

/// One triple a line with full IRIs is N-Triples and Turtle at once; Turtle gets short names on top.
void write_rdf(const Walk& walk, bool short_names) {
    std::ostream& out = walk.out;
    const std::string vocabulary = "urn:entente:vocabulary:", xsd = "http://www.w3.org/2001/XMLSchema#",
                      rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                      rdfs = "http://www.w3.org/2000/01/rdf-schema#", owl = "http://www.w3.org/2002/07/owl#";
    if (short_names)
        out << "@prefix v: <" << vocabulary << "> .\n@prefix xsd: <" << xsd << "> .\n@prefix rdf: <" << rdf
            << "> .\n@prefix rdfs: <" << rdfs << "> .\n@prefix owl: <" << owl << "> .\n";
    const auto name = [&](const char* prefix, const std::string& space, const std::string& local) {
        return short_names ? std::string(prefix) + ":" + local : "<" + space + local + ">";
    };
    const auto word = [&](const std::string& local) { return name("v", vocabulary, local); };
    const auto line = [&](const std::string& s, const std::string& p, const std::string& o) {
        out << s << ' ' << p << ' ' << o << " .\n";
    };
    const auto literal = [&](const Field& f) {
        if (f.text()) return quoted(f.value);
        return quoted(f.value) + "^^" +
               name("xsd", xsd, std::string_view(f.kind) == "long" ? "integer" : "decimal");
    };
    const auto iri = [](const std::string& id) { return "<urn:entente:" + iri_part(id) + ">"; };
    walk.nodes([&](const std::string& id, const Fields& fields) {
        line(iri(id), name("rdf", rdf, "type"), word(fields[1].value));
        line(iri(id), name("rdfs", rdfs, "label"), quoted(fields[0].value));
        for (std::size_t i = 2; i < fields.size(); ++i) {
            if (fields[i].value.empty()) continue;
            if (std::string_view(fields[i].name) == "wikidata")
                line(iri(id), name("owl", owl, "sameAs"),
                     "<http://www.wikidata.org/entity/" + iri_part(fields[i].value) + ">");
            else
                line(iri(id), word(fields[i].name), literal(fields[i]));
        }
    });
    walk.edges([&](std::size_t, const EdgeKey& key, const Fields& fields) {
        line(iri(key.source), word(iri_part(key.type)), iri(key.target));
        const std::string edge = "<urn:entente:edge:" + iri_part(key.source) + "/" + iri_part(key.type) +
                                 "/" + iri_part(key.target) + ">";
        line(edge, name("rdf", rdf, "type"), name("rdf", rdf, "Statement"));
        line(edge, name("rdf", rdf, "subject"), iri(key.source));
        line(edge, name("rdf", rdf, "predicate"), word(iri_part(key.type)));
        line(edge, name("rdf", rdf, "object"), iri(key.target));
        for (std::size_t i = 1; i < fields.size(); ++i)
            if (!fields[i].value.empty()) line(edge, word(fields[i].name), literal(fields[i]));
    });
}

}  // namespace

const std::vector<std::string>& graph_form_names() {
    static const std::vector<std::string> kNames = {"graphml",   "gexf",   "dot",    "node-link",
                                                    "cytoscape", "cypher", "turtle", "n-triples"};
    return kNames;
}

GraphForm graph_form(std::string_view name) {
    const auto& names = graph_form_names();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw Error(ErrorKind::usage, "there is no graph format \"" + std::string(name) + "\"");
    return static_cast<GraphForm>(found - names.begin());
}

void write_graph(const KnowledgeGraph& graph, const Ontology& ontology, GraphForm form, std::ostream& out) {
    const Walk walk{graph, ontology, out};
    switch (form) {
        case GraphForm::graphml: return write_graphml(walk);
        case GraphForm::gexf: return write_gexf(walk);
        case GraphForm::dot: return write_dot(walk);
        case GraphForm::node_link: return write_node_link(walk);
        case GraphForm::cytoscape: return write_cytoscape(walk);
        case GraphForm::cypher: return write_cypher(walk);
        case GraphForm::turtle: return write_rdf(walk, true);
        case GraphForm::n_triples: return write_rdf(walk, false);
    }
}

void write_neo4j_nodes(const KnowledgeGraph& graph, std::ostream& out) {
    out << "id:ID,:LABEL,name,type,country,wikidata,articles:long,first_date,last_date\n";
    for (KnowledgeGraph::Vertex v = 0; v < graph.node_count(); ++v) {
        out << csv(graph.id(v)) << ",Actor";
        for (const Field& f : node_fields(graph, v)) out << ',' << csv(f.value);
        out << '\n';
    }
}

void write_neo4j_edges(const KnowledgeGraph& graph, const Ontology& ontology, std::ostream& out) {
    out << ":START_ID,:END_ID,:TYPE,quad,evidence:long,negated:long,confidence:double,first_date,last_date\n";
    for (KnowledgeGraph::EdgeNumber e = 0; e < graph.edge_count(); ++e) {
        out << csv(graph.key(e).source) << ',' << csv(graph.key(e).target);
        for (const Field& f : edge_fields(graph, ontology, e)) out << ',' << csv(f.value);
        out << '\n';
    }
}

}  // namespace entente
