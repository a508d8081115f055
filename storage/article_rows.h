#pragma once

#include "storage/database.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace entente::storage {

/// What one article writes into the column families. An article is added by `give_rows` and `give_summaries`
/// in one batch; replaced by `remove_rows` before them, in the same batch.

/// The families whose keys name an article, which alone can put or delete the row.
inline constexpr std::array kArticleFamilies = {kArticles, kByArticle, kMentions, kEvidence, kTimeline};

/// Takes rows; a row that is there already may come again with the same value.
using RowSink = std::function<void(Family family, const std::string& key, const std::string& value)>;

/// The rows that only this article has: those of kArticleFamilies.
void give_rows(const ArticleGraph& graph, const RowSink& put);

/// The names of a node.
void give_names(const std::string& node, const NodeSummary& summary, const RowSink& put);

/// What it brings to the summaries of its nodes and edges, but for those whose keys are in `but`.
void give_summaries(const ArticleGraph& graph, const std::set<std::string>& but, const RowSink& merge);

/// Takes its rows out, and puts the sums of every node and edge that it touched as they are with all other
/// articles and `next` (null for none). Returns their keys. Reading is needed here and only here, because a
/// maximum can't be taken back: see NodeRemainder for how little. At worst it reads all evidence of the nodes
/// and edges.
std::set<std::string> remove_rows(const Rocks& rocks, rocksdb::WriteBatch& batch, const ArticleGraph& old,
                                  const ArticleGraph* next);

}  // namespace entente::storage
