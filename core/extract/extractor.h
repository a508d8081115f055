#pragma once

#include "core/extract/explanation.h"
#include "core/extract/trees/analysed_document.h"
#include "core/model/article_graph.h"
#include "core/resources/resources.h"
#include "core/text/sentence_splitter.h"

namespace entente {

/// Grows with every change of the extraction's own code that may change its results, so that known articles
/// are read anew.
inline constexpr std::uint32_t kExtractorNumber = 11;

/// What an article may ask for.
struct ExtractLimits {
    std::uint32_t longest_sentence = kLongestSentence;  ///< tokens; longer ones are cut
    std::uint32_t most_tokens = 200000;                 ///< of more an article is refused; 0 for any
    /// More work on it is given up; 0 for any. By default two minutes, and a second for each 100 bytes of
    /// text.
    std::optional<double> seconds;
};

struct ExtractOptions {
    /// Actors without a name ("Ugandan rebels", "two journalists") become nodes too, for event coding.
    bool unnamed = false;
    ExtractLimits limits{};
    /// What is too unsure to be drawn stays too, to learn from: relations of little confidence
    /// (ConfidenceModel::least), and agreements and events that common nouns name and nothing joins.
    bool unsure = false;
};

/// The number, and the fingerprint of the resources and of what else changes results: another length of
/// sentences.
ExtractorVersion extractor_version(const Resources& resources, const ExtractOptions& options = {});

/// Reads one article: its actors, agreements, events and places, and what they do to each other, each edge
/// with the sentence that says so. A pure function of the article and the resources; safe to call from many
/// threads. The result is in canonical order with symmetric edges oriented. Throws Error(input) for a text
/// over the limits or of broken UTF-8.
ArticleGraph extract(const Article& article, const Resources& resources, const ExtractOptions& options = {});

/// The same from trees and names that are there already.
ArticleGraph extract(const AnalysedDocument& analysed, const Resources& resources,
                     const ExtractOptions& options = {});

/// A graph, and why each of its edges is there, in their order.
struct ExplainedGraph {
    ArticleGraph graph;
    std::vector<EdgeExplanation> explanations;
};

/// As `extract`, and says how it came to each edge.
ExplainedGraph extract_explained(const AnalysedDocument& analysed, const Resources& resources,
                                 const ExtractOptions& options = {});
ExplainedGraph extract_explained(const Article& article, const Resources& resources,
                                 const ExtractOptions& options = {});

}  // namespace entente
