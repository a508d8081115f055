#include "storage/database.h"

#include "core/model/error.h"
#include "storage/byte_codec.h"
#include "storage/summary_merge.h"

#include <algorithm>
#include <chrono>
#include <sys/resource.h>
#include <thread>

#include <fmt/format.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

namespace entente::storage {
namespace {

/// RocksDB's own log would take time at every start and litter the directory.
class SilentLogger : public rocksdb::Logger {
  public:
    using rocksdb::Logger::Logv;
    void Logv(const char*, va_list) override {}
};

/// The first parts of a key (byte_codec.h): what a scan of that family asks for.
class FirstParts : public rocksdb::SliceTransform {
  public:
    explicit FirstParts(int parts) : parts_(parts), name_(fmt::format("entente.first-{}-parts", parts)) {}
    const char* Name() const override { return name_.c_str(); }
    rocksdb::Slice Transform(const rocksdb::Slice& key) const override { return {key.data(), length(key)}; }
    bool InDomain(const rocksdb::Slice& key) const override { return length(key) > 0; }

  private:
    /// 0 for a key that has fewer parts.
    std::size_t length(const rocksdb::Slice& key) const {
        int left = parts_;
        for (std::size_t i = 0; i + 1 < key.size(); ++i)
            if (key[i] == '\0' && key[i + 1] == '\x01' && --left == 0) return i + 2;
        return 0;
    }
    int parts_;
    std::string name_;
};

std::shared_ptr<const rocksdb::SliceTransform> key_prefix(int family) {
    static const auto kNode = std::make_shared<FirstParts>(1), kEdge = std::make_shared<FirstParts>(3);
    if (family == kEdges || family == kIncoming || family == kMentions) return kNode;
    if (family == kEvidence) return kEdge;
    return nullptr;
}

/// A reader keeps all tables open, as a writer may delete them under it; where few files may be open it has
/// to do with fewer. A writer's own are pinned.
int most_open_tables(OpenMode mode) {
    constexpr rlim_t kEnough = 1024;
    rlimit limit{};
    const bool few = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < kEnough;
    if (few) return std::max(1, static_cast<int>(limit.rlim_cur / 4));
    return mode == OpenMode::read_only ? -1 : 256;
}

bool holds_rocksdb(const std::filesystem::path& directory) {
    std::error_code error;
    return std::filesystem::exists(directory / "CURRENT", error);
}

/// True for what RocksDB leaves when it dies in the first moments of making a database.
bool only_begun(const std::filesystem::path& directory) {
    if (holds_rocksdb(directory)) return false;
    std::error_code error;
    bool any = false;
    for (const auto& file : std::filesystem::directory_iterator(directory, error)) {
        const std::string name = file.path().filename().string();
        const bool begun = name == "LOCK" || name == "IDENTITY" || name.ends_with(".dbtmp") ||
                           name.rfind("MANIFEST-", 0) == 0 || name.rfind("OPTIONS-", 0) == 0;
        if (!begun) return false;
        any = true;
    }
    return any && !error;
}

/// True where the default family, which we never write to, holds nothing.
bool default_is_empty(const rocksdb::Options& options, const std::string& name) {
    rocksdb::DB* db = nullptr;
    if (!rocksdb::DB::OpenForReadOnly(options, name, &db).ok()) return false;
    const std::unique_ptr<rocksdb::DB> holder(db);
    const std::unique_ptr<rocksdb::Iterator> it(db->NewIterator({}));
    it->SeekToFirst();
    return !it->Valid() && it->status().ok();
}

[[noreturn]] void fail(const std::string& message) {
    throw Error(ErrorKind::storage, message);
}

}  // namespace

rocksdb::ColumnFamilyOptions family_options(int family) {
    static const std::shared_ptr<rocksdb::Cache> kCache = rocksdb::NewLRUCache(64 << 20);
    rocksdb::ColumnFamilyOptions options;
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = kCache;
    table.format_version = 5;
    // Large blocks pack better and for less (level 4 in blocks of 128 kB as well as level 6 in blocks of
    // 64 kB, in half the time); rows that are looked for one by one are sooner found in smaller ones.
    int level = 6;
    switch (family) {
        case kNodes:
        case kNames: table.block_size = 16 << 10; break;
        case kEdges:
        case kIncoming: table.block_size = 32 << 10; break;
        case kArticles:
        case kByArticle:
        case kEvidence: table.block_size = 128 << 10, level = 4; break;
        default: table.block_size = 64 << 10;
    }
    // Rows that are got by their whole key, or of which all with the first parts are read: a filter tells in
    // which tables there are none. The others are read in order.
    table.whole_key_filtering = family == kArticles || family == kByArticle || family == kNodes;
    options.prefix_extractor = key_prefix(family);
    if (table.whole_key_filtering || options.prefix_extractor)
        table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    // What is soon written again is packed fast; most of a database may lie in any level below.
    options.compression = rocksdb::kZSTD;
    options.compression_opts.level = 1;
    options.bottommost_compression = rocksdb::kZSTD;
    options.bottommost_compression_opts.enabled = true;
    options.bottommost_compression_opts.level = level;
    // The writer is not held up while a large family is compacted and tables of the others wait.
    options.level0_slowdown_writes_trigger = 32;
    options.level0_stop_writes_trigger = 48;
    options.write_buffer_size = 16 << 20;
    if (family == kEdges || family == kIncoming) options.merge_operator = edge_summary_merge();
    if (family == kNodes) options.merge_operator = node_summary_merge();
    return options;
}

Rocks::Rocks(const std::filesystem::path& directory, OpenMode mode, SchemaRule rule)
    : name_(directory.string()), rule_(rule) {
    std::error_code error;
    const bool exists = std::filesystem::exists(directory, error);
    if (error) fail(fmt::format("{}: can't be read: {}", name_, error.message()));
    if (exists && !std::filesystem::is_directory(directory))
        fail(fmt::format("{}: is a file, not a database directory", name_));
    const bool empty = exists && std::filesystem::is_empty(directory, error);
    if (error) fail(fmt::format("{}: can't be read: {}", name_, error.message()));
    const bool fresh = !exists || empty || only_begun(directory);
    if (fresh && mode != OpenMode::create)
        fail(fmt::format("{}: there is no database here; make one with 'entente ingest --db {} FILE...'",
                         name_, name_));
    if (!fresh && !holds_rocksdb(directory))
        fail(fmt::format("{}: is a folder of other files, not a database; name another with --db", name_));

    rocksdb::DBOptions options;
    options.create_if_missing = mode == OpenMode::create;
    options.create_missing_column_families = mode == OpenMode::create;
    options.info_log = std::make_shared<SilentLogger>();
    options.max_open_files = most_open_tables(mode);
    // Else one table that can't be read would keep all others shut.
    options.paranoid_checks = rule == SchemaRule::readable;
    options.max_total_wal_size = 64 << 20;  // what a reader has to replay at most
    options.skip_stats_update_on_db_open = true;
    options.skip_checking_sst_file_sizes_on_db_open = true;
    options.stats_dump_period_sec = 0;
    options.stats_persist_period_sec = 0;
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    std::vector<std::string> there;
    if (!fresh) {
        const rocksdb::Status listed = rocksdb::DB::ListColumnFamilies(options, name_, &there);
        if (!listed.ok()) fail(fmt::format("{}: the database is damaged: {}", name_, listed.ToString()));
        const auto foreign = std::find_if(there.begin(), there.end(), [](const std::string& f) {
            return std::find(kFamilyNames.begin(), kFamilyNames.end(), f) == kFamilyNames.end();
        });
        const bool ours = std::find(there.begin(), there.end(), kFamilyNames[kMeta]) != there.end();
        if (foreign != there.end() && ours)
            fail(fmt::format("{}: was made by a newer version of entente (it has \"{}\"); update the program",
                             name_, *foreign));
        // A process that died while it made the database leaves some of our families, and nothing in them.
        const bool unfinished = foreign == there.end() && there.size() < kFamilies &&
                                default_is_empty(rocksdb::Options(options, {}), name_);
        if (foreign != there.end() || (there.size() < kFamilies && !unfinished))
            fail(fmt::format("{}: is a RocksDB database of another program; name another with --db", name_));
        if (unfinished && mode != OpenMode::create)
            fail(fmt::format("{}: the database was never finished; fill it with 'entente ingest'", name_));
        options.create_missing_column_families = unfinished;
    }
    for (int f = 0; f < kFamilies; ++f)
        families.emplace_back(kFamilyNames[static_cast<std::size_t>(f)], family_options(f));
    if (fresh) std::filesystem::create_directories(directory, error);
    rocksdb::DB* db = nullptr;
    const rocksdb::Status status =
        mode == OpenMode::read_only ? rocksdb::DB::OpenForReadOnly(options, name_, families, &handles_, &db)
                                    : rocksdb::DB::Open(options, name_, families, &handles_, &db);
    if (!status.ok()) {
        const std::string text = status.ToString();
        // A lock file that may not be written is no lock.
        if (text.find("ermission") != std::string::npos || text.find("Read-only") != std::string::npos)
            fail(fmt::format("{}: no permission to write here: {}", name_, text));
        if (!status.IsCorruption() && text.find("lock") != std::string::npos)
            fail(fmt::format("{}: another process is writing to this database; wait until it ends", name_));
        if (status.IsCorruption())
            fail(fmt::format("{}: the database is damaged: {}; see 'entente verify --help'", name_, text));
        fail(fmt::format("{}: the database can't be opened: {}", name_, text));
    }
    db_.reset(db);
    if (mode != OpenMode::read_only) std::filesystem::remove_all(bulk_folder(), error);
    try {
        check_schema(mode);
    } catch (...) {
        for (auto* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
        throw;
    }
}

Rocks::~Rocks() {
    for (auto* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
}

void Rocks::check_schema(OpenMode mode) {
    std::optional<std::string> written;
    try {
        written = get(kMeta, "schema");
    } catch (const Error&) {
        if (rule_ == SchemaRule::may_be_damaged) return;
        throw;
    }
    if (!written) {
        // A process that died before its first write leaves the families without the number.
        if (mode == OpenMode::read_only)
            fail(fmt::format("{}: the database is empty; fill it with 'entente ingest'", name_));
        rocksdb::WriteBatch batch;
        batch.Put(family(kMeta), "schema", std::to_string(kSchemaVersion));
        write(batch);
        return;
    }
    schema_ = 0;
    for (const char c : *written) schema_ = schema_ * 10 + static_cast<std::uint64_t>(c - '0');
    if (schema_ > kSchemaVersion)
        fail(fmt::format("{}: has schema {}, this program knows up to {}; update the program", name_, schema_,
                         kSchemaVersion));
    if (schema_ < kSchemaVersion && rule_ == SchemaRule::readable)
        fail(fmt::format(
            "{}: has schema {}, this program works with {}; 'entente verify --db {} --repair' makes "
            "a new database of it and keeps the old one beside it",
            name_, schema_, kSchemaVersion, name_));
}

void Rocks::check(const rocksdb::Status& status, std::string_view doing) const {
    if (status.ok()) return;
    if (status.IsNotSupported()) fail(fmt::format("{}: was opened for reading only", name_));
    if (status.IsNoSpace())
        fail(fmt::format(
            "{}: the disk is full; what was stored before is safe. Make room and run the command again",
            name_));
    if (status.IsCorruption())
        fail(fmt::format("{}: the database is damaged: {}{}", name_, status.ToString(),
                         rule_ == SchemaRule::readable ? "; see 'entente verify --help'" : ""));
    fail(fmt::format("{}: can't {}: {}", name_, doing, status.ToString()));
}

std::optional<std::string> Rocks::get(Family f, const std::string& key) const {
    std::string value;
    const rocksdb::Status status = db_->Get({}, family(f), key, &value);
    if (status.IsNotFound()) return std::nullopt;
    check(status, "read");
    return value;
}

void Rocks::scan(Family f, const std::string& prefix,
                 const std::function<bool(std::string_view, std::string_view)>& visit) const {
    const std::string end = prefix_end(prefix);
    const rocksdb::Slice bound(end);
    rocksdb::ReadOptions options;
    if (!end.empty()) options.iterate_upper_bound = &bound;
    // The filter of prefixes helps where all rows up to the bound have the same.
    const auto parts = key_prefix(f);
    options.total_order_seek = !parts || !parts->InDomain(prefix);
    const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options, family(f)));
    for (it->Seek(prefix); it->Valid(); it->Next())
        if (!visit({it->key().data(), it->key().size()}, {it->value().data(), it->value().size()})) return;
    check(it->status(), "read");
}

void Rocks::scan_back(Family f, const std::string& prefix,
                      const std::function<bool(std::string_view, std::string_view)>& visit) const {
    const std::string end = prefix_end(prefix);
    const rocksdb::Slice lower(prefix);
    rocksdb::ReadOptions options;
    options.iterate_lower_bound = &lower;
    options.total_order_seek = true;
    const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options, family(f)));
    if (end.empty())
        it->SeekToLast();
    else
        it->SeekForPrev(end);
    for (; it->Valid(); it->Prev()) {
        const std::string_view key(it->key().data(), it->key().size());
        if (key.substr(0, prefix.size()) != prefix) continue;  // the bound itself
        if (!visit(key, {it->value().data(), it->value().size()})) return;
    }
    check(it->status(), "read");
}

