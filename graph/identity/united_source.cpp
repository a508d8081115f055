#include "graph/identity/united_source.h"

#include "graph/joined_evidence.h"

#include <algorithm>
#include <set>

namespace entente {

UnitedSource::UnitedSource(const GraphSource& base, const Ontology& ontology, const Identity& identity)
    : base_(base) {
    for (const auto& [root, members] : identity.classes()) {
        NodeSummary united;
        const std::string* shown = &root;
        std::uint64_t most = 0;
        for (const std::string& member : members) {
            const auto node = base.node(member);
            if (!node) continue;
            merge(united, *node);
            if (node->article_count > most) shown = &member, most = node->article_count;
        }
        for (const std::string& member : members) shown_as_[member] = *shown;
        if (most > 0) nodes_[*shown] = std::move(united);
    }

    std::set<EdgeKey> seen;
    for (const auto& [member, shown] : shown_as_)
        for (const auto& [key, summary] : base.edges_of(member)) {
            if (!seen.insert(key).second) continue;
            EdgeKey united{shown_as(key.source), key.type, shown_as(key.target)};
            if (united.source == united.target) continue;
            const EdgeType* type = ontology.edge_type(key.type);
            if (type && type->symmetric && united.target < united.source)
                std::swap(united.source, united.target);
            Joined& edge = edges_[united];
            merge(edge.summary, summary);
            edge.from.push_back(key);
        }
    for (const auto& [key, edge] : edges_) {
        at_.emplace(key.source, key);
        at_.emplace(key.target, key);
    }
}

const std::string& UnitedSource::shown_as(const std::string& id) const {
    const auto found = shown_as_.find(id);
    return found == shown_as_.end() ? id : found->second;
}

bool UnitedSource::touches_joined(const EdgeKey& key) const {
    return shown_as_.count(key.source) > 0 || shown_as_.count(key.target) > 0;
}

std::optional<NodeSummary> UnitedSource::node(std::string_view id) const {
    const auto found = nodes_.find(shown_as(std::string(id)));
    return found == nodes_.end() ? base_.node(id) : std::optional(found->second);
}

std::vector<std::pair<EdgeKey, EdgeSummary>> UnitedSource::edges_of(std::string_view node,
                                                                    const Wanted& other_end) const {
    const std::string id = shown_id(node);
    std::vector<std::pair<EdgeKey, EdgeSummary>> found;
    if (!shown_as_.count(id))
        for (auto& edge : base_.edges_of(id, other_end))
            if (!touches_joined(edge.first)) found.push_back(std::move(edge));
    const auto [begin, end] = at_.equal_range(id);
    for (auto at = begin; at != end; ++at)
        if (!other_end || other_end(other_end_of(at->second, id)))
            found.emplace_back(at->second, edges_.at(at->second).summary);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return found;
}

void UnitedSource::for_each_link(std::string_view node, const std::function<void(const Link&)>& visit) const {
    const std::string id = shown_id(node);
    if (!shown_as_.contains(id))
        base_.for_each_link(id, [&](const Link& link) {
            if (!shown_as_.contains(link.other)) visit(link);
        });
    const EdgeSummary* seen = nullptr;
    const std::function<EdgeSummary()> summary = [&seen] { return *seen; };
    const auto [begin, end] = at_.equal_range(id);
    for (auto at = begin; at != end; ++at) {
        const EdgeKey& key = at->second;
        seen = &edges_.at(key).summary;
        visit({key.type, other_end_of(key, id), seen->evidence_count, seen->confidence(), key.source == id,
               summary});
    }
}

std::vector<EvidenceRecord> UnitedSource::evidence(const EdgeKey& edge, std::size_t limit) const {
    const auto found = edges_.find(edge);
    std::vector<EvidenceRecord> records = found == edges_.end()
                                              ? base_.evidence(edge, limit)
                                              : joined_evidence(base_, found->second.from, edge, limit);
    for (EvidenceRecord& record : records) record.edge.attribution = shown_as(record.edge.attribution);
    return records;
}

std::vector<NameMatch> UnitedSource::names_with_prefix(std::string_view prefix, std::size_t limit) const {
    std::vector<NameMatch> united;
    for (NameMatch& match : base_.names_with_prefix(prefix, limit)) {
        match.node = shown_as(match.node);
        const auto same = std::find_if(united.rbegin(), united.rend(), [&](const NameMatch& other) {
            return other.name != match.name || other.node == match.node;
        });
        if (same != united.rend() && same->name == match.name)
            same->article_count += match.article_count;
        else
            united.push_back(std::move(match));
    }
    return united;
}

void UnitedSource::for_each_node(
    const std::function<bool(const std::string&, const NodeSummary&)>& visit) const {
    base_.for_each_node([&](const std::string& id, const NodeSummary& summary) {
        if (const auto joined = nodes_.find(id); joined != nodes_.end()) return visit(id, joined->second);
        return shown_as_.count(id) > 0 || visit(id, summary);
    });
}

void UnitedSource::for_each_edge(const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const {
    auto next = edges_.begin();
    bool more = true;
    const auto visit_joined_before = [&](const EdgeKey* key) {
        for (; more && next != edges_.end() && (!key || next->first < *key); ++next)
            more = visit(next->first, next->second.summary);
    };
    base_.for_each_edge([&](const EdgeKey& key, const EdgeSummary& summary) {
        if (touches_joined(key)) return true;
        visit_joined_before(&key);
        more = more && visit(key, summary);
        return more;
    });
    visit_joined_before(nullptr);
}

}  // namespace entente
