#include "tools/serve/explorer_api.h"

#include "core/model/error.h"
#include "graph/knowledge_graph.h"
#include "graph/name_finder.h"
#include "graph/query/timeline.h"
#include "tools/answers.h"
#include "tools/json_writer.h"
#include "tools/profile_printer.h"
#include "tools/serve/deadline_source.h"

#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

/// A request on its way to the answer.
struct Call {
    const GraphSnapshot& snapshot;
    const ApiParameters& parameters;
    Asked asked;

    const GraphSource& source() const { return asked.source; }
    const std::string& text(std::string_view name) const { return parameters.text(name); }

    /// The id of a node that is there, under which the graph shows it; "" where the parameter was not given.
    std::string node(std::string_view name) const {
        const std::string& id = text(name);
        if (id.empty()) return id;
        if (!source().node(id)) throw ApiFault{404, fmt::format("the graph holds no node \"{}\"", id)};
        return source().shown_id(id);
    }
    std::size_t limit(std::size_t otherwise) const {
        return parameters.number("limit", otherwise, 1, ExplorerApi::kMostRows);
    }
};

/// A JSON object that `fill` gives its members.
template <class Fill>
std::string object(Fill fill) {
    rapidjson::StringBuffer buffer;
    Json json(buffer);
    json.StartObject();
    fill(json);
    json.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

std::string error_json(const std::string& message) {
    return object([&](Json& json) { write_text(json, "error", message); });
}

std::string quad_name(QuadClass quad) {
    static constexpr const char* kNames[] = {"structure", "verbal co-operation", "material co-operation",
                                             "verbal conflict", "material conflict"};
    return kNames[static_cast<std::size_t>(quad)];
}

std::string rows(const Answer& answer) {
    std::ostringstream out;
    answer.table.print("json", out);
    return fmt::format("{{\"rows\":{},\"left_out\":{}}}", out.str(), answer.left_out);
}

std::string stats(const Call& call) {
    const StoreStats& s = call.snapshot.stats();
    return object([&](Json& json) {
        json.Key("articles"), json.Uint64(s.articles);
        write_text(json, "first_date", s.first_date), write_text(json, "last_date", s.last_date);
        json.Key("nodes"), json.Uint64(s.nodes);
        json.Key("edges"), json.Uint64(s.edges);
        json.Key("evidence"), json.Uint64(s.evidence);
    });
}

std::string ontology(const Call& call) {
    return object([&](Json& json) {
        json.Key("node_types"), json.StartArray();
        for (const NodeType& type : call.asked.ontology.node_types()) {
            json.StartObject();
            write_text(json, "name", type.name), write_text(json, "description", type.description);
            write_text(json, "shape", type.shape), write_text(json, "fill", type.fill);
            json.EndObject();
        }
        json.EndArray();
        json.Key("edge_types"), json.StartArray();
        for (const EdgeType& type : call.asked.ontology.edge_types()) {
            json.StartObject();
            write_text(json, "name", type.name), write_text(json, "description", type.description);
            write_text(json, "quad", quad_name(type.quad));
            json.Key("symmetric"), json.Bool(type.symmetric);
            json.EndObject();
        }
        json.EndArray();
    });
}

std::string list_routes(const Call&) {
    return object([](Json& json) {
        json.Key("routes"), json.StartArray();
        for (const ApiRoute& route : ExplorerApi::routes()) {
            json.StartObject();
            write_text(json, "path", route.path);
            json.Key("parameters"), json.StartArray();
            for (const ApiParameter& parameter : route.parameters) json.String(parameter.name.c_str());
            json.EndArray();
            json.EndObject();
        }
        json.EndArray();
    });
}

std::string search(const Call& call) {
    NameFinderOptions options;
    options.limit = call.parameters.number("limit", 8, 1, 50);
    const auto found = suggest_names(call.source(), call.text("q"), options);
    return object([&](Json& json) {
        json.Key("candidates"), json.StartArray();
        for (const NameCandidate& c : found) {
            json.StartObject();
            write_text(json, "id", c.id), write_text(json, "name", c.name), write_text(json, "type", c.type);
            write_text(json, "matched", c.matched);
            json.Key("articles"), json.Uint64(c.article_count);
            json.EndObject();
        }
        json.EndArray();
    });
}

std::string actor(const Call& call) {
    ProfileOptions options;
    options.filter = call.asked.filter;
    options.limit = call.limit(10);
    options.quotes = call.parameters.number("quotes", 1, 0, 5);
    std::ostringstream out;
    print_profile(make_profile(call.source(), call.asked.ontology, call.node("id"), options), "json", out);
    return out.str();
}

void write_node(Json& json, const std::string& id, const NodeSummary& node) {
    const auto country = std::max_element(node.countries.begin(), node.countries.end(),
                                          [](const auto& a, const auto& b) { return a.second < b.second; });
    json.StartObject();
    write_text(json, "id", id), write_text(json, "name", node.name()), write_text(json, "type", node.type);
    write_text(json, "country", country == node.countries.end() ? "" : country->first);
    write_text(json, "wikidata", node.wikidata);
    json.Key("articles"), json.Uint64(node.article_count);
    json.EndObject();
}

void write_edge(Json& json, const EdgeKey& key, const EdgeSummary& edge) {
    std::uint64_t hypothetical = 0;
    for (const Modality m :
         {Modality::planned, Modality::possible, Modality::conditional, Modality::demanded})
        hypothetical += edge.modality_counts[static_cast<std::size_t>(m)];
    const auto role = std::max_element(edge.roles.begin(), edge.roles.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    json.StartObject();
    write_text(json, "source", key.source), write_text(json, "type", key.type),
        write_text(json, "target", key.target);
    json.Key("evidence"), json.Uint64(edge.evidence_count);
    json.Key("negated"), json.Uint64(edge.negated_count);
    json.Key("hypothetical"), json.Uint64(hypothetical);
    json.Key("ended"), json.Uint64(edge.modality_counts[static_cast<std::size_t>(Modality::ended)]);
    write_decimal(json, "confidence", edge.confidence() / 10000.0);
    write_text(json, "first_date", edge.first_date), write_text(json, "last_date", edge.last_date);
    write_text(json, "role", role == edge.roles.end() ? "" : role->first);
    json.EndObject();
}

std::string graph(const Call& call) {
    Neighbourhood wanted;
    wanted.centres = {call.node("id")};
    if (const std::string with = call.node("with"); !with.empty()) wanted.centres.push_back(with);
    wanted.depth = static_cast<int>(call.parameters.number("depth", 1, 1, ExplorerApi::kMostDepth));
    wanted.max_nodes = call.parameters.number("nodes", 30, 2, ExplorerApi::kMostNodes);
    wanted.filter = call.asked.filter;
    const KnowledgeGraph found = KnowledgeGraph::around(call.source(), wanted);
    return object([&](Json& json) {
        json.Key("nodes"), json.StartArray();
        for (KnowledgeGraph::Vertex v = 0; v < found.node_count(); ++v)
            write_node(json, found.id(v), found.node(v));
        json.EndArray();
        json.Key("edges"), json.StartArray();
        for (KnowledgeGraph::EdgeNumber e = 0; e < found.edge_count(); ++e)
            if (found.source(e) != found.target(e)) write_edge(json, found.key(e), found.edge(e));
        json.EndArray();
        json.Key("left_out"), json.Uint64(found.left_out());
    });
}

std::string evidence(const Call& call) {
    const std::string from = call.node("source"), to = call.node("target");
    const EdgeSieve sieve(call.asked.filter);
    std::vector<EvidenceRecord> records;
    const auto wanted = [&](std::string_view other) { return other == to; };
    for (const auto& [key, summary] : call.source().edges_of(from, wanted)) {
        if (key.source != from || !sieve.sift(call.source(), key, summary)) continue;
        for (EvidenceRecord& record : sieve.sift(call.source().evidence(key, 0)))
            records.push_back(std::move(record));
    }
    std::stable_sort(records.begin(), records.end(), [](const EvidenceRecord& a, const EvidenceRecord& b) {
        return a.article_date > b.article_date;
    });
    const std::size_t shown = std::min(call.limit(50), records.size());
    return object([&](Json& json) {
        json.Key("evidence"), json.StartArray();
        for (std::size_t i = 0; i < shown; ++i) {
            json.StartObject();
            write_text(json, "type", records[i].key.type);
            json.Key("quote");
            write_quote(json, rank_evidence(call.source(), {records[i]}, 1).front());
            json.EndObject();
        }
        json.EndArray();
        json.Key("left_out"), json.Uint64(records.size() - shown);
    });
}

std::string activity(const Call& call) {
    struct Counts {
        std::uint64_t cooperation = 0, conflict = 0, other = 0;
    };
    std::map<std::string, Counts> months;
    for (const TimelineEntry& entry :
         timeline(call.source(), call.asked.filter, call.node("id"), call.node("with"))) {
        if (entry.date.size() < 7) continue;  // only the year is known
        Counts& counts = months[entry.date.substr(0, 7)];
        const EdgeType* type = call.asked.ontology.edge_type(entry.record.key.type);
        switch (type ? type->quad : QuadClass::none) {
            case QuadClass::verbal_cooperation:
            case QuadClass::material_cooperation: ++counts.cooperation; break;
            case QuadClass::verbal_conflict:
            case QuadClass::material_conflict: ++counts.conflict; break;
            case QuadClass::none: ++counts.other; break;
        }
    }
    return object([&](Json& json) {
        json.Key("months"), json.StartArray();
        for (const auto& [month, counts] : months) {
            json.StartObject();
            write_text(json, "month", month);
            json.Key("cooperation"), json.Uint64(counts.cooperation);
            json.Key("conflict"), json.Uint64(counts.conflict);
            json.Key("other"), json.Uint64(counts.other);
            json.EndObject();
        }
        json.EndArray();
    });
}

std::string dealings(const Call& call) {
    return rows(answer_timeline(call.asked, call.node("id"), call.node("with"), call.limit(100)));
}

std::string path(const Call& call) {
    return rows(answer_path(call.asked, call.node("id"), call.node("with"),
                            call.parameters.number("limit", 3, 1, 10)));
}

std::string common(const Call& call) {
    return rows(answer_common(call.asked, call.node("id"), call.node("with"), call.limit(20)));
}

std::string rank(const Call& call) {
    const std::string& by = call.text("by");
    if (!by.empty() && by != "pagerank" && by != "degree" && by != "evidence")
        throw ApiFault{400, "\"by\" must be pagerank, degree or evidence"};
    return rows(answer_rank(call.asked,
                            by == "degree"     ? RankBy::degree
                            : by == "evidence" ? RankBy::evidence
                                               : RankBy::page_rank,
                            call.parameters.list("kind"), call.limit(20)));
}

std::string camps(const Call& call) {
    return rows(answer_camps(call.asked, call.limit(10), false));
}

std::string changes(const Call& call) {
    return rows(answer_changes(call.asked, call.node("id"), call.limit(30)));
}

std::string sentences(const Call& call) {
    std::istringstream words(call.text("q"));
    std::vector<std::string> terms;
    for (std::string word; words >> word;) terms.push_back(word);
    if (terms.size() > ExplorerApi::kMostTerms)
        throw ApiFault{400, fmt::format("\"q\" may have {} words at most", ExplorerApi::kMostTerms)};
    return rows(answer_search(call.asked, terms, call.limit(20)));
}

struct Handler {
    ApiRoute route;
    std::string (*answer)(const Call&);
};

/// Parameters of its own, required ones with a "!", and those that choose edges.
ApiRoute route(std::string path, std::initializer_list<const char*> own, bool filtered = true) {
    ApiRoute made{std::move(path), {}};
    for (std::string name : own) {
        const bool required = name.back() == '!';
        if (required) name.pop_back();
        made.parameters.push_back({name, required});
    }
    if (!filtered) return made;
    for (const std::string& name : filter_parameters())
        if (std::none_of(made.parameters.begin(), made.parameters.end(),
                         [&](const ApiParameter& p) { return p.name == name; }))
            made.parameters.push_back({name});
    return made;
}

const std::vector<Handler>& handlers() {
    static const std::vector<Handler> kAll = {
        {route("/api/routes", {}, false), list_routes},
        {route("/api/stats", {}, false), stats},
        {route("/api/ontology", {}, false), ontology},
        {route("/api/search", {"q!", "limit"}, false), search},
        {route("/api/actor", {"id!", "limit", "quotes"}), actor},
        {route("/api/graph", {"id!", "with", "depth", "nodes"}), graph},
        {route("/api/evidence", {"source!", "target!", "limit"}), evidence},
        {route("/api/timeline", {"id", "with", "limit"}), dealings},
        {route("/api/activity", {"id!", "with"}), activity},
        {route("/api/path", {"id!", "with!", "limit"}), path},
        {route("/api/common", {"id!", "with!", "limit"}), common},
        {route("/api/rank", {"by", "kind", "limit"}), rank},
        {route("/api/camps", {"limit"}), camps},
        {route("/api/changes", {"since!", "until!", "id", "limit"}), changes},
        {route("/api/sentences", {"q!", "limit"}), sentences},
    };
    return kAll;
}

/// Each step may refuse: the route, its parameters, the filter, the nodes, the time.
std::string answer_or_throw(const ApiRequest& request, const GraphSnapshot& snapshot,
                            const Ontology& known_types, std::chrono::milliseconds time_limit) {
    const auto handler = std::find_if(handlers().begin(), handlers().end(),
                                      [&](const Handler& h) { return h.route.path == request.path; });
    if (handler == handlers().end())
        throw ApiFault{404, "there is no such question; /api/openapi.json lists them"};
    const ApiParameters parameters(request, handler->route.parameters);
    const EdgeFilter filter = make_filter(parameters.filter(), known_types);
    EdgeSieve{filter};  // refuses bad dates
    const DeadlineSource source(parameters.flag("lift") ? snapshot.lifted() : snapshot.source(),
                                snapshot.names(), DeadlineSource::Clock::now() + time_limit);
    return handler->answer({snapshot, parameters, {source, known_types, filter}});
}

}  // namespace

std::vector<ApiRoute> ExplorerApi::routes() {
    std::vector<ApiRoute> all;
    for (const Handler& handler : handlers()) all.push_back(handler.route);
    return all;
}

ApiAnswer ExplorerApi::answer(const ApiRequest& request) const {
    try {
        const auto snapshot = live_.snapshot();
        return {200, answer_or_throw(request, *snapshot, ontology_, time_limit_)};
    } catch (const ApiFault& fault) {
        return {fault.status, error_json(fault.message)};
    } catch (const DeadlinePassed&) {
        return {503, error_json("the question takes too long; narrow it by dates, types or depth")};
    } catch (const Error& error) {
        return {error.kind() == ErrorKind::usage ? 400 : 500, error_json(error.what())};
    } catch (const std::exception& error) {
        return {500, error_json(error.what())};
    }
}

}  // namespace entente::tools
