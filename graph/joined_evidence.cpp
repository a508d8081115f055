#include "graph/joined_evidence.h"

#include <algorithm>

namespace entente {

std::vector<EvidenceRecord> joined_evidence(const GraphSource& base, std::span<const EdgeKey> edges,
                                            const EdgeKey& as, std::size_t limit) {
    std::vector<EvidenceRecord> all;
    for (const EdgeKey& key : edges)
        for (EvidenceRecord& record : base.evidence(key, limit)) {
            record.key = as;
            all.push_back(std::move(record));
        }
    const auto when = [](const EvidenceRecord& r) {
        return r.edge.date.empty() ? r.article_date : r.edge.date;
    };
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return when(a) > when(b); });
    if (limit > 0 && all.size() > limit) all.resize(limit);
    return all;
}

}  // namespace entente
