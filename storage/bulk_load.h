#pragma once

#include "storage/store.h"

#include <cstdint>
#include <memory>

namespace entente {

/// How much a bulk load holds at a time.
struct BulkLimits {
    std::size_t bytes = 64 << 20;  ///< of rows; twice as much is in memory while they are sorted
    std::size_t parts = 0;         ///< sorted parts that are read at once; 0: as many as files can be open
};

/// Loads many articles into a database that holds none: sorts their rows in bounded memory (about 250 MB,
/// whatever their number) and makes tables of them that become part of the database in one step, at the end.
/// It is faster than storing one article after another and gives the same rows; but nothing is stored before
/// `finish` has returned, and a process that dies leaves the database as it was.
class BulkLoad {
  public:
    /// `store`, open for writing and without articles, must outlive this, and no one else may write to it.
    /// Throws Error(storage).
    explicit BulkLoad(Store& store, const BulkLimits& limits = {});
    ~BulkLoad();
    BulkLoad(const BulkLoad&) = delete;
    BulkLoad& operator=(const BulkLoad&) = delete;

    /// As Store::put: of two versions of an article the greater counts.
    void put(const ArticleGraph& graph);
    /// Stores all; the number of articles. No other call may follow.
    std::uint64_t finish();

  private:
    struct Work;
    std::unique_ptr<Work> work_;
};

}  // namespace entente
