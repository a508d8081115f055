#include "graph/edge_filter.h"

#include "core/model/date.h"
#include "core/model/error.h"

#include <algorithm>

namespace entente {
namespace {

Date parse_bound(const std::string& name, const std::string& iso) {
    const auto date = Date::parse(iso);
    if (!date)
        throw Error(ErrorKind::usage,
                    "\"" + iso + "\" for '" + name + "' is no date: write 2025, 2025-12 or 2025-12-05");
    return *date;
}

}  // namespace

EdgeSieve::EdgeSieve(const EdgeFilter& filter) : filter_(filter) {
    if (!filter.since.empty()) first_ = parse_bound("since", filter.since).first_day().to_string();
    if (!filter.until.empty()) last_ = parse_bound("until", filter.until).last_day().to_string();
    if (!first_.empty() && !last_.empty() && last_ < first_)
        throw Error(ErrorKind::usage, "nothing lies between " + filter.since + " and " + filter.until +
                                          ": 'until' is before 'since'");
}

bool EdgeSieve::passes_type(const std::string& type) const {
    return filter_.types.empty() ||
           std::find(filter_.types.begin(), filter_.types.end(), type) != filter_.types.end();
}

bool EdgeSieve::passes_dates(const std::string& first, const std::string& last) const {
    if (!filter_.dated()) return true;
    if (first.empty() || last.empty()) return false;
    return (first_.empty() || last >= first_) && (last_.empty() || first <= last_);
}

std::optional<EdgeSummary> EdgeSieve::sift(const GraphSource& source, const EdgeKey& key,
                                           const EdgeSummary& summary) const {
    if (!passes_type(key.type) || !passes_dates(summary.first_date, summary.last_date)) return std::nullopt;
    // Confidence over fewer sources is never greater, so an edge that is too weak as a whole stays so.
    if (summary.confidence() < filter_.min_confidence) return std::nullopt;
    const bool inside =
        (first_.empty() || summary.first_date >= first_) && (last_.empty() || summary.last_date <= last_);
    if (inside) return summary;
    EdgeSummary within;
    for (const EvidenceRecord& record : sift(source.evidence(key, 0)))
        merge(within, summarize(record.edge, record.source_key, record.article_date));
    if (within.evidence_count == 0 || within.confidence() < filter_.min_confidence) return std::nullopt;
    return within;
}

std::vector<EvidenceRecord> EdgeSieve::sift(std::vector<EvidenceRecord> records) const {
    std::erase_if(records, [&](const EvidenceRecord& record) {
        const EdgeSummary one = summarize(record.edge, record.source_key, record.article_date);
        return !passes_type(record.key.type) || !passes_dates(one.first_date, one.last_date);
    });
    return records;
}

}  // namespace entente
