#include "graph/query/actor_profile.h"

#include "core/model/error.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace entente {
namespace {

ActorRef refer(const GraphSource& source, const std::string& id) {
    if (id.empty()) return {};
    const auto node = source.node(id);
    return node ? ActorRef{id, node->name(), node->type} : ActorRef{id, id, ""};
}

NodeSummary require(const GraphSource& source, const std::string& id) {
    auto node = source.node(id);
    if (!node)
        throw Error(ErrorKind::usage, "the graph holds no node '" + id + "': search for its name first");
    return std::move(*node);
}

EvidenceQuote quote(const GraphSource& source, const EvidenceRecord& record) {
    const Edge& edge = record.edge;
    Article head = source.article_head(record.article).value_or(Article());
    return {record.article,     record.article_date,   edge.date.empty() ? record.article_date : edge.date,
            edge.evidence.text, edge.evidence.trigger, refer(source, edge.attribution),
            edge.modality,      edge.negated,          edge.confidence,
            edge.role,          edge.intensity,        std::move(head.title),
            std::move(head.url)};
}

bool is_role(const std::string& type) {
    return type == edge_type::holds_office_in || type == edge_type::represents ||
           type == edge_type::member_of;
}

/// What the newest article says; one without a date is the oldest.
bool says_it_ended(const std::vector<const EvidenceRecord*>& records) {
    const EvidenceRecord* latest = nullptr;
    for (const EvidenceRecord* record : records)
        if (!latest || record->article_date > latest->article_date) latest = record;
    return latest && latest->edge.modality == Modality::ended;
}

bool earlier(const Tenure& a, const Tenure& b) {
    // What is only known to be over was before; what has no date otherwise stands last.
    const auto key = [](const Tenure& t) {
        return std::tuple(t.first_date.empty() && !t.ended, std::cref(t.first_date).get(), t.last_date);
    };
    return key(a) < key(b);
}

/// One tenure for each role that the evidence of an edge names.
std::vector<Tenure> tenures_of(const std::vector<EvidenceRecord>& records) {
    std::map<std::string, std::vector<const EvidenceRecord*>> by_role;
    for (const EvidenceRecord& record : records) by_role[record.edge.role].push_back(&record);
    if (by_role.size() > 1)
        if (auto unnamed = by_role.extract(""); unnamed && by_role.size() == 1) {
            // Of several roles it could be any.
            auto& only = by_role.begin()->second;
            only.insert(only.end(), unnamed.mapped().begin(), unnamed.mapped().end());
        }
    std::vector<Tenure> tenures;
    for (const auto& [role, evidence] : by_role) {
        EdgeSummary all, held;
        for (const EvidenceRecord* record : evidence) {
            const EdgeSummary one = summarize(record->edge, record->source_key, record->article_date);
            merge(all, one);
            // "The former minister" dates the text, not the office.
            if (record->edge.modality == Modality::actual && !record->edge.negated) merge(held, one);
        }
        tenures.push_back({role, held.first_date, held.last_date, says_it_ended(evidence), all.evidence_count,
                           all.confidence()});
    }
    std::stable_sort(tenures.begin(), tenures.end(), earlier);
    return tenures;
}

std::vector<ConnectionGroup> group_by_type(const Ontology& ontology, std::vector<Connection> connections,
                                           std::size_t limit) {
    std::map<std::string, std::vector<Connection>> by_type;
    for (Connection& connection : connections) by_type[connection.key.type].push_back(std::move(connection));
    std::vector<ConnectionGroup> groups;
    const auto add = [&](const std::string& type, std::vector<Connection> members, const EdgeType* known) {
        std::sort(members.begin(), members.end(), [](const Connection& a, const Connection& b) {
            const auto key = [](const Connection& c) {
                return std::tuple(~c.summary.evidence_count, -int{c.confidence}, std::cref(c.key).get());
            };
            return key(a) < key(b);
        });
        ConnectionGroup group{type, known ? known->quad : QuadClass::none, known && known->structural, {}, 0};
        if (limit > 0 && members.size() > limit) {
            group.left_out = members.size() - limit;
            members.resize(limit);
        }
        group.connections = std::move(members);
        groups.push_back(std::move(group));
    };
    for (const EdgeType& type : ontology.edge_types())
        if (auto found = by_type.extract(type.name)) add(type.name, std::move(found.mapped()), &type);
    for (auto& [type, members] : by_type) add(type, std::move(members), nullptr);
    return groups;
}

/// The edges of `id` that pass, without quotes; `other` limits them to one other end.
std::vector<Connection> connect(const GraphSource& source, const Ontology& ontology, const std::string& id,
                                const EdgeSieve& sieve, const std::string& other = {}) {
    std::vector<Connection> connections;
    GraphSource::Wanted wanted;
    if (!other.empty()) wanted = [&](std::string_view far) { return far == other; };
    for (auto& [key, summary] : source.edges_of(id, wanted)) {
        const std::string& far = other_end_of(key, id);
        auto sifted = sieve.sift(source, key, summary);
        if (!sifted) continue;
        const EdgeType* type = ontology.edge_type(key.type);
        const EdgeDirection direction = type && type->symmetric ? EdgeDirection::mutual
                                        : key.source == id      ? EdgeDirection::outgoing
                                                                : EdgeDirection::incoming;
        const Confidence confidence = sifted->confidence();
        std::vector<Tenure> tenures;
        if (is_role(key.type)) tenures = tenures_of(sieve.sift(source.evidence(key, 0)));
        connections.push_back(
            {key, direction, refer(source, far), std::move(*sifted), confidence, std::move(tenures), {}});
    }
    return connections;
}

}  // namespace

