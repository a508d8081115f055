#include "storage/summary_merge.h"

#include "storage/summary_codec.h"

#include <deque>

namespace entente::storage {
namespace {

/// Adds up all operands at once: a busy node's or edge's are many.
template <class Summary, Summary (*decode)(std::string_view)>
class SummaryMerge : public rocksdb::MergeOperator {
  public:
    explicit SummaryMerge(const char* name) : name_(name) {}
    const char* Name() const override { return name_; }

    bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
        return add_up(in.existing_value, in.operand_list, out->new_value);
    }
    bool PartialMergeMulti(const rocksdb::Slice&, const std::deque<rocksdb::Slice>& operands,
                           std::string* merged, rocksdb::Logger*) const override {
        return add_up(nullptr, operands, *merged);
    }

  private:
    /// False for what can't be read; no exception may leave a merge operator.
    template <class Operands>
    static bool add_up(const rocksdb::Slice* base, const Operands& operands, std::string& merged) {
        try {
            if (!base && operands.size() == 1) {
                merged.assign(operands.front().data(), operands.front().size());
                return true;
            }
            Summary sum;
            if (base) merge(sum, decode({base->data(), base->size()}));
            for (const rocksdb::Slice& operand : operands)
                merge(sum, decode({operand.data(), operand.size()}));
            merged = encode_summary(sum);
            return true;
        } catch (...) {
            return false;
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
