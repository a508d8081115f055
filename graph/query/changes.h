#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/graph_source.h"
#include "graph/edge_filter.h"

#include <string>
#include <vector>

namespace entente {

enum class ChangeKind { began, ended, to_conflict, to_cooperation };

std::string_view to_string(ChangeKind kind);

/// Something that is different at the end of a time from what it was before it.
struct Change {
    ChangeKind kind = ChangeKind::began;
    std::string date;                  ///< of the evidence that shows it first
    std::string a, b;                  ///< node ids
    std::string type;                  ///< of the edge that shows it
    std::uint64_t evidence_count = 0;  ///< in that time
    EvidenceRecord shown_by;
};

/// What changed from the first day of `filter.since` to the last of `filter.until`, most evidence first:
/// edges of a type that two nodes had not before (began), edges said to be over (ended), and pairs whose
/// dealings were mostly co-operative before and mostly conflict in that time, or the reverse (with at least
/// `turn` pieces of evidence on either side). Throws Error(usage) where the filter lacks one of the two
/// dates.
std::vector<Change> find_changes(const GraphSource& source, const Ontology& ontology,
                                 const EdgeFilter& filter, std::uint64_t turn = 2);

}  // namespace entente
