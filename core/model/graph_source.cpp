#include "core/model/graph_source.h"

namespace entente {

void GraphSource::for_each_link(std::string_view node, const std::function<void(const Link&)>& visit) const {
    const EdgeSummary* seen = nullptr;
    const std::function<EdgeSummary()> summary = [&seen] { return *seen; };
    for (const auto& [key, edge] : edges_of(node)) {
        seen = &edge;
        visit({key.type, other_end_of(key, node), edge.evidence_count, edge.confidence(), key.source == node,
               summary});
    }
}

}  // namespace entente
