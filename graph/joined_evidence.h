#pragma once

#include "core/model/graph_source.h"

#include <span>
#include <vector>

namespace entente {

/// The evidence of several edges of `base` that are seen as the one edge `as`: by date, the latest first, at
/// most `limit` records (0: all).
std::vector<EvidenceRecord> joined_evidence(const GraphSource& base, std::span<const EdgeKey> edges,
                                            const EdgeKey& as, std::size_t limit);

}  // namespace entente
