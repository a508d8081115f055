#pragma once

#include "storage/database.h"

#include <set>
#include <string>

namespace entente::storage {

/// What one article writes into the column families. An article is added by `put_rows` and `merge_summaries`
/// in one batch; replaced by `remove_rows` before them, in the same batch.

/// Its own rows, primary and derived, but for the summaries.
void put_rows(const Rocks& rocks, rocksdb::WriteBatch& batch, const ArticleGraph& graph);

/// Adds what it brings to the summaries of its nodes and edges, but for those whose keys are in `but`.
void merge_summaries(const Rocks& rocks, rocksdb::WriteBatch& batch, const ArticleGraph& graph,
                     const std::set<std::string>& but);

/// Takes its rows out, and sums up anew, from the evidence of all other articles and of `next` (null for
/// none), every node and edge that it touched. Returns their keys. A maximum can't be taken back, so reading
/// is needed here and only here: it costs as much as the evidence of the nodes and edges that it touched.
std::set<std::string> remove_rows(const Rocks& rocks, rocksdb::WriteBatch& batch, const ArticleGraph& old,
                                  const ArticleGraph* next);

}  // namespace entente::storage
