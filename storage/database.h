#pragma once

#include "storage/store.h"

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <rocksdb/db.h>

namespace entente::storage {

/// The column families. Only `articles`, `by_article` and `decisions` are primary; the others are derived
/// from them.
///
///     articles    article                                     -> head and text
///     by_article  article                                     -> nodes and edges
///     nodes       node                                        -> NodeSummary       (merge operator)
///     edges       source type target                          -> EdgeSummary       (merge operator)
///     incoming    target type source                          -> EdgeSummary       (merge operator)
///     mentions    node article                                -> NodeSummary of that article
///     evidence    source type target date article number      -> StoredEvidence
///     names       normalised-name node                        -> ""
///     timeline    date article number                         -> ""    (number: of the edge in by_article)
///     decisions   time hash                                   -> JSON
///     meta        "schema"                                    -> version of this layout
///                 "automatic-identity"                        -> its least score, where it is on
///                 "models"                                    -> those that read what was put in
///                 "automatic-decisions"                       -> JSON, one a line, where they are derived
///
/// Keys are made of parts (byte_codec.h). A date is its ISO text, or "~" when unknown, which sorts last; a
/// number has four bytes, the highest first.
enum Family {
    kDefault,
    kArticles,
    kByArticle,
    kNodes,
    kEdges,
    kIncoming,
    kMentions,
    kEvidence,
    kNames,
    kTimeline,
    kDecisions,
    kMeta,
    kFamilies
};

inline constexpr std::array<const char*, kFamilies> kFamilyNames = {
    "default",  "articles", "by-article", "nodes",    "edges",     "incoming",
    "mentions", "evidence", "names",      "timeline", "decisions", "meta"};

inline constexpr std::uint64_t kSchemaVersion = 4;

/// How a family's rows are kept: tables, filters, compression, merging.
rocksdb::ColumnFamilyOptions family_options(int family);

/// Whether a database is opened whose own number of its layout can't be read: only to save what can be.
enum class SchemaRule { readable, may_be_damaged };

/// An open RocksDB database of ours.
class Rocks {
  public:
    Rocks(const std::filesystem::path& directory, OpenMode mode, SchemaRule rule = SchemaRule::readable);
    ~Rocks();
    Rocks(const Rocks&) = delete;
    Rocks& operator=(const Rocks&) = delete;

    rocksdb::DB& db() const { return *db_; }
    rocksdb::ColumnFamilyHandle* family(Family f) const { return handles_[f]; }
    const std::string& name() const { return name_; }
    /// The version of the layout that the database has; this program's where that can't be read.
    std::uint64_t schema() const { return schema_; }
    /// Where tables are made that become part of the database; what a process left there that died is removed
    /// when the next opens the database for writing.
    std::filesystem::path bulk_folder() const { return std::filesystem::path(name_) / "bulk"; }

    /// Nothing when the key is not there. Throws Error(storage).
    std::optional<std::string> get(Family f, const std::string& key) const;
    /// Calls `visit` with the keys that start with `prefix`, in order, until it returns false.
    void scan(Family f, const std::string& prefix,
              const std::function<bool(std::string_view key, std::string_view value)>& visit) const;
    /// The same from the last to the first.
    void scan_back(Family f, const std::string& prefix,
                   const std::function<bool(std::string_view key, std::string_view value)>& visit) const;
    void write(rocksdb::WriteBatch& batch);
    /// Puts all that was written on the disk. Much of it goes into table files, so that readers need not
    /// replay the log.
    void sync();
    /// Waits for what is done in the background, for as long as `go_on` says.
    void settle(const std::function<bool()>& go_on);
    /// Throws Error(storage) for a status that is not OK.
    void check(const rocksdb::Status& status, std::string_view doing) const;

  private:
    void check_schema(OpenMode mode);

    std::uint64_t schema_ = kSchemaVersion;
    std::string name_;
    SchemaRule rule_;
    std::unique_ptr<rocksdb::DB> db_;
    std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

}  // namespace entente::storage
