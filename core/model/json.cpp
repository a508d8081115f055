#include "core/model/json.h"

#include "core/model/date.h"
#include "core/model/error.h"
#include "core/model/object_reader.h"

#include <unordered_set>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente {
namespace {

using Value = rapidjson::Value;
using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

// ---- writing ----

void write(Writer& w, std::string_view s) {
    w.String(s.data(), static_cast<rapidjson::SizeType>(s.size()));
}

void write_member(Writer& w, const char* key, std::string_view value) {
    w.Key(key);
    write(w, value);
}

/// For members that are left out when empty.
void write_optional(Writer& w, const char* key, std::string_view value) {
    if (!value.empty()) write_member(w, key, value);
}

/// For members that are null when empty.
void write_nullable(Writer& w, const char* key, std::string_view value) {
    w.Key(key);
    if (value.empty())
        w.Null();
    else
        write(w, value);
}

void write_extra(Writer& w, const ExtraFields& extra) {
    for (const auto& [key, json] : extra) {
        w.Key(key.c_str(), static_cast<rapidjson::SizeType>(key.size()));
        w.RawValue(json.data(), json.size(), rapidjson::kObjectType);
    }
}

/// Ten-thousandths as the shortest decimal: 8300 gives 0.83.
std::string decimal(Confidence confidence) {
    std::string digits = fmt::format("{}.{:04}", confidence / kCertain, confidence % kCertain);
    while (digits.back() == '0' && digits[digits.size() - 2] != '.') digits.pop_back();
    return digits;
}

/// What is known of an article but its text.
void write_head(Writer& w, const Article& article) {
    write_member(w, "id", article.id);
    write_optional(w, "date", article.date);
    write_optional(w, "title", article.title);
    write_optional(w, "url", article.url);
    write_optional(w, "source", article.source);
}

void write(Writer& w, const Mention& mention) {
    w.StartObject();
    w.Key("begin"), w.Uint(mention.begin);
    w.Key("end"), w.Uint(mention.end);
    w.Key("sentence"), w.Uint(mention.sentence);
    write_member(w, "kind", to_string(mention.kind));
    w.EndObject();
}

void write(Writer& w, const Node& node) {
    w.StartObject();
    write_member(w, "id", node.id);
    write_member(w, "type", node.type);
    write_member(w, "name", node.name);
    w.Key("aliases"), w.StartArray();
    for (const std::string& alias : node.aliases) write(w, alias);
    w.EndArray();
    write_optional(w, "country", node.country);
    write_optional(w, "wikidata", node.wikidata);
    if (node.unnamed) w.Key("unnamed"), w.Bool(true);
    w.Key("mentions"), w.StartArray();
    for (const Mention& mention : node.mentions) write(w, mention);
    w.EndArray();
    write_extra(w, node.extra);
    w.EndObject();
}

void write(Writer& w, const Evidence& evidence) {
    w.StartObject();
    w.Key("sentence"), w.Uint(evidence.sentence);
    w.Key("begin"), w.Uint(evidence.begin);
    w.Key("end"), w.Uint(evidence.end);
    write_member(w, "trigger", evidence.trigger);
    write_member(w, "text", evidence.text);
    write_extra(w, evidence.extra);
    w.EndObject();
}

void write(Writer& w, const Edge& edge) {
    w.StartObject();
    write_member(w, "source", edge.source);
    write_member(w, "type", edge.type);
    write_member(w, "target", edge.target);
    w.Key("negated"), w.Bool(edge.negated);
    write_member(w, "modality", to_string(edge.modality));
    write_nullable(w, "date", edge.date);
    const std::string confidence = decimal(edge.confidence);
    w.Key("confidence"), w.RawValue(confidence.data(), confidence.size(), rapidjson::kNumberType);
    write_nullable(w, "role", edge.role);
    write_nullable(w, "attribution", edge.attribution);
    write_nullable(w, "plover", edge.plover);
    write_nullable(w, "cameo", edge.cameo);
    if (edge.intensity) {
        const std::string digits = fmt::format("{:.1f}", *edge.intensity / 10.0);
        w.Key("intensity"), w.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
    }
    w.Key("evidence"), write(w, edge.evidence);
    write_extra(w, edge.extra);
    w.EndObject();
}

// ---- reading ----

Mention read_mention(const Value& value, const std::string& where) {
    ObjectReader in(value, where);
    Mention mention;
    mention.begin = in.number("begin");
    mention.end = in.number("end");
    mention.sentence = in.number("sentence");
    if (const std::string kind = in.string("kind"); !kind.empty())
        mention.kind =
            one_of(in, "kind", kind,
                   {MentionKind::name, MentionKind::adjective, MentionKind::nominal, MentionKind::pronoun});
    if (mention.end < mention.begin) in.fail("end", "lies before \"begin\"");
    return mention;
}

Node read_node(const Value& value, const std::string& where) {
    ObjectReader in(value, where);
    Node node;
    node.id = in.required_string("id");
    node.type = in.required_string("type");
    node.name = in.required_string("name");
    node.aliases = in.strings("aliases");
    node.country = in.string("country");
    node.wikidata = in.string("wikidata");
    node.unnamed = in.boolean("unnamed");
    if (const Value* mentions = in.array("mentions"))
        for (rapidjson::SizeType i = 0; i < mentions->Size(); ++i)
            node.mentions.push_back(read_mention((*mentions)[i], fmt::format("{}.mentions[{}]", where, i)));
    node.extra = in.rest();
    return node;
}

Edge read_edge(const Value& value, const std::string& where) {
    ObjectReader in(value, where);
    Edge edge;
    edge.source = in.required_string("source");
    edge.type = in.required_string("type");
    edge.target = in.required_string("target");
    edge.negated = in.boolean("negated");
    edge.modality = read_modality(in, "modality");
    edge.date = in.string("date");
    if (!edge.date.empty() && !is_iso_date(edge.date))
        in.fail("date", "must be an ISO 8601 date or interval");
    edge.confidence = in.confidence("confidence");
    edge.role = in.string("role");
    edge.attribution = in.string("attribution");
    edge.plover = in.string("plover");
    edge.cameo = in.string("cameo");
    edge.intensity = in.intensity("intensity");
    if (const Value* evidence = in.object("evidence")) {
        ObjectReader e(*evidence, where + ".evidence");
        edge.evidence.sentence = e.number("sentence");
        edge.evidence.begin = e.number("begin");
        edge.evidence.end = e.number("end");
        edge.evidence.trigger = e.string("trigger");
        edge.evidence.text = e.string("text");
        edge.evidence.extra = e.rest();
        if (edge.evidence.end < edge.evidence.begin) e.fail("end", "lies before \"begin\"");
    }
    edge.extra = in.rest();
    return edge;
}

/// Nodes are named once, edges join nodes that are there, and offsets lie inside the text (where one is
/// given).
void check_references(const ArticleGraph& graph) {
    std::unordered_set<std::string_view> ids;
    const auto fail = [](const std::string& what) { throw Error(ErrorKind::input, what); };
    for (const Node& node : graph.nodes) {
        if (!ids.insert(node.id).second) fail(fmt::format("nodes: two have the id \"{}\"", node.id));
        for (const Mention& m : node.mentions)
            if (!graph.article.text.empty() && m.end > graph.article.text.size())
                fail(fmt::format("node \"{}\": a mention ends at byte {}, the text at {}", node.id, m.end,
                                 graph.article.text.size()));
    }
    for (const Edge& edge : graph.edges) {
        for (const std::string* end : {&edge.source, &edge.target})
            if (!ids.count(*end)) fail(fmt::format("edge \"{}\": there is no node \"{}\"", edge.type, *end));
        if (!graph.article.text.empty() && edge.evidence.end > graph.article.text.size())
            fail(fmt::format("edge \"{}\": its evidence ends at byte {}, the text at {}", edge.type,
                             edge.evidence.end, graph.article.text.size()));
    }
}

}  // namespace

