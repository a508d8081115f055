#pragma once

#include <memory>

#include <rocksdb/merge_operator.h>

namespace entente::storage {

/// Merge operators that add up encoded EdgeSummary and NodeSummary values. A value that can't be decoded
/// makes the merge fail, which a later read reports; no exception leaves them.
std::shared_ptr<rocksdb::MergeOperator> edge_summary_merge();
std::shared_ptr<rocksdb::MergeOperator> node_summary_merge();

}  // namespace entente::storage
