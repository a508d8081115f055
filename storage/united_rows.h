#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <rocksdb/iterator.h>

namespace entente::storage {

/// Walks through several sorted sources of rows at once, key by key in order: a k-way merge that holds one
/// row of each source in memory.
class UnitedRows {
  public:
    /// Starts at the first key.
    explicit UnitedRows(std::vector<std::unique_ptr<rocksdb::Iterator>> sources);

    bool valid() const { return !holders_.empty(); }
    std::string_view key() const;
    /// The numbers of the sources that hold this key, ascending.
    std::span<const std::uint32_t> holders() const { return holders_; }
    std::string_view value(std::uint32_t source) const;
    /// Throws DamagedValue where a source can't be read.
    void next();

  private:
    bool later(std::uint32_t a, std::uint32_t b) const;
    void push(std::uint32_t source);
    void gather();

    std::vector<std::unique_ptr<rocksdb::Iterator>> sources_;
    std::vector<std::uint32_t> heap_;  ///< of the sources behind the current key, the least key on top
    std::vector<std::uint32_t> holders_;
};

}  // namespace entente::storage
