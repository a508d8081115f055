#pragma once

#include "core/extract/explanation.h"
#include "core/extract/resources.h"
#include "core/model/article_graph.h"

namespace entente {

/// Grows with every change of the extraction's own code that may change its results, so that known articles
/// are read anew.
inline constexpr std::uint32_t kExtractorNumber = 5;

/// The number and the resources' fingerprint.
ExtractorVersion extractor_version(const Resources& resources);

struct ExtractOptions {
    /// Actors without a name ("Ugandan rebels", "two journalists") become nodes too, for event coding.
    bool unnamed = false;
};

/// Reads one article: its actors, agreements, events and places, and what they do to each other, each edge
/// with the sentence that says so. A pure function of the article and the resources; safe to call from many
/// threads. The result is in canonical order with symmetric edges oriented. Throws Error(input) for a text
/// over 2^31 bytes or of broken UTF-8.
ArticleGraph extract(const Article& article, const Resources& resources, const ExtractOptions& options = {});

/// A graph, and why each of its edges is there, in their order.
struct ExplainedGraph {
    ArticleGraph graph;
    std::vector<EdgeExplanation> explanations;
};

/// As `extract`, and says how it came to each edge.
ExplainedGraph extract_explained(const Article& article, const Resources& resources,
                                 const ExtractOptions& options = {});

}  // namespace entente
