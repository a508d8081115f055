#include "graph/query/changes.h"

#include "core/model/date.h"
#include "core/model/error.h"

#include <algorithm>
#include <map>

namespace entente {
namespace {

/// Pieces of evidence of two nodes on either side of the first day.
struct Dealings {
    std::uint64_t good_before = 0, bad_before = 0, good_within = 0, bad_within = 0;
    Change first_good, first_bad;
};

void keep_first(Change& first, const std::string& date, const EvidenceRecord& record) {
    if (first.date.empty() || date < first.date) {
        first.date = date, first.type = record.key.type;
        first.shown_by = record;
    }
}

}  // namespace

std::string_view to_string(ChangeKind kind) {
    static constexpr std::string_view kNames[] = {"began", "ended", "turned to conflict",
                                                  "turned to co-operation"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Change> find_changes(const GraphSource& source, const Ontology& ontology,
                                 const EdgeFilter& filter, std::uint64_t turn) {
    if (filter.since.empty() || filter.until.empty())
        throw Error(ErrorKind::usage, "changes happen between two dates: give both");
    EdgeSieve{filter};  // refuses bad and reversed dates
    EdgeFilter to_end = filter;
    to_end.since.clear();
    const EdgeSieve ever(to_end);
    const std::string begin = Date::parse(filter.since)->first_day().to_string();

    std::vector<Change> changes;
    std::map<std::pair<std::string, std::string>, Dealings> pairs;
    source.for_each_edge([&](const EdgeKey& key, const EdgeSummary& summary) {
        if (!ever.sift(source, key, summary)) return true;
        const EdgeType* type = ontology.edge_type(key.type);
        const QuadClass quad = type ? type->quad : QuadClass::none;
        const bool good = quad == QuadClass::verbal_cooperation || quad == QuadClass::material_cooperation;
        Dealings& pair = pairs[std::minmax(key.source, key.target)];
        bool before = false;
        Change began{ChangeKind::began, {}, key.source, key.target, key.type, 0, {}};
        Change ended{ChangeKind::ended, {}, key.source, key.target, key.type, 0, {}};
        for (const EvidenceRecord& record : ever.sift(source.evidence(key, 0))) {
            if (record.edge.negated) continue;
            const std::string date =
                summarize(record.edge, record.source_key, record.article_date).first_date;
            const bool is_before = date < begin;
            before |= is_before;
            if (quad != QuadClass::none)
                ++(good ? (is_before ? pair.good_before : pair.good_within)
                        : (is_before ? pair.bad_before : pair.bad_within));
            if (is_before) continue;
            if (quad != QuadClass::none) keep_first(good ? pair.first_good : pair.first_bad, date, record);
            Change& change = record.edge.modality == Modality::ended ? ended : began;
            keep_first(change, date, record);
            ++change.evidence_count;
        }
        if (!before && began.evidence_count) changes.push_back(std::move(began));
        if (ended.evidence_count) changes.push_back(std::move(ended));
        return true;
    });
    for (auto& [ends, pair] : pairs) {
        const bool enough =
            pair.good_before + pair.bad_before >= turn && pair.good_within + pair.bad_within >= turn;
        if (!enough) continue;
        const auto add = [&, &pair_ends = ends, evidence = pair.good_within + pair.bad_within](
                             ChangeKind kind, Change& change) {
            change.kind = kind;
            change.a = pair_ends.first, change.b = pair_ends.second;
            change.evidence_count = evidence;
            changes.push_back(std::move(change));
        };
        if (pair.good_before > pair.bad_before && pair.bad_within > pair.good_within)
            add(ChangeKind::to_conflict, pair.first_bad);
        if (pair.bad_before > pair.good_before && pair.good_within > pair.bad_within)
            add(ChangeKind::to_cooperation, pair.first_good);
    }
    std::stable_sort(changes.begin(), changes.end(), [](const Change& x, const Change& y) {
        const auto turned = [](const Change& c) { return c.kind >= ChangeKind::to_conflict; };
        if (turned(x) != turned(y)) return turned(x);
        return x.evidence_count > y.evidence_count;
    });
    return changes;
}

}  // namespace entente
