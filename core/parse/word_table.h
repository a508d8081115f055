#pragma once

#include "core/parse/model_file.h"

#include <cstdint>
#include <limits>
#include <span>

namespace entente {

/// The words that a model knows: from word keys to rows of its tables. Views into the model file, which must
/// live as long.
class WordTable {
  public:
    static constexpr auto no_vector = std::numeric_limits<std::uint32_t>::max();
    struct Rows {
        std::uint32_t word = 0;            ///< 0: unknown
        std::uint32_t vector = no_vector;  ///< of the fixed vectors
    };

    /// Throws Error(data) for broken sections.
    explicit WordTable(const ModelFile& file);

    Rows find(std::uint64_t key) const {
        const std::size_t slot = slot_of(key);
        return keys_[slot] == key ? Rows{words_[slot], vectors_[slot]} : Rows{};
    }
    bool contains(std::uint64_t key) const { return keys_[slot_of(key)] == key; }

  private:
    // There is a free slot, so the search ends.
    std::size_t slot_of(std::uint64_t key) const {
        std::size_t slot = key & (keys_.size() - 1);
        while (keys_[slot] != 0 && keys_[slot] != key) slot = (slot + 1) & (keys_.size() - 1);
        return slot;
    }

    std::span<const std::uint64_t> keys_;
    std::span<const std::uint32_t> words_;
    std::span<const std::uint32_t> vectors_;
};

}  // namespace entente
