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

EdgeSieve::EdgeSieve(const EdgeFilter& filter)
    : filter_(filter), types_(filter.types.begin(), filter.types.end()) {
    if (!filter.since.empty()) first_ = parse_bound("since", filter.since).first_day().to_string();
    if (!filter.until.empty()) last_ = parse_bound("until", filter.until).last_day().to_string();
    if (!filter.as_of.empty()) {
        day_ = parse_bound("as-of", filter.as_of).last_day().to_string();
        if (last_.empty() || day_ < last_) last_ = day_;
    }
    if (!first_.empty() && !last_.empty() && last_ < first_)
        throw Error(ErrorKind::usage,
                    "nothing lies between " + first_ + " and " + last_ + ": the end is before the beginning");
}

bool EdgeSieve::passes_type(std::string_view type) const {
    return types_.empty() || types_.contains(type);
}

bool EdgeSieve::judges_links() const {
    return !filter_.dated() && filter_.modalities.empty() && filter_.attributed_to.empty();
}

bool EdgeSieve::passes(const Link& link) const {
    return passes_type(link.type) && link.confidence >= filter_.min_confidence;
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
    const bool whole = filter_.modalities.empty() && filter_.attributed_to.empty() && day_.empty();
    const bool inside = whole && (first_.empty() || summary.first_date >= first_) &&
                        (last_.empty() || summary.last_date <= last_);
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
        return !passes_type(record.key.type) || !passes_dates(one.first_date, one.last_date) ||
               !passes_record(record);
    });
    if (day_.empty() || records.empty()) return records;
    const std::string& type = records.front().key.type;
    if (std::find(filter_.lasting.begin(), filter_.lasting.end(), type) == filter_.lasting.end())
        return records;
    const auto latest = std::max_element(records.begin(), records.end(), [](const auto& a, const auto& b) {
        return a.article_date < b.article_date;
    });
    if (latest->edge.modality == Modality::ended) records.clear();
    return records;
}

bool EdgeSieve::passes_record(const EvidenceRecord& record) const {
    const Edge& edge = record.edge;
    if (!filter_.attributed_to.empty() && edge.attribution != filter_.attributed_to) return false;
    if (!filter_.modalities.empty() && std::find(filter_.modalities.begin(), filter_.modalities.end(),
                                                 edge.modality) == filter_.modalities.end())
        return false;
    if (day_.empty()) return true;
    // A time that was over by the day, for offices as for dealings.
    const auto range = DateRange::parse(edge.date);
    if (range && range->interval && range->last_day() && range->last_day()->to_string() < day_) return false;
    if (std::find(filter_.lasting.begin(), filter_.lasting.end(), record.key.type) != filter_.lasting.end())
        return !edge.negated;
    const EdgeSummary one = summarize(edge, record.source_key, record.article_date);
    const bool open = range && range->interval && !range->last_day();
    return edge.modality != Modality::ended && one.first_date <= day_ && (open || one.last_date >= day_);
}

}  // namespace entente
