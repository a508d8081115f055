#pragma once

#include "core/model/graph_source.h"
#include "graph/edge_filter.h"

#include <string>
#include <vector>

namespace entente {

/// One dealing at its place in time.
struct TimelineEntry {
    std::string date;  ///< first day that it may mean
    EvidenceRecord record;
};

/// Dated evidence, the earliest first: of the whole graph, of one node (`b` empty), or between two. What has
/// no date is left out. Equal dates stand in the order of edge, article and place in it.
std::vector<TimelineEntry> timeline(const GraphSource& source, const EdgeFilter& filter,
                                    const std::string& a = {}, const std::string& b = {});

/// A sentence that holds all the terms, and the edges that it shows.
struct FoundSentence {
    std::string article;
    std::string article_date;
    std::string text;
    std::vector<EdgeKey> edges;
};

/// Sentences of evidence in which every term (a word's beginning or a phrase) occurs, the newest first. Case
/// and accents don't matter.
std::vector<FoundSentence> search_evidence(const GraphSource& source, const EdgeFilter& filter,
                                           const std::vector<std::string>& terms);

}  // namespace entente