std::string_view to_string(EdgeDirection direction) {
    static constexpr std::string_view kNames[] = {"outgoing", "incoming", "mutual"};
    return kNames[static_cast<std::size_t>(direction)];
}

std::vector<EvidenceQuote> rank_evidence(const GraphSource& source, std::vector<EvidenceRecord> ranked,
                                         std::size_t limit) {
    std::sort(ranked.begin(), ranked.end(), [](const EvidenceRecord& a, const EvidenceRecord& b) {
        if (a.edge.confidence != b.edge.confidence) return a.edge.confidence > b.edge.confidence;
        const auto doubt = [](const Edge& edge) {
            return (edge.modality != Modality::actual) + edge.negated;
        };
        if (doubt(a.edge) != doubt(b.edge)) return doubt(a.edge) < doubt(b.edge);
        if (a.article_date != b.article_date) return a.article_date > b.article_date;
        const auto size = [](const EvidenceRecord& r) { return r.edge.evidence.text.size(); };
        if (size(a) != size(b)) return size(a) < size(b);
        return std::tie(a.article, a.edge.evidence.begin) < std::tie(b.article, b.edge.evidence.begin);
    });
    if (limit > 0 && ranked.size() > limit) ranked.resize(limit);
    std::vector<EvidenceQuote> quotes;
    for (const EvidenceRecord& record : ranked) quotes.push_back(quote(source, record));
    return quotes;
}

ActorProfile make_profile(const GraphSource& source, const Ontology& ontology, const std::string& id,
                          const ProfileOptions& options) {
    const EdgeSieve sieve(options.filter);
    ActorProfile profile;
    profile.summary = require(source, id);
    profile.actor = {id, profile.summary.name(), profile.summary.type};

    std::map<std::string, std::uint64_t> others = profile.summary.aliases;
    for (const auto& [name, count] : profile.summary.names) others[name] += count;
    others.erase(profile.actor.name);
    profile.aliases.assign(others.begin(), others.end());
    std::stable_sort(profile.aliases.begin(), profile.aliases.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });

    auto connections = connect(source, ontology, id, sieve);
    for (const Connection& connection : connections) {
        profile.edge_count++;
        profile.evidence_count += connection.summary.evidence_count;
        if (connection.direction == EdgeDirection::outgoing)
            for (const Tenure& tenure : connection.tenures)
                profile.roles.push_back({tenure, connection.key.type, connection.other});
    }
    std::stable_sort(profile.roles.begin(), profile.roles.end(), earlier);

    profile.groups = group_by_type(ontology, std::move(connections), options.limit);
    if (options.quotes > 0)
        for (ConnectionGroup& group : profile.groups)
            for (Connection& connection : group.connections)
                connection.quotes =
                    rank_evidence(source, sieve.sift(source.evidence(connection.key, 0)), options.quotes);
    return profile;
}

PairProfile make_pair_profile(const GraphSource& source, const Ontology& ontology, const std::string& a,
                              const std::string& b, const ProfileOptions& options) {
    const EdgeSieve sieve(options.filter);
    require(source, b);
    PairProfile profile{{a, require(source, a).name(), require(source, a).type}, refer(source, b), {}, 0};
    auto connections = connect(source, ontology, a, sieve, b);
    for (const Connection& connection : connections)
        profile.evidence_count += connection.summary.evidence_count;
    profile.groups = group_by_type(ontology, std::move(connections), options.limit);
    for (ConnectionGroup& group : profile.groups)
        for (Connection& connection : group.connections) {
            auto records = sieve.sift(source.evidence(connection.key, 0));
            for (auto record = records.rbegin(); record != records.rend(); ++record)
                connection.quotes.push_back(quote(source, *record));
        }
    return profile;
}

}  // namespace entente
