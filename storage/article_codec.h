#pragma once

#include "core/model/article_graph.h"
#include "core/model/fingerprint.h"

#include <string>
#include <string_view>

namespace entente::storage {

/// The head of an article: all but its nodes and edges; `text` is the fingerprint of its text.
std::string encode_article(const ArticleGraph& graph, const Fingerprint& text);
/// Its nodes and edges. What the article's text says between their offsets is not repeated: evidence texts,
/// names and aliases.
std::string encode_content(const ArticleGraph& graph);

/// Both throw DamagedValue. `decode_content` fills the nodes and edges of a graph whose head is decoded.
ArticleGraph decode_article(std::string_view value);
void decode_content(std::string_view value, ArticleGraph& graph);
/// The fingerprint of an article's text, out of its head of this schema. Throws DamagedValue.
Fingerprint decode_fingerprint(std::string_view value);

/// The article's text between the offsets of its evidence; empty for offsets that lie outside.
std::string_view slice(std::string_view text, const Evidence& evidence);

}  // namespace entente::storage
