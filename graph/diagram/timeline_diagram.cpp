#include "graph/diagram/timeline_diagram.h"

#include "core/model/date.h"
#include "graph/diagram/diagram_text.h"
#include "graph/query/timeline.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr long kMostColumns = 90;             ///< marks side by side that can still be told apart
constexpr std::size_t kTooltipSentences = 4;  ///< of one mark

std::string name_of(const GraphSource& source, const std::string& id) {
    const auto node = source.node(id);
    return node ? node->name() : id;
}

std::string spoken(std::string type) {
    std::replace(type.begin(), type.end(), '-', ' ');
    return type;
}

/// A piece of evidence at its place.
struct Event {
    long day;
    QuadClass quad;
    std::string lane;
    const TimelineEntry* entry;
};

/// The first and the last day without the few that lie far from all others, which would press those together.
std::pair<long, long> telling_days(const std::vector<Event>& events) {
    std::vector<long> days;
    for (const Event& event : events) days.push_back(event.day);
    std::sort(days.begin(), days.end());
    const std::size_t few = days.size() / 25;  // of each end
    const long begin = days[few], end = days[days.size() - 1 - few], room = (end - begin) / 4;
    return {std::max(days.front(), begin - room), std::min(days.back(), end + room)};
}

}  // namespace

TimelineDiagram make_timeline_diagram(const GraphSource& source, const Ontology& ontology,
                                      const EdgeFilter& filter, const std::string& a, const std::string& b,
                                      const TimelineOptions& options) {
    TimelineDiagram diagram;
    const auto entries = timeline(source, filter, a, b);
    std::vector<Event> events;
    for (const TimelineEntry& entry : entries) {
        const EdgeKey& key = entry.record.key;
        const EdgeType* type = ontology.edge_type(key.type);
        const std::string& said =
            entry.record.edge.date.empty() ? entry.record.article_date : entry.record.edge.date;
        const auto date = Date::parse(entry.date);
        if (!type || type->structural || !date || said.size() < 7) continue;
        std::string lane;
        if (b.empty())
            lane = name_of(source, other_end_of(key, a));
        else
            lane = fmt::format("{} {} {}", name_of(source, key.source), spoken(key.type),
                               name_of(source, key.target));
        events.push_back({date->to_days(), type->quad, std::move(lane), &entry});
    }
    diagram.title = options.title;
    if (diagram.title.empty()) {
        diagram.title = name_of(source, a);
        if (!b.empty()) diagram.title += " and " + name_of(source, b);
    }
    if (events.empty()) {
        diagram.caption = "nothing dated";
        return diagram;
    }
    const std::size_t all = events.size();
    const auto [begin, end] = telling_days(events);
    std::erase_if(events,
                  [begin = begin, end = end](const Event& e) { return e.day < begin || e.day > end; });
    const auto [earliest, latest] = std::minmax_element(
        events.begin(), events.end(), [](const Event& x, const Event& y) { return x.day < y.day; });
    const long first = earliest->day, last = latest->day;
    diagram.first_day = first, diagram.last_day = last;
    const long bin = std::max(1L, (last - first + kMostColumns) / kMostColumns);

    std::map<std::string, std::map<std::pair<long, QuadClass>, std::vector<const TimelineEntry*>>> lanes;
    for (const Event& event : events)
        lanes[event.lane][{(event.day - first) / bin, event.quad}].push_back(event.entry);
    for (const auto& [name, bins] : lanes) {
        TimelineLane lane{name, 0, {}};
        for (const auto& [place, found] : bins) {
            TimelineMark mark{first + place.first * bin + bin / 2, place.second, found.size(), {}, {}};
            lane.count += found.size();
            for (std::size_t i = 0; i < found.size(); ++i) {
                const EvidenceRecord& record = found[i]->record;
                if (i < kTooltipSentences)
                    mark.tooltip += fmt::format("{}{} {}: \u201c{}\u201d", i ? "\n" : "", found[i]->date,
                                                spoken(record.key.type), record.edge.evidence.text);
                else if (i == kTooltipSentences)
                    mark.tooltip += fmt::format("\nand {} more", found.size() - i);
                if (mark.url.empty())
                    if (const auto head = source.article_head(record.article);
                        head && is_web_address(head->url))
                        mark.url = head->url;
            }
            lane.marks.push_back(std::move(mark));
        }
        diagram.lanes.push_back(std::move(lane));
    }
    std::stable_sort(diagram.lanes.begin(), diagram.lanes.end(),
                     [](const TimelineLane& x, const TimelineLane& y) { return x.count > y.count; });
    if (options.max_lanes && diagram.lanes.size() > options.max_lanes) {
        diagram.left_out = diagram.lanes.size() - options.max_lanes;
        diagram.lanes.resize(options.max_lanes);
    }
    diagram.caption = fmt::format("{} to {} \u00b7 {} statements", Date::from_days(first).to_string(),
                                  Date::from_days(last).to_string(), events.size());
    if (all > events.size())
        diagram.caption += fmt::format(" \u00b7 {} of other times left out", all - events.size());
    if (diagram.left_out)
        diagram.caption += fmt::format(" \u00b7 {} line{} with less evidence left out", diagram.left_out,
                                       diagram.left_out == 1 ? "" : "s");
    return diagram;
}

}  // namespace entente
