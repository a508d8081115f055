#include "storage/bulk_load.h"

#include "core/model/error.h"
#include "storage/article_codec.h"
#include "storage/model_rows.h"
#include "storage/row_keys.h"
#include "storage/store_database.h"
#include "storage/store_union.h"

#include <future>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace entente {

using namespace storage;

namespace {

/// The rows of some articles in memory.
class SegmentBuffer {
  public:
    void put(const ArticleGraph& graph) {
        std::string id = key_of({graph.article.id});
        const auto number = static_cast<std::uint32_t>(heads_.size());
        if (const auto old = numbers_.find(id); old != numbers_.end()) {
            if (compare_versions(stored(old->second), graph) >= 0) return;
            dropped_[old->second] = true;
            old->second = number;
        } else {
            numbers_.emplace(std::move(id), number);
        }
        heads_.push_back(rows_[kArticles].size());
        dropped_.push_back(false);
        give_rows(graph, [&](Family family, const std::string& key, const std::string& value) {
            rows_[family].add(key, value, number);
        });
    }

    std::size_t bytes() const {
        std::size_t all = 0;
        for (const Family family : kArticleFamilies) all += rows_[family].bytes();
        return all;
    }
    bool empty() const { return heads_.empty(); }

    std::unique_ptr<Segment> write(const std::filesystem::path& folder, const std::string& label) {
        std::array<std::vector<std::string>, kFamilies> tables;
        for (const Family family : kArticleFamilies) {
            TableWriter out(family, TableUse::passing, folder,
                            fmt::format("{}-{}", label, kFamilyNames[family]));
            rows_[family].write(out, dropped_);
            tables[family] = out.finish();
        }
        return std::make_unique<Segment>(std::move(tables));
    }

  private:
    /// An article's rows in these two families were added together.
    ArticleGraph stored(std::uint32_t number) const {
        ArticleGraph graph = decode_article(rows_[kArticles].value(heads_[number]));
        decode_content(rows_[kByArticle].value(heads_[number]), graph);
        return graph;
    }

    std::array<RowBuffer, kFamilies> rows_;
    std::vector<std::size_t> heads_;  ///< an article's place among the rows of `articles`
    std::vector<bool> dropped_;
    std::unordered_map<std::string, std::uint32_t> numbers_;  ///< of articles, by key
};

}  // namespace

struct BulkLoad::Work {
    Work(Store::Database& store, const BulkLimits& given)
        : database(store), limits(given), bulk(store.rocks.bulk_folder()), folder(bulk.path()) {}

    /// Hands what was gathered to another thread.
    void spill() {
        take_spilt();
        auto full = std::make_shared<SegmentBuffer>(std::move(buffer));
        buffer = SegmentBuffer();
        spilling = std::async(std::launch::async, [this, full, number = spilt++] {
            return full->write(folder, fmt::format("segment{}", number));
        });
    }
    void take_spilt() {
        if (spilling.valid()) segments.push_back(spilling.get());
    }

    /// Makes fewer of more segments than can be read at once.
    void unite_segments() {
        const std::size_t most = limits.parts ? limits.parts : most_sources();
        for (int round = 0; segments.size() > most; ++round) {
            std::vector<std::unique_ptr<Segment>> larger;
            for (std::size_t at = 0; at < segments.size(); at += most) {
                const std::size_t end = std::min(at + most, segments.size());
                larger.push_back(StoreUnion(sources(at, end), folder, fmt::format("round{}-{}", round, at))
                                     .write_segment());
                for (std::size_t i = at; i < end; ++i) segments[i].reset();
            }
            segments = std::move(larger);
        }
    }
    std::vector<const RowSource*> sources(std::size_t begin, std::size_t end) const {
        std::vector<const RowSource*> some;
        for (std::size_t i = begin; i < end; ++i) some.push_back(segments[i].get());
        return some;
    }

    Store::Database& database;
    BulkLimits limits;
    BulkFolder bulk;
    const std::filesystem::path& folder;
    std::set<ModelKind> models;
    SegmentBuffer buffer;
    std::vector<std::unique_ptr<Segment>> segments;
    std::future<std::unique_ptr<Segment>> spilling;
    unsigned spilt = 0;
};

BulkLoad::BulkLoad(Store& store, const BulkLimits& limits)
    : work_(std::make_unique<Work>(*store.database_, limits)) {
    if (!store.empty())
        throw Error(ErrorKind::storage,
                    work_->database.rocks.name() + ": holds articles already; store one by one");
}

BulkLoad::~BulkLoad() = default;

void BulkLoad::put(const ArticleGraph& graph) {
    if (graph.extractor.known()) work_->models.insert(graph.extractor.model);
    work_->buffer.put(named_part(graph));
    if (work_->buffer.bytes() > work_->limits.bytes) work_->spill();
}

std::uint64_t BulkLoad::finish() {
    return work_->database.guarded([&] {
        // Died before the articles are in, nothing is wrong: they are of no other model.
        rocksdb::WriteBatch batch;
        if (!work_->models.empty()) add_models(work_->database.rocks, batch, work_->models);
        work_->database.rocks.write(batch);
        if (!work_->buffer.empty()) work_->spill();
        work_->take_spilt();
        work_->unite_segments();
        StoreUnion all(work_->sources(0, work_->segments.size()), work_->folder, "table");
        work_->database.take(all.write_store());
        return all.report().articles;
    });
}

}  // namespace entente
