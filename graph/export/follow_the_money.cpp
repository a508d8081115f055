#include "graph/export/follow_the_money.h"

#include "core/knowledge/country_code.h"
#include "core/model/article.h"
#include "core/model/slug.h"
#include "graph/query/actor_profile.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente {
namespace {

/// An entity: its properties hold lists of strings.
struct Entity {
    std::string id;
    std::string schema;
    std::map<std::string, std::vector<std::string>> properties = {};

    void add(const char* name, const std::string& value) {
        if (!value.empty()) properties[name].push_back(value);
    }
};

void write(const Entity& entity, std::ostream& out) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
    const auto text = [&](const std::string& value) {
        json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    };
    json.StartObject();
    json.Key("id"), text(entity.id);
    json.Key("schema"), text(entity.schema);
    json.Key("properties"), json.StartObject();
    for (const auto& [name, values] : entity.properties) {
        json.Key(name.c_str()), json.StartArray();
        for (const std::string& value : values) text(value);
        json.EndArray();
    }
    json.EndObject();
    json.EndObject();
    out << buffer.GetString() << '\n';
}

/// Ids may have letters, digits, full stops and hyphens, and begin and end with the first two.
std::string entity_id(const std::string& id) {
    std::string made = id;
    std::replace(made.begin(), made.end(), ':', '.');
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    const bool fits =
        !made.empty() && letter(made.front()) && letter(made.back()) &&
        std::count(id.begin(), id.end(), ':') == 1 &&
        std::all_of(made.begin(), made.end(), [&](char c) { return letter(c) || c == '.' || c == '-'; });
    return fits ? made : hash_hex(id);
}

std::string schema_of(const std::string& type) {
    if (type == "person") return "Person";
    if (type == "state") return "PublicBody";
    if (type == "organization") return "Organization";
    if (type == "place") return "Address";
    return "Event";
}

bool is_body(const std::string& schema) {
    return schema == "PublicBody" || schema == "Organization";
}

std::string most_frequent(const std::map<std::string, std::uint64_t>& counts) {
    const auto best = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == counts.end() ? "" : best->first;
}

Entity node_entity(const std::string& id, const NodeSummary& node) {
    Entity entity{entity_id(id), schema_of(node.type)};
    entity.add("name", node.name());
    std::set<std::string> others;
    for (const auto& [name, count] : node.names) others.insert(name);
    for (const auto& [alias, count] : node.aliases) others.insert(alias);
    others.erase(node.name());
    for (const std::string& alias : others) entity.add("alias", alias);
    std::string country = id.starts_with("state:") ? id.substr(6) : most_frequent(node.countries);
    country = two_letter_code(country);
    std::transform(country.begin(), country.end(), country.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    entity.add("country", country);
    entity.add("wikidataId", node.wikidata);
    if (entity.schema == "Address") entity.add("full", node.name());
    if (node.type == "agreement") entity.add("notes", "agreement");
    return entity;
}

class LinkWriter {
  public:
    LinkWriter(const KnowledgeGraph& graph, const GraphSource& evidence, std::ostream& out)
        : graph_(graph), evidence_(evidence), out_(out) {}

    void write_link(KnowledgeGraph::EdgeNumber number) {
        const EdgeKey& key = graph_.key(number);
        const EdgeSummary& edge = graph_.edge(number);
        const std::string from = schema_of(graph_.node(graph_.source(number)).type),
                          to = schema_of(graph_.node(graph_.target(number)).type);
        const std::string role = most_frequent(edge.roles);
        Entity link{hash_hex(key.source + "|" + key.type + "|" + key.target), "UnknownLink"};
        const auto join = [&](const char* schema, const char* source, const char* target) {
            link.schema = schema;
            link.add(source, entity_id(key.source));
            link.add(target, entity_id(key.target));
        };
        const bool legal = from == "Person" || is_body(from);
        if (key.type == edge_type::holds_office_in && from == "Person" && is_body(to)) {
            link.schema = "Occupancy";
            link.add("holder", entity_id(key.source));
            link.add("post", position(number, role));
        } else if (key.type == edge_type::member_of && legal && is_body(to)) {
            join("Membership", "member", "organization");
            link.add("role", role);
        } else if (key.type == edge_type::represents && legal && (to == "Person" || is_body(to))) {
            join("Representation", "agent", "client");
            link.add("role", role);
        } else if (key.type == edge_type::related_to && from == "Person" && to == "Person") {
            join("Family", "person", "relative");
            link.add("relationship", role.empty() ? "related to" : role);
        } else {
            join("UnknownLink", "subject", "object");
            link.add("role", role.empty() ? key.type : role);
        }
        link.add("recordId", key.type);
        link.add("startDate", edge.first_date);
        link.add("endDate", edge.last_date);
        link.add("summary", fmt::format("{} ×{}", key.type, edge.evidence_count));
        const auto best = rank_evidence(evidence_, evidence_.evidence(key, 0), 1);
        if (!best.empty()) {
            link.add("description", best[0].text);
            if (best[0].url.starts_with("http")) link.add("sourceUrl", best[0].url);
        }
        write(link, out_);
    }

  private:
    /// The id of the office, which is written when it is first held.
    std::string position(KnowledgeGraph::EdgeNumber number, const std::string& role) {
        const EdgeKey& key = graph_.key(number);
        const std::string title = role.empty() ? "office" : role;
        Entity position{hash_hex("position|" + key.target + "|" + slug(title)), "Position"};
        if (!positions_.insert(position.id).second) return position.id;
        position.add("name", title + " of " + graph_.node(graph_.target(number)).name());
        position.add("organization", entity_id(key.target));
        write(position, out_);
        return position.id;
    }

    const KnowledgeGraph& graph_;
    const GraphSource& evidence_;
    std::ostream& out_;
    std::set<std::string> positions_;
};

}  // namespace

void write_follow_the_money(const KnowledgeGraph& graph, const GraphSource& evidence, std::ostream& out) {
    for (KnowledgeGraph::Vertex v = 0; v < graph.node_count(); ++v)
        write(node_entity(graph.id(v), graph.node(v)), out);
    LinkWriter links(graph, evidence, out);
    for (KnowledgeGraph::EdgeNumber e = 0; e < graph.edge_count(); ++e) links.write_link(e);
}

}  // namespace entente
