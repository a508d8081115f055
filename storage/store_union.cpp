#include "storage/store_union.h"

#include "core/model/error.h"
#include "storage/article_codec.h"
#include "storage/byte_codec.h"
#include "storage/row_keys.h"
#include "storage/row_sorter.h"
#include "storage/summary_codec.h"
#include "storage/united_rows.h"

#include <algorithm>
#include <future>
#include <optional>
#include <sys/resource.h>

#include <fmt/format.h>
#include <xxhash.h>

namespace entente::storage {
namespace {

constexpr std::size_t kSourceReadAhead = 512 << 10;
constexpr std::size_t kMostSources = 48;

void move_into(StoreUnion::Tables& all, StoreUnion::Tables some) {
    for (std::size_t f = 0; f < all.size(); ++f)
        if (!some[f].empty()) all[f] = std::move(some[f]);
}

/// Sums up what comes of one key after another.
template <class Summary>
class Sum {
  public:
    /// True where `key` begins a new one; what was summed before is to be taken first.
    bool is_of(std::string_view key) const { return any_ && key_ == key; }
    bool any() const { return any_; }
    void begin(std::string_view key) {
        key_ = key;
        sum_ = Summary();
        any_ = true;
    }
    void add(const Summary& part) { merge(sum_, part); }
    const std::string& key() const { return key_; }
    const Summary& sum() const { return sum_; }

  private:
    std::string key_;
    Summary sum_;
    bool any_ = false;
};

}  // namespace

std::unique_ptr<rocksdb::Iterator> DatabaseRows::rows(Family family) const {
    rocksdb::ReadOptions options;
    options.readahead_size = kSourceReadAhead;
    options.fill_cache = false;
    options.total_order_seek = true;
    return std::unique_ptr<rocksdb::Iterator>(rocks_.db().NewIterator(options, rocks_.family(family)));
}

Segment::~Segment() {
    std::error_code ignored;
    for (const auto& files : tables_)
        for (const std::string& file : files) std::filesystem::remove(file, ignored);
}

std::unique_ptr<rocksdb::Iterator> Segment::rows(Family family) const {
    if (tables_[family].empty()) return std::unique_ptr<rocksdb::Iterator>(rocksdb::NewEmptyIterator());
    return read_table(family, tables_[family].front());
}

BulkFolder::BulkFolder(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code error;
    std::filesystem::create_directories(path_, error);
    if (error)
        throw Error(ErrorKind::storage,
                    fmt::format("{}: can't be made: {}", path_.string(), error.message()));
}

BulkFolder::~BulkFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

/// From which source an article is taken of which they hold different versions.
class StoreUnion::Versions {
  public:
    void add(std::string_view article, std::uint32_t winner) {
        const XXH128_hash_t hash = XXH3_128bits(article.data(), article.size());
        all_.push_back({hash.high64, hash.low64, winner});
    }
    void sort() { std::sort(all_.begin(), all_.end()); }
    bool empty() const { return all_.empty(); }
    std::optional<std::uint32_t> winner(std::string_view article) const {
        const XXH128_hash_t hash = XXH3_128bits(article.data(), article.size());
        const auto at = std::lower_bound(all_.begin(), all_.end(), Entry{hash.high64, hash.low64, 0});
        if (at == all_.end() || at->high != hash.high64 || at->low != hash.low64) return std::nullopt;
        return at->winner;
    }

