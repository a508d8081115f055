#include "core/model/date.h"
#include "core/model/error.h"
#include "core/text/utf8.h"
#include "graph/export/evidence_graph.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <set>

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente {
namespace {

/// Attributes by name, as text whatever the form.
using Fields = std::map<std::string, std::string>;

struct FoundEdge {
    std::string source, target;
    Fields fields;
};

/// What either form gives.
struct FoundGraph {
    std::map<std::string, Fields> nodes;
    std::vector<FoundEdge> edges;
};

[[noreturn]] void fail(const std::string& message) {
    throw Error(ErrorKind::input, message);
}

// ---- the forms ----

std::string text_of(const rapidjson::Value& value) {
    if (value.IsString()) return {value.GetString(), value.GetStringLength()};
    if (value.IsNull()) return {};
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

Fields fields_of(const rapidjson::Value& object, const std::string& where) {
    if (!object.IsObject()) fail(where + ": must be an object");
    Fields fields;
    for (const auto& member : object.GetObject())
        fields[{member.name.GetString(), member.name.GetStringLength()}] = text_of(member.value);
    return fields;
}

/// The field, taken out; "" where it is not there.
std::string take(Fields& fields, const char* name) {
    auto found = fields.extract(name);
    return found ? std::move(found.mapped()) : std::string();
}

FoundGraph parse_node_link(const std::string& bytes) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(bytes.data(),
                                                                                           bytes.size());
    if (document.HasParseError())
        fail(fmt::format("no valid JSON: {} (byte {})", rapidjson::GetParseError_En(document.GetParseError()),
                         document.GetErrorOffset()));
    // NetworkX calls them "edges" from 3.4 on.
    const char* links = document.IsObject() && document.HasMember("edges") ? "edges" : "links";
    if (!document.IsObject() || !document.HasMember("nodes") || !document["nodes"].IsArray() ||
        !document.HasMember(links) || !document[links].IsArray())
        fail("no node-link JSON: it needs the arrays \"nodes\" and \"links\" (or \"edges\")");
    FoundGraph found;
    const auto& nodes = document["nodes"];
    for (rapidjson::SizeType i = 0; i < nodes.Size(); ++i) {
        Fields fields = fields_of(nodes[i], fmt::format("nodes[{}]", i));
        const std::string id = take(fields, "id");
        if (id.empty()) fail(fmt::format("nodes[{}]: \"id\" is missing", i));
        found.nodes[id] = std::move(fields);
    }
    const auto& edges = document[links];
    for (rapidjson::SizeType i = 0; i < edges.Size(); ++i) {
        Fields fields = fields_of(edges[i], fmt::format("{}[{}]", links, i));
        std::string source = take(fields, "source"), target = take(fields, "target");
        found.edges.push_back({std::move(source), std::move(target), std::move(fields)});
    }
    return found;
}

FoundGraph parse_graphml(const std::string& bytes) {
    pugi::xml_document document;
    const auto result =
        document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!result) fail(fmt::format("no valid XML: {} (byte {})", result.description(), result.offset));
    const pugi::xml_node root = document.child("graphml");
    if (!root || !root.child("graph")) fail("no GraphML: it needs <graphml> with a <graph>");
    std::map<std::string, std::string> names;
    for (const pugi::xml_node key : root.children("key"))
        names[key.attribute("id").value()] = key.attribute("attr.name").value();
    const auto fields_in = [&](const pugi::xml_node element) {
        Fields fields;
        for (const pugi::xml_node data : element.children("data"))
            if (const auto name = names.find(data.attribute("key").value()); name != names.end())
                fields[name->second] = data.text().get();
        return fields;
    };
    FoundGraph found;
    for (const pugi::xml_node node : root.child("graph").children("node"))
        found.nodes[node.attribute("id").value()] = fields_in(node);
    for (const pugi::xml_node edge : root.child("graph").children("edge"))
        found.edges.push_back(
            {edge.attribute("source").value(), edge.attribute("target").value(), fields_in(edge)});
    return found;
}

// ---- what they mean ----

Node make_node(const std::string& id, Fields fields) {
    Node node;
    node.id = id;
    node.type = take(fields, "type");
    if (node.type.empty()) fail(fmt::format("node \"{}\": \"type\" is missing", id));
    node.name = take(fields, "name");
    if (node.name.empty()) node.name = id;
    node.country = take(fields, "country");
    node.wikidata = take(fields, "wikidata");
    const std::string aliases = take(fields, "aliases");
    for (std::size_t at = 0; at < aliases.size();) {
        const std::size_t end = std::min(aliases.find(" | ", at), aliases.size());
        if (end > at) node.aliases.push_back(aliases.substr(at, end - at));
        at = end + 3;
    }
    return node;
}

template <class Number>
Number number(Fields& fields, const char* name, const std::string& where) {
    const std::string text = take(fields, name);
    Number value{};
    if (text.empty()) return value;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        fail(fmt::format("{}: \"{}\" is \"{}\", no number", where, name, text));
    return value;
}

Modality modality_of(const std::string& name, const std::string& where) {
    if (name.empty()) return Modality::actual;
    for (int m = 0; m < kModalities; ++m)
        if (to_string(static_cast<Modality>(m)) == name) return static_cast<Modality>(m);
    fail(fmt::format("{}: \"{}\" is no modality", where, name));
}

Edge make_edge(FoundEdge& found, const std::string& where) {
    Fields& fields = found.fields;
    Edge edge;
    edge.source = found.source;
    edge.target = found.target;
    edge.type = take(fields, "type");
    if (edge.type.empty()) fail(where + ": \"type\" is missing");
    edge.date = take(fields, "date");
    if (!edge.date.empty() && !is_iso_date(edge.date))
        fail(fmt::format("{}: \"{}\" is no ISO 8601 date", where, edge.date));
    edge.modality = modality_of(take(fields, "modality"), where);
    edge.role = take(fields, "role");
    edge.attribution = take(fields, "attribution");
    edge.plover = take(fields, "plover");
    edge.cameo = take(fields, "cameo");
    const std::string negated = take(fields, "negated");
    edge.negated = negated == "true" || negated == "True" || negated == "1";
    const double confidence = number<double>(fields, "confidence", where);
    if (!(confidence >= 0 && confidence <= 1)) fail(where + ": \"confidence\" must be 0..1");
    edge.confidence = static_cast<Confidence>(std::lround(confidence * kCertain));
    if (fields.contains("intensity")) {
        const double intensity = number<double>(fields, "intensity", where);
        if (!(intensity >= -10 && intensity <= 10)) fail(where + ": \"intensity\" must be -10..10");
        edge.intensity = static_cast<Intensity>(std::lround(intensity * 10));
    }
    edge.evidence.text = take(fields, "text");
    edge.evidence.trigger = take(fields, "trigger");
    edge.evidence.sentence = number<std::uint32_t>(fields, "sentence", where);
    edge.evidence.begin = number<std::uint32_t>(fields, "begin", where);
    edge.evidence.end = number<std::uint32_t>(fields, "end", where);
    if (edge.evidence.end < edge.evidence.begin) fail(where + ": \"end\" lies before \"begin\"");
    return edge;
}

std::vector<ArticleGraph> assemble(FoundGraph found) {
    std::map<std::string, Node> nodes;
    for (auto& [id, fields] : found.nodes) nodes.emplace(id, make_node(id, std::move(fields)));
    std::map<std::string, ArticleGraph> graphs;
    for (std::size_t i = 0; i < found.edges.size(); ++i) {
        FoundEdge& given = found.edges[i];
        const std::string where = fmt::format("edge {} ({} to {})", i + 1, given.source, given.target);
        const std::string article = take(given.fields, "article");
        if (article.empty())
            fail(where +
                 ": \"article\" is missing: only graphs with an edge for each piece of evidence can be "
                 "read ('export --evidence' writes them)");
        ArticleGraph& graph = graphs[article];
        graph.article.id = article;
        const auto fill = [&](std::string& field, const char* name) {
            if (std::string value = take(given.fields, name); field.empty()) field = std::move(value);
        };
        fill(graph.article.date, "article_date");
        fill(graph.article.title, "article_title");
        fill(graph.article.url, "article_url");
        fill(graph.article.source, "article_source");
        if (!graph.article.date.empty() && !Date::parse(graph.article.date))
            fail(fmt::format("{}: \"{}\" is no ISO 8601 date", where, graph.article.date));
        Edge edge = make_edge(given, where);
        for (const std::string* id : {&edge.source, &edge.target, &edge.attribution}) {
            if (id->empty() && id == &edge.attribution) continue;
            const auto node = nodes.find(*id);
            if (node == nodes.end()) fail(fmt::format("{}: there is no node \"{}\"", where, *id));
            const bool there = std::any_of(graph.nodes.begin(), graph.nodes.end(),
                                           [&](const Node& n) { return n.id == *id; });
            if (!there) graph.nodes.push_back(node->second);
        }
        graph.edges.push_back(std::move(edge));
    }
    std::vector<ArticleGraph> all;
    for (auto& [id, graph] : graphs) {
        canonicalize(graph);
        all.push_back(std::move(graph));
    }
    return all;
}

}  // namespace

std::vector<ArticleGraph> read_evidence_graph(std::string bytes, EvidenceForm form) {
    if (const std::size_t at = find_invalid_utf8(bytes); at != std::string::npos)
        fail(fmt::format("no valid UTF-8 at byte {}", at));
    return assemble(form == EvidenceForm::graphml ? parse_graphml(bytes) : parse_node_link(bytes));
}

}  // namespace entente
