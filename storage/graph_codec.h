#pragma once

#include "core/model/aggregate.h"
#include "core/model/article_graph.h"

#include <string>
#include <string_view>

namespace entente::storage {

/// The head of an article: all but its nodes and edges; `text` is the fingerprint of its text.
std::string encode_article(const ArticleGraph& graph, const Fingerprint& text);
/// Its nodes and edges. An evidence text is kept only where it differs from the article's text between its
/// offsets.
std::string encode_content(const ArticleGraph& graph);

/// Both throw DamagedValue. `decode_content` fills the nodes and edges of a graph whose head is decoded.
ArticleGraph decode_article(std::string_view value);
void decode_content(std::string_view value, ArticleGraph& graph);
/// The fingerprint of an article's text, out of its head of this schema. Throws DamagedValue.
Fingerprint decode_fingerprint(std::string_view value);

/// The article's text between the offsets of its evidence; empty for offsets that lie outside.
std::string_view slice(std::string_view text, const Evidence& evidence);

/// One piece of evidence, with what its article adds to it. The edge's ends and type are in the key.
struct StoredEvidence {
    Edge edge;  ///< without ends and type
    std::string article_date;
    SourceKey source_key;
    bool own_text = false;  ///< false: its text is the article's between its offsets, and left out here
};
std::string encode_evidence(const StoredEvidence& evidence);
StoredEvidence decode_evidence(std::string_view value);

std::string encode_summary(const EdgeSummary& summary);
std::string encode_summary(const NodeSummary& summary);
EdgeSummary decode_edge_summary(std::string_view value);
NodeSummary decode_node_summary(std::string_view value);

}  // namespace entente::storage
