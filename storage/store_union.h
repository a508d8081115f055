#pragma once

#include "storage/article_rows.h"
#include "storage/database.h"
#include "storage/sorted_tables.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace entente::storage {

/// Rows of the article families in the order of keys: a database, or a part of one on its way into it.
class RowSource {
  public:
    virtual ~RowSource() = default;
    virtual std::unique_ptr<rocksdb::Iterator> rows(Family family) const = 0;
};

/// A database, as it was when this was made.
class DatabaseRows : public RowSource {
  public:
    explicit DatabaseRows(const Rocks& rocks) : rocks_(rocks) {}
    std::unique_ptr<rocksdb::Iterator> rows(Family family) const override;

  private:
    const Rocks& rocks_;
};

/// A table for each article family, removed with it.
class Segment : public RowSource {
  public:
    explicit Segment(std::array<std::vector<std::string>, kFamilies> tables) : tables_(std::move(tables)) {}
    ~Segment() override;
    Segment(const Segment&) = delete;
    Segment& operator=(const Segment&) = delete;
    std::unique_ptr<rocksdb::Iterator> rows(Family family) const override;

  private:
    std::array<std::vector<std::string>, kFamilies> tables_;
};

/// A folder for tables on their way into a database, removed at the end with what is left in it.
class BulkFolder {
  public:
    /// Throws Error(storage).
    explicit BulkFolder(std::filesystem::path path);
    ~BulkFolder();
    BulkFolder(const BulkFolder&) = delete;
    BulkFolder& operator=(const BulkFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// What came of each source.
struct UnionReport {
    struct Source {
        std::uint64_t taken = 0;      ///< articles
        std::uint64_t left = 0;       ///< the same or a greater version came from another source
        std::uint64_t different = 0;  ///< of those left: other versions
    };
    std::vector<Source> sources;
    std::uint64_t articles = 0;
};

/// Unites sources of articles into the rows of one store, in one pass over each family: a k-way merge. Of
/// each article the greatest version is taken, and all sums are made from what was taken. Memory holds a row
/// of each source, 32 bytes for every article of which sources hold different versions, and the names and
/// incoming edges while they are sorted (a bounded part at a time). `folder` takes the tables.
class StoreUnion {
  public:
    using Tables = std::array<std::vector<std::string>, kFamilies>;

    StoreUnion(std::vector<const RowSource*> sources, std::filesystem::path folder, std::string label);
    ~StoreUnion();

    /// All families but decisions and meta, as they become part of a database. Throws Error(storage), and
    /// DamagedValue for what can't be read.
    Tables write_store();
    /// Only the article families, to be united further.
    std::unique_ptr<Segment> write_segment();

    const UnionReport& report() const { return report_; }

  private:
    class Versions;

    Tables write_articles(TableUse use);
    template <class Visit>
    void visit_rows(Family family, int article_part, Visit visit) const;
    Tables write_evidence() const;
    Tables write_mentions() const;
    std::vector<std::string> copy_rows(Family family, int article_part, TableUse use) const;
    std::vector<std::unique_ptr<rocksdb::Iterator>> iterators(Family family) const;

    std::vector<const RowSource*> sources_;
    std::filesystem::path folder_;
    std::string label_;
    std::unique_ptr<Versions> versions_;
    UnionReport report_;
};

/// Makes the tables part of a database, all at once.
void take_tables(const Rocks& rocks, const StoreUnion::Tables& tables);

/// So many sources can be read at once without running out of file descriptors.
std::size_t most_sources();

}  // namespace entente::storage
