#include "graph/export/evidence_graph.h"
#include "graph/export/export_text.h"
#include "graph/export/json_rows.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include <fmt/format.h>

namespace entente {
namespace {

struct Attribute {
    const char* name;
    const char* kind;  ///< of GraphML
    std::string value = {};
};
using Attributes = std::vector<Attribute>;

struct KnownNode {
    Node node;
    std::map<std::string, std::uint64_t> names;  ///< by number of articles
    std::vector<std::string> aliases;
};

Attributes attributes(const Node& node, const std::vector<std::string>& aliases) {
    std::string joined;
    for (const std::string& alias : aliases)
        if (alias.find('|') == std::string::npos) joined += (joined.empty() ? "" : " | ") + alias;
    return {{"name", "string", node.name},
            {"type", "string", node.type},
            {"country", "string", node.country},
            {"wikidata", "string", node.wikidata},
            {"aliases", "string", joined}};
}

Attributes attributes(const Edge& edge, const Article& article) {
    const Evidence& evidence = edge.evidence;
    return {{"type", "string", edge.type},
            {"article", "string", article.id},
            {"article_date", "string", article.date},
            {"article_title", "string", article.title},
            {"article_url", "string", article.url},
            {"article_source", "string", article.source},
            {"date", "string", edge.date},
            {"text", "string", evidence.text},
            {"trigger", "string", evidence.trigger},
            {"modality", "string", std::string(to_string(edge.modality))},
            {"role", "string", edge.role},
            {"attribution", "string", edge.attribution},
            {"plover", "string", edge.plover},
            {"cameo", "string", edge.cameo},
            {"confidence", "double", decimal(edge.confidence)},
            {"intensity", "double", edge.intensity ? fmt::format("{:.1f}", *edge.intensity / 10.0) : ""},
            {"negated", "boolean", edge.negated ? "true" : "false"},
            {"sentence", "int", std::to_string(evidence.sentence)},
            {"begin", "int", std::to_string(evidence.begin)},
            {"end", "int", std::to_string(evidence.end)}};
}

/// All nodes that an edge touches, as the first article has them, with the name of most and the aliases of
/// all.
std::map<std::string, KnownNode> collect_nodes(const Articles& for_each_article) {
    std::map<std::string, KnownNode> nodes;
    for_each_article([&](const ArticleGraph& graph) {
        std::set<std::string_view> touched;
        for (const Edge& edge : graph.edges) touched.insert({edge.source, edge.target, edge.attribution});
        for (const Node& node : graph.nodes) {
            if (!touched.contains(node.id)) continue;
            KnownNode& known = nodes.try_emplace(node.id, KnownNode{node, {}, {}}).first->second;
            ++known.names[node.name];
            for (const std::string& alias : node.aliases)
                if (std::find(known.aliases.begin(), known.aliases.end(), alias) == known.aliases.end())
                    known.aliases.push_back(alias);
        }
        return true;
    });
    for (auto& [id, known] : nodes)
        known.node.name =
            std::max_element(known.names.begin(), known.names.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            })->first;
    return nodes;
}

void write_graphml(const Articles& for_each_article, std::ostream& out) {
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    const auto keys = [&](const Attributes& all, const char* domain) {
        for (const Attribute& a : all)
            out << fmt::format("  <key id=\"{0}_{1}\" for=\"{0}\" attr.name=\"{1}\" attr.type=\"{2}\"/>\n",
                               domain, a.name, a.kind);
    };
    const auto data = [&](const Attributes& all, const char* domain) {
        for (const Attribute& a : all)
            if (!a.value.empty())
                out << fmt::format("      <data key=\"{}_{}\">{}</data>\n", domain, a.name, xml(a.value));
    };
    keys(attributes(Node(), {}), "node");
    keys(attributes(Edge(), Article()), "edge");
    out << "  <graph id=\"entente\" edgedefault=\"directed\">\n";
    for (const auto& [id, known] : collect_nodes(for_each_article)) {
        out << "    <node id=\"" << xml(id) << "\">\n";
        data(attributes(known.node, known.aliases), "node");
        out << "    </node>\n";
    }
    std::uint64_t number = 0;
    for_each_article([&](const ArticleGraph& graph) {
        for (const Edge& edge : graph.edges) {
            out << fmt::format("    <edge id=\"e{}\" source=\"{}\" target=\"{}\">\n", number++,
                               xml(edge.source), xml(edge.target));
            data(attributes(edge, graph.article), "edge");
            out << "    </edge>\n";
        }
        return static_cast<bool>(out);
    });
    out << "  </graph>\n</graphml>\n";
}

void write_node_link(const Articles& for_each_article, std::ostream& out) {
    JsonRows json(out);
    const auto members = [&](const Attributes& all) {
        for (const Attribute& a : all) {
            if (a.value.empty()) continue;
            std::string_view(a.kind) == "string" ? json.text(a.name, a.value) : json.literal(a.name, a.value);
        }
    };
    json.StartObject();
    json.Key("directed"), json.Bool(true);
    json.Key("multigraph"), json.Bool(true);
    json.Key("graph"), json.StartObject(), json.EndObject();
    json.Key("nodes"), json.StartArray();
    for (const auto& [id, known] : collect_nodes(for_each_article)) {
        json.start_row();
        json.text("id", id);
        members(attributes(known.node, known.aliases));
        json.EndObject();
    }
    json.EndArray();
    json.Key("links"), json.StartArray();
    std::uint64_t number = 0;
    for_each_article([&](const ArticleGraph& graph) {
        for (const Edge& edge : graph.edges) {
            json.start_row();
            json.text("source", edge.source), json.text("target", edge.target);
            json.Key("key"), json.Uint64(number++);
            members(attributes(edge, graph.article));
            json.EndObject();
        }
        return static_cast<bool>(out);
    });
    json.EndArray();
    json.EndObject();
    out << '\n';
}

}  // namespace

void write_evidence_graph(const Articles& for_each_article, EvidenceForm form, std::ostream& out) {
    form == EvidenceForm::graphml ? write_graphml(for_each_article, out)
                                  : write_node_link(for_each_article, out);
}

}  // namespace entente
