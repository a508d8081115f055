#include "graph/lifted_source.h"

#include "graph/joined_evidence.h"

#include <algorithm>

namespace entente {

LiftedSource::LiftedSource(const GraphSource& base, const Ontology& ontology) : base_(base) {
    std::vector<std::pair<std::string, std::string>> persons;
    base.for_each_node([&](const std::string& id, const NodeSummary& summary) {
        if (summary.type != "person" || summary.countries.empty()) return true;
        const auto most = std::max_element(summary.countries.begin(), summary.countries.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        persons.emplace_back(id, "state:" + most->first);
        return true;
    });
    for (auto& [person, state] : persons)
        if (base.node(state)) state_of_.emplace(std::move(person), std::move(state));

    base.for_each_edge([&](const EdgeKey& key, const EdgeSummary& summary) {
        EdgeKey lifted = key;
        const EdgeType* type = ontology.edge_type(key.type);
        if (type && !type->structural) {
            lifted.source = acts_as(key.source);
            lifted.target = acts_as(key.target);
            if (lifted.source == lifted.target) return true;
            if (type->symmetric && lifted.target < lifted.source) std::swap(lifted.source, lifted.target);
        }
        Lifted& edge = edges_[lifted];
        merge(edge.summary, summary);
        edge.from.push_back(key);
        return true;
    });
    for (const auto& [key, edge] : edges_) {
        at_.emplace(key.source, key);
        if (key.target != key.source) at_.emplace(key.target, key);
    }
}

const std::string& LiftedSource::acts_as(const std::string& id) const {
    const auto found = state_of_.find(id);
    return found == state_of_.end() ? id : found->second;
}

std::vector<std::pair<EdgeKey, EdgeSummary>> LiftedSource::edges_of(std::string_view node,
                                                                    const Wanted& other_end) const {
    std::vector<std::pair<EdgeKey, EdgeSummary>> found;
    const auto [begin, end] = at_.equal_range(node);
    for (auto at = begin; at != end; ++at)
        if (!other_end || other_end(other_end_of(at->second, node)))
            found.emplace_back(at->second, edges_.at(at->second).summary);
    return found;
}

std::vector<EvidenceRecord> LiftedSource::evidence(const EdgeKey& edge, std::size_t limit) const {
    const auto found = edges_.find(edge);
    if (found == edges_.end()) return {};
    return joined_evidence(base_, found->second.from, edge, limit);
}

void LiftedSource::for_each_edge(const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const {
    for (const auto& [key, edge] : edges_)
        if (!visit(key, edge.summary)) return;
}

}  // namespace entente