std::string to_json(const Article& article) {
    rapidjson::StringBuffer buffer;
    Writer w(buffer);
    w.StartObject();
    write_head(w, article);
    write_member(w, "text", article.text);
    w.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

std::string to_json(const ArticleGraph& graph, const JsonOptions& options) {
    rapidjson::StringBuffer buffer;
    Writer w(buffer);
    const Article& article = graph.article;
    w.StartObject();
    write_head(w, article);
    if (options.text) {
        write_member(w, "text", article.text);
        write_member(w, "hash", graph.hash);
        w.Key("extractor"), w.StartObject();
        w.Key("version"), w.Uint(graph.extractor.number);
        write_member(w, "fingerprint", graph.extractor.fingerprint);
        write_member(w, "model", name_of(graph.extractor.model));
        w.EndObject();
    }
    std::unordered_set<std::string_view> left_out;
    w.Key("nodes"), w.StartArray();
    for (const Node& node : graph.nodes)
        if (options.unnamed || !node.unnamed)
            write(w, node);
        else
            left_out.insert(node.id);
    w.EndArray();
    w.Key("edges"), w.StartArray();
    for (const Edge& edge : graph.edges)
        if (!left_out.count(edge.source) && !left_out.count(edge.target)) write(w, edge);
    w.EndArray();
    write_extra(w, graph.extra);
    w.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

std::string to_json(const Decision& decision) {
    rapidjson::StringBuffer buffer;
    Writer w(buffer);
    w.StartObject();
    write_member(w, "decision", decision.kind);
    write_member(w, "a", decision.a);
    write_member(w, "b", decision.b);
    write_member(w, "at", decision.at);
    write_member(w, "reason", decision.reason);
    write_extra(w, decision.extra);
    w.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

ArticleGraph article_graph_from_json(std::string_view line) {
    const rapidjson::Document document = parse_json_line(line);
    ObjectReader in(document, "");
    ArticleGraph graph;
    Article& article = graph.article;
    article.id = in.required_string("id");
    article.date = in.string("date");
    if (!article.date.empty() && !Date::parse(article.date)) in.fail("date", "must be an ISO 8601 date");
    article.title = in.string("title");
    article.url = in.string("url");
    article.source = in.string("source");
    article.text = in.string("text");
    graph.hash = in.string("hash");
    if (const Value* extractor = in.object("extractor")) {
        ObjectReader e(*extractor, "extractor");
        graph.extractor.number = e.number("version");
        graph.extractor.fingerprint = e.string("fingerprint");
        // What older programs wrote, they read with the only model they had.
        if (const std::string model = e.string("model"); !model.empty()) {
            const auto kind = find_model_kind(model);
            if (!kind) e.fail("model", "must be \"fast\" or \"accurate\"");
            graph.extractor.model = *kind;
        }
    }
    if (const Value* nodes = in.array("nodes"))
        for (rapidjson::SizeType i = 0; i < nodes->Size(); ++i)
            graph.nodes.push_back(read_node((*nodes)[i], fmt::format("nodes[{}]", i)));
    if (const Value* edges = in.array("edges"))
        for (rapidjson::SizeType i = 0; i < edges->Size(); ++i)
            graph.edges.push_back(read_edge((*edges)[i], fmt::format("edges[{}]", i)));
    graph.extra = in.rest();
    check_references(graph);
    return graph;
}

Decision decision_from_json(std::string_view line) {
    const rapidjson::Document document = parse_json_line(line);
    ObjectReader in(document, "");
    Decision decision;
    decision.kind = in.required_string("decision");
    if (decision.kind != "same-as" && decision.kind != "not-same-as" && decision.kind != "split")
        in.fail("decision", "must be one of same-as, not-same-as, split");
    decision.a = in.required_string("a");
    decision.b = in.required_string("b");
    decision.at = in.string("at");
    decision.reason = in.string("reason");
    decision.extra = in.rest();
    return decision;
}

bool is_decision_json(std::string_view line) {
    // Only a decision starts so in our own files; a full parse settles the rest.
    if (line.find("\"decision\"") == std::string_view::npos) return false;
    const rapidjson::Document document = parse_json_line(line);
    return document.IsObject() && document.HasMember("decision") && !document.HasMember("id");
}

}  // namespace entente
