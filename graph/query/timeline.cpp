#include "graph/query/timeline.h"

#include "core/model/slug.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace entente {

std::vector<TimelineEntry> timeline(const GraphSource& source, const EdgeFilter& filter, const std::string& a,
                                    const std::string& b) {
    const EdgeSieve sieve(filter);
    std::vector<TimelineEntry> entries;
    const auto add = [&](const EdgeKey& key, const EdgeSummary& summary) {
        if (!sieve.sift(source, key, summary)) return true;
        for (EvidenceRecord& record : sieve.sift(source.evidence(key, 0))) {
            std::string date = summarize(record.edge, record.source_key, record.article_date).first_date;
            if (!date.empty()) entries.push_back({std::move(date), std::move(record)});
        }
        return true;
    };
    GraphSource::Wanted wanted;
    if (!b.empty()) wanted = [&](std::string_view other) { return other == b; };
    if (a.empty())
        source.for_each_edge(add);
    else
        for (const auto& [key, summary] : source.edges_of(a, wanted)) add(key, summary);
    std::sort(entries.begin(), entries.end(), [](const TimelineEntry& x, const TimelineEntry& y) {
        const auto order = [](const TimelineEntry& e) {
            return std::tie(e.date, e.record.key, e.record.article, e.record.edge.evidence.begin);
        };
        return order(x) < order(y);
    });
    return entries;
}

std::vector<FoundSentence> search_evidence(const GraphSource& source, const EdgeFilter& filter,
                                           const std::vector<std::string>& terms) {
    const EdgeSieve sieve(filter);
    std::vector<std::string> wanted;
    for (const std::string& term : terms)
        if (std::string plain = normalize_name(term); !plain.empty()) wanted.push_back(" " + plain);
    if (wanted.empty()) return {};
    // One sentence is the evidence of several edges: by article and place, judged once.
    std::map<std::pair<std::string, std::uint32_t>, std::pair<bool, FoundSentence>> sentences;
    source.for_each_edge([&](const EdgeKey& key, const EdgeSummary& summary) {
        if (!sieve.sift(source, key, summary)) return true;
        for (const EvidenceRecord& record : sieve.sift(source.evidence(key, 0))) {
            const auto [at, is_new] = sentences.try_emplace({record.article, record.edge.evidence.begin});
            auto& [matches, found] = at->second;
            if (is_new) {
                const std::string text = " " + normalize_name(record.edge.evidence.text);
                matches = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& term) {
                    return text.find(term) != std::string::npos;
                });
                if (matches) found = {record.article, record.article_date, record.edge.evidence.text, {}};
            }
            if (matches && (found.edges.empty() || found.edges.back() != key)) found.edges.push_back(key);
        }
        return true;
    });
    std::vector<FoundSentence> all;
    for (auto& [place, sentence] : sentences)
        if (sentence.first) all.push_back(std::move(sentence.second));
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& x, const auto& y) { return x.article_date > y.article_date; });
    return all;
}

}  // namespace entente
