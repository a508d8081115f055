#include "storage/summary_merge.h"

#include "storage/graph_codec.h"

namespace entente::storage {
namespace {

template <class Summary, Summary (*decode)(std::string_view)>
class SummaryMerge : public rocksdb::AssociativeMergeOperator {
  public:
    explicit SummaryMerge(const char* name) : name_(name) {}
    const char* Name() const override { return name_; }

    bool Merge(const rocksdb::Slice&, const rocksdb::Slice* existing, const rocksdb::Slice& value,
               std::string* merged, rocksdb::Logger*) const override {
        try {
            if (!existing) {
                merged->assign(value.data(), value.size());
                return true;
            }
            Summary sum = decode({existing->data(), existing->size()});
            merge(sum, decode({value.data(), value.size()}));
            *merged = encode_summary(sum);
            return true;
        } catch (...) {
            return false;
        }
    }

  private:
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
