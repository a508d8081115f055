#pragma once

#include "storage/database.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <rocksdb/sst_file_writer.h>

namespace entente::storage {

/// How tables are written.
enum class TableUse {
    lasting,  ///< as the database's own, to become part of it
    passing,  ///< to be read once, front to back, and removed: quick to write
};

/// Writes rows of one family, which come in the order of their keys, into table files
/// `<folder>/<label>-<number>.sst`.
class TableWriter {
  public:
    TableWriter(Family family, TableUse use, const std::filesystem::path& folder, std::string label);
    ~TableWriter();
    TableWriter(TableWriter&&) noexcept;

    /// Throws Error(storage) when it can't be written, also for a key that is not behind the one before.
    void put(std::string_view key, std::string_view value);
    /// The files, all on the disk. No row may follow.
    std::vector<std::string> finish();

  private:
    void open();
    void close();
    void check(const rocksdb::Status& status) const;

    Family family_;
    TableUse use_;
    std::string stem_;
    std::unique_ptr<rocksdb::SstFileWriter> writer_;
    std::uint64_t rows_ = 0;
    std::vector<std::string> files_;
};

/// Rows of a family from a table of `TableUse::passing`, which the iterator keeps open.
std::unique_ptr<rocksdb::Iterator> read_table(Family family, const std::string& file);

/// Gathers rows of one family in any order, as they come in memory.
class RowBuffer {
  public:
    /// `owner` is the number of the article that gave the row.
    void add(std::string_view key, std::string_view value, std::uint32_t owner = 0);
    std::size_t bytes() const { return bytes_.size() + rows_.size() * sizeof(Row); }
    bool empty() const { return rows_.empty(); }
    void clear();
    /// Puts them in order and writes them, one of each key, without those whose owner is `dropped`.
    void write(TableWriter& to, const std::vector<bool>& dropped = {});
    /// The value of the row that was added as the `number`-th.
    std::string_view value(std::size_t number) const;
    std::size_t size() const { return rows_.size(); }

  private:
    struct Row {
        std::uint64_t at;
        std::uint32_t key_size, value_size, owner;
    };
    std::string_view key_of(const Row& row) const { return {bytes_.data() + row.at, row.key_size}; }

    std::string bytes_;
    std::vector<Row> rows_;
};

}  // namespace entente::storage
