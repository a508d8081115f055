#pragma once

#include "core/model/aggregate.h"
#include "core/model/graph_source.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Which edges a query looks at. The default lets all pass.
struct EdgeFilter {
    std::vector<std::string> types;         ///< edge types; empty for all
    std::string since;                      ///< ISO 8601 date: evidence of this day, month or year and later
    std::string until;                      ///< and earlier, the last day of it included
    Confidence min_confidence = 0;          ///< of the edge, over all sources that remain
    std::vector<Modality> modalities = {};  ///< of the evidence; empty for all
    std::string attributed_to = {};         ///< id of the node that said so; empty for all
    /// ISO 8601 date: what held on that day (its last). Evidence up to it; edges of `lasting` types unless
    /// the newest of it says that they are over, others only where they are said of a time around the day.
    std::string as_of = {};
    std::vector<std::string> lasting = {};  ///< types that hold until something says otherwise, for `as_of`

    bool dated() const { return !since.empty() || !until.empty() || !as_of.empty(); }
    bool operator==(const EdgeFilter&) const = default;
};

/// Applies a filter. Evidence without a date passes only where the filter names no date. An edge whose
/// evidence is partly outside the dates is summed up anew from what is inside, so that counts and confidence
/// are those of the time that was asked for; only then is evidence read.
class EdgeSieve {
  public:
    /// Throws Error(usage) when `since`, `until` or `as_of` is no ISO date or the one is after the other.
    explicit EdgeSieve(const EdgeFilter& filter);

    bool passes_type(std::string_view type) const;
    /// True where the event may have happened within the dates (its first day to its last; "" for unknown).
    bool passes_dates(const std::string& first, const std::string& last) const;

    /// True where a link tells all that the filter asks for.
    bool judges_links() const;
    /// Only where it does.
    bool passes(const Link& link) const;

    /// The summary of what passes; nothing when nothing does.
    std::optional<EdgeSummary> sift(const GraphSource& source, const EdgeKey& key,
                                    const EdgeSummary& summary) const;
    /// The records that pass type and dates, the latest first.
    std::vector<EvidenceRecord> sift(std::vector<EvidenceRecord> records) const;

  private:
    bool passes_record(const EvidenceRecord& record) const;
    EdgeFilter filter_;
    std::set<std::string, std::less<>> types_;
    std::string first_;  ///< bounds as days
    std::string last_;
    std::string day_;  ///< of `as_of`
};

}  // namespace entente
