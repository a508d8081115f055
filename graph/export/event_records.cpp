#include "graph/export/event_records.h"

#include "core/knowledge/plover.h"
#include "core/model/date.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente {
namespace {

using Json = rapidjson::Writer<rapidjson::StringBuffer>;
using NodesById = std::unordered_map<std::string_view, const Node*>;

NodesById nodes_by_id(const ArticleGraph& graph) {
    NodesById nodes;
    for (const Node& node : graph.nodes) nodes.emplace(node.id, &node);
    return nodes;
}

void text(Json& json, const char* name, std::string_view value) {
    json.Key(name);
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void text_or_null(Json& json, const char* name, std::string_view value) {
    if (!value.empty()) return text(json, name, value);
    json.Key(name);
    json.Null();
}

std::string_view country_of(const Node& node) {
    const std::string_view id = node.id;
    return node.country.empty() && id.starts_with("state:") ? id.substr(6) : std::string_view(node.country);
}

void actor(Json& json, const char* name, const Node& node) {
    json.Key(name);
    json.StartObject();
    text(json, "id", node.id);
    text(json, "type", node.type);
    text(json, "name", node.name);
    text_or_null(json, "country", country_of(node));
    json.EndObject();
}

/// "USA", "HAMAS": what stands for an actor where the form has room for a code only.
std::string code_of(const Node& node) {
    const std::string_view country = country_of(node);
    // People stand for their state; a body stays itself, or a civil war would be a state at war with itself.
    if (!country.empty() && (node.type == "state" || node.type == "person")) return std::string(country);
    std::string code = node.id.substr(node.id.find(':') + 1);
    std::transform(code.begin(), code.end(), code.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return country.empty() ? code : std::string(country) + "-" + code;
}

/// The one day that stands for a date where the form has room for no other: the article's where the date may
/// mean it, else the first that it may mean. Nothing where neither has a date.
std::optional<Date> day_of(const std::string& date, const std::string& article_date) {
    const auto range = DateRange::parse(date.empty() ? article_date : date);
    if (!range || !range->known()) return std::nullopt;
    const auto first = range->first_day(), last = range->last_day(), article = Date::parse(article_date);
    if (article && article->day && (!first || *first <= *article) && (!last || *article <= *last))
        return article;
    return first ? first : last;
}

/// The edge's own; one that was stored without has its type's.
Intensity intensity_of(const Edge& edge, const EdgeType& type, const Ontology& ontology) {
    return edge.intensity.value_or(ontology.intensity_of(type, {}, edge.modality, edge.negated));
}

template <typename Write>
void for_each_event(const ArticleGraph& graph, const Ontology& ontology, Write write) {
    const NodesById nodes = nodes_by_id(graph);
    for (const Edge& edge : graph.edges) {
        const EdgeType* type = ontology.edge_type(edge.type);
        const auto source = nodes.find(edge.source), target = nodes.find(edge.target);
        if (!type || type->structural || source == nodes.end() || target == nodes.end()) continue;
        write(edge, *type, *source->second, *target->second);
    }
}

}  // namespace

void write_plover_events(const ArticleGraph& graph, const Ontology& ontology, std::ostream& out) {
    for_each_event(graph, ontology,
                   [&](const Edge& edge, const EdgeType& type, const Node& source, const Node& target) {
                       rapidjson::StringBuffer buffer;
                       Json json(buffer);
                       const std::string& event = edge.plover.empty() ? type.plover : edge.plover;
                       json.StartObject();
                       text_or_null(json, "date", edge.date.empty() ? graph.article.date : edge.date);
                       text(json, "event", event);
                       text(json, "quad", to_string(quad_of_plover(ontology, event)));
                       text_or_null(json, "cameo", edge.cameo.empty() ? type.cameo : edge.cameo);
                       text(json, "type", edge.type);
                       actor(json, "source", source);
                       actor(json, "target", target);
                       text(json, "modality", to_string(edge.modality));
                       json.Key("negated");
                       json.Bool(edge.negated);
                       json.Key("confidence");
                       json.SetMaxDecimalPlaces(4);
                       json.Double(edge.confidence / static_cast<double>(kCertain));
                       json.Key("intensity");
                       json.SetMaxDecimalPlaces(1);
                       json.Double(intensity_of(edge, type, ontology) / 10.0);
                       text_or_null(json, "attribution", edge.attribution);
                       text(json, "article", graph.article.id);
                       text_or_null(json, "url", graph.article.url);
                       json.Key("sentence");
                       json.Uint(edge.evidence.sentence);
                       text(json, "text", edge.evidence.text);
                       json.EndObject();
                       out << buffer.GetString() << '\n';
                   });
}

void write_cameo_events(const ArticleGraph& graph, const Ontology& ontology, std::ostream& out) {
    for_each_event(
        graph, ontology, [&](const Edge& edge, const EdgeType& type, const Node& source, const Node& target) {
            const bool open = edge.modality == Modality::possible || edge.modality == Modality::conditional;
            const auto day = day_of(edge.date, graph.article.date);
            if (edge.negated || open || !day) return;
            out << fmt::format("{:04}{:02}{:02}\t{}\t{}\t{}\t{}\t{}\t{:.1f}\n", day->year, day->month,
                               day->day, code_of(source), code_of(target),
                               edge.cameo.empty() ? type.cameo : edge.cameo, graph.article.id,
                               edge.evidence.sentence, intensity_of(edge, type, ontology) / 10.0);
        });
}

}  // namespace entente