void Rocks::sync() {
    constexpr std::uint64_t kLongReplay =
        512 << 10;  // bytes in memory tables; less is read back in a millisecond or two
    std::uint64_t in_memory = 0;
    for (auto* handle : handles_) {
        std::uint64_t size = 0;
        db_->GetIntProperty(handle, rocksdb::DB::Properties::kCurSizeActiveMemTable, &size);
        in_memory += size;
    }
    if (in_memory > kLongReplay)
        check(db_->Flush({}, handles_), "write");
    else
        check(db_->SyncWAL(), "write");
}

void Rocks::settle(const std::function<bool()>& go_on) {
    constexpr std::chrono::milliseconds kBetween{20};
    const auto at_work = [&](const std::string& property) {
        return std::any_of(handles_.begin(), handles_.end(), [&](auto* handle) {
            std::uint64_t n = 0;
            return db_->GetIntProperty(handle, property, &n) && n > 0;
        });
    };
    using Property = rocksdb::DB::Properties;
    // What is due but not begun for so long is put off for a reason.
    constexpr int kMostIdle = 250;
    for (int idle = 0; idle < kMostIdle && !at_work(Property::kBackgroundErrors); ++idle) {
        if (at_work(Property::kNumRunningFlushes) || at_work(Property::kNumRunningCompactions))
            idle = 0;
        else if (!at_work(Property::kCompactionPending))
            return;
        if (go_on && !go_on()) return;
        std::this_thread::sleep_for(kBetween);
    }
}

void Rocks::write(rocksdb::WriteBatch& batch) {
    check(db_->Write({}, &batch), "write");
}

}  // namespace entente::storage
