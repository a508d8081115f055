#pragma once

#include "core/model/aggregate.h"

#include <string>
#include <string_view>

namespace entente::storage {

/// One piece of evidence, with what its article adds to it. The edge's ends and type are in the key.
struct StoredEvidence {
    Edge edge;  ///< without ends and type
    std::string article_date;
    SourceKey source_key;
    bool own_text = false;  ///< false: its text is the article's between its offsets, and left out here
};
std::string encode_evidence(const StoredEvidence& evidence);
std::string encode_summary(const EdgeSummary& summary);
std::string encode_summary(const NodeSummary& summary);

/// What an edge's sum weighs.
struct EdgeWeight {
    std::uint64_t evidence_count = 0;
    Confidence confidence = 0;
};

/// All throw DamagedValue.
StoredEvidence decode_evidence(std::string_view value);
EdgeSummary decode_edge_summary(std::string_view value);
/// As of the whole summary, for a fraction of its cost.
EdgeWeight decode_edge_weight(std::string_view value);
NodeSummary decode_node_summary(std::string_view value);

}  // namespace entente::storage