  private:
    struct Entry {
        std::uint64_t high, low;
        std::uint32_t winner;
        auto operator<=>(const Entry&) const = default;
    };
    std::vector<Entry> all_;
};

StoreUnion::StoreUnion(std::vector<const RowSource*> sources, std::filesystem::path folder, std::string label)
    : sources_(std::move(sources)),
      folder_(std::move(folder)),
      label_(std::move(label)),
      versions_(std::make_unique<Versions>()) {
    report_.sources.resize(sources_.size());
}
StoreUnion::~StoreUnion() = default;

std::vector<std::unique_ptr<rocksdb::Iterator>> StoreUnion::iterators(Family family) const {
    std::vector<std::unique_ptr<rocksdb::Iterator>> all;
    for (const RowSource* source : sources_) all.push_back(source->rows(family));
    return all;
}

StoreUnion::Tables StoreUnion::write_articles(TableUse use) {
    TableWriter heads(kArticles, use, folder_, label_ + "-articles"),
        contents(kByArticle, use, folder_, label_ + "-by-article");
    UnitedRows head(iterators(kArticles)), content(iterators(kByArticle));
    for (; head.valid() && content.valid(); head.next(), content.next()) {
        if (head.key() != content.key() || !std::ranges::equal(head.holders(), content.holders()))
            throw DamagedValue("an article has no content, or a content no article");
        const auto holders = head.holders();
        std::uint32_t best = holders[0];
        bool differ = false;
        std::optional<ArticleGraph> best_graph;
        const auto graph_of = [&](std::uint32_t source) {
            ArticleGraph graph = decode_article(head.value(source));
            decode_content(content.value(source), graph);
            return graph;
        };
        for (const std::uint32_t other : holders.subspan(1)) {
            if (head.value(other) == head.value(best) && content.value(other) == content.value(best))
                continue;
            differ = true;
            if (!best_graph) best_graph = graph_of(best);
            ArticleGraph graph = graph_of(other);
            if (compare_versions(*best_graph, graph) < 0) best = other, best_graph = std::move(graph);
        }
        for (const std::uint32_t source : holders) {
            UnionReport::Source& count = report_.sources[source];
            if (source == best) {
                ++count.taken;
                continue;
            }
            ++count.left;
            count.different += differ && (head.value(source) != head.value(best) ||
                                          content.value(source) != content.value(best));
        }
        if (differ) versions_->add(head.key(), best);
        ++report_.articles;
        heads.put(head.key(), head.value(best));
        contents.put(head.key(), content.value(best));
    }
    if (head.valid() || content.valid())
        throw DamagedValue("an article has no content, or a content no article");
    versions_->sort();
    Tables tables;
    tables[kArticles] = heads.finish();
    tables[kByArticle] = contents.finish();
    return tables;
}

/// Calls `visit` with each key and value of the articles that were taken. The article's id is the part of
/// that number in the key.
template <class Visit>
void StoreUnion::visit_rows(Family family, int article_part, Visit visit) const {
    for (UnitedRows rows(iterators(family)); rows.valid(); rows.next()) {
        std::uint32_t from = rows.holders()[0];
        if (!versions_->empty()) {
            std::string_view key = rows.key();
            for (int part = 0; part < article_part; ++part) take_raw_part(key);
            if (const auto winner = versions_->winner(take_raw_part(key))) {
                if (!std::ranges::binary_search(rows.holders(), *winner)) continue;
                from = *winner;
            }
        }
        visit(rows.key(), rows.value(from));
    }
}

StoreUnion::Tables StoreUnion::write_evidence() const {
    TableWriter out(kEvidence, TableUse::lasting, folder_, label_ + "-evidence"),
        edges(kEdges, TableUse::lasting, folder_, label_ + "-edges");
    RowSorter incoming(kIncoming, folder_, label_ + "-incoming");
    Sum<EdgeSummary> sum;
    const auto end_edge = [&] {
        if (!sum.any()) return;
        const std::string value = encode_summary(sum.sum());
        edges.put(sum.key(), value);
        incoming.add(incoming_key(sum.key()), value);
    };
    visit_rows(kEvidence, 4, [&](std::string_view key, std::string_view value) {
        out.put(key, value);
        std::string_view rest = key;
        for (int part = 0; part < 3; ++part) take_raw_part(rest);
        const std::string_view edge = key.substr(0, key.size() - rest.size());
        if (!sum.is_of(edge)) end_edge(), sum.begin(edge);
        const StoredEvidence stored = decode_evidence(value);
        sum.add(summarize(stored.edge, stored.source_key, stored.article_date));
    });
    end_edge();
    Tables tables;
    tables[kEvidence] = out.finish();
    tables[kEdges] = edges.finish();
    tables[kIncoming] = incoming.write();
    return tables;
}

StoreUnion::Tables StoreUnion::write_mentions() const {
    TableWriter out(kMentions, TableUse::lasting, folder_, label_ + "-mentions"),
        nodes(kNodes, TableUse::lasting, folder_, label_ + "-nodes");
    RowSorter names(kNames, folder_, label_ + "-names");
    Sum<NodeSummary> sum;
    const auto end_node = [&] {
        if (!sum.any()) return;
        nodes.put(sum.key(), encode_summary(sum.sum()));
        std::string_view key = sum.key();
        give_names(take_part(key), sum.sum(),
                   [&](Family, const std::string& name, const std::string&) { names.add(name, {}); });
    };
    visit_rows(kMentions, 1, [&](std::string_view key, std::string_view value) {
        out.put(key, value);
        std::string_view rest = key;
        const std::string_view node = take_raw_part(rest);
        if (!sum.is_of(node)) end_node(), sum.begin(node);
        sum.add(decode_node_summary(value));
    });
    end_node();
    Tables tables;
    tables[kMentions] = out.finish();
    tables[kNodes] = nodes.finish();
    tables[kNames] = names.write();
    return tables;
}

std::vector<std::string> StoreUnion::copy_rows(Family family, int article_part, TableUse use) const {
    TableWriter out(family, use, folder_, fmt::format("{}-{}", label_, kFamilyNames[family]));
    visit_rows(family, article_part,
               [&](std::string_view key, std::string_view value) { out.put(key, value); });
    return out.finish();
}

StoreUnion::Tables StoreUnion::write_store() {
    Tables tables = write_articles(TableUse::lasting);
    auto evidence = std::async(std::launch::async, [&] { return write_evidence(); });
    move_into(tables, write_mentions());
    tables[kTimeline] = copy_rows(kTimeline, 1, TableUse::lasting);
    move_into(tables, evidence.get());
    return tables;
}

std::unique_ptr<Segment> StoreUnion::write_segment() {
    Tables tables = write_articles(TableUse::passing);
    tables[kMentions] = copy_rows(kMentions, 1, TableUse::passing);
    tables[kEvidence] = copy_rows(kEvidence, 4, TableUse::passing);
    tables[kTimeline] = copy_rows(kTimeline, 1, TableUse::passing);
    return std::make_unique<Segment>(std::move(tables));
}

void take_tables(const Rocks& rocks, const StoreUnion::Tables& tables) {
    std::vector<rocksdb::IngestExternalFileArg> all;
    for (std::size_t f = 0; f < tables.size(); ++f) {
        if (tables[f].empty()) continue;
        rocksdb::IngestExternalFileArg& arg = all.emplace_back();
        arg.column_family = rocks.family(static_cast<Family>(f));
        arg.external_files = tables[f];
        arg.options.move_files = true;
        arg.options.failed_move_fall_back_to_copy = true;
        arg.options.write_global_seqno = false;
    }
    if (!all.empty()) rocks.check(rocks.db().IngestExternalFiles(all), "write");
}

std::size_t most_sources() {
    // Two families are read at a time, and the databases have files of their own.
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return kMostSources;
    const std::size_t files = limit.rlim_cur;
    return std::clamp<std::size_t>(files > 40 ? (files - 40) / 2 : 2, 2, kMostSources);
}

}  // namespace entente::storage
