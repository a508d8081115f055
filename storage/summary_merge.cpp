#include "storage/summary_merge.h"

#include "storage/graph_codec.h"

namespace entente::storage {
namespace {

/// Adds up all operands at once: one by one, the growing sum of a busy actor would be read and written anew
/// for each of its articles.
template <class Summary, Summary (*decode)(std::string_view)>
class SummaryMerge : public rocksdb::MergeOperator {
  public:
    explicit SummaryMerge(const char* name) : name_(name) {}
    const char* Name() const override { return name_; }

    bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
        return add(in.existing_value, in.operand_list, out->new_value);
    }

    bool PartialMergeMulti(const rocksdb::Slice&, const std::deque<rocksdb::Slice>& operands,
                           std::string* merged, rocksdb::Logger*) const override {
        return add(nullptr, operands, *merged);
    }

  private:
    template <class Operands>
    static bool add(const rocksdb::Slice* existing, const Operands& operands, std::string& merged) {
        try {
            Summary sum;
            if (existing) sum = decode({existing->data(), existing->size()});
            for (const rocksdb::Slice& operand : operands)
                merge(sum, decode({operand.data(), operand.size()}));
            merged = encode_summary(sum);
            return true;
        } catch (...) {
            return false;  // RocksDB is not made for exceptions; the read that asked reports a corruption
        }
    }

    const char* name_;
};

}  // namespace

std::shared_ptr<rocksdb::MergeOperator> edge_summary_merge() {
    return std::make_shared<SummaryMerge<EdgeSummary, decode_edge_summary>>("entente.edge-summary.1");
}

std::shared_ptr<rocksdb::MergeOperator> node_summary_merge() {
    return std::make_shared<SummaryMerge<NodeSummary, decode_node_summary>>("entente.node-summary.1");
}

}  // namespace entente::storage
