#pragma once

#include "core/model/article_graph.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace entente {

/// The yardstick for the store's speed: a loop that puts the very keys and values that the store writes for
/// the same articles into a bare RocksDB database, a batch an article, with the same column families and
/// options but without looking, merging or encoding.
class BareLoop {
  public:
    /// Makes the database; the folder must not exist. Throws Error(storage).
    explicit BareLoop(const std::filesystem::path& directory);
    ~BareLoop();
    BareLoop(const BareLoop&) = delete;
    BareLoop& operator=(const BareLoop&) = delete;

    /// Writes the rows of articles. Gives the seconds that RocksDB took: the rows are made before.
    double write(std::span<const ArticleGraph> graphs);
    /// Puts all into tables, as Store::sync does; the seconds of it.
    double sync();
    /// So many rows were written.
    std::uint64_t rows() const { return rows_; }

  private:
    struct Database;
    std::unique_ptr<Database> database_;
    std::uint64_t rows_ = 0;
};

}  // namespace entente
