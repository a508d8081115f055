#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

/// Numbers strings 0, 1, 2 … in the order in which they are first added. Open addressing with linear probing;
/// the strings themselves are not copied and must outlive the index.
class StringIndex {
  public:
    explicit StringIndex(std::size_t expected = 16);

    /// The number of the string, and whether it is new.
    std::pair<std::uint32_t, bool> add(std::string_view key);
    std::optional<std::uint32_t> find(std::string_view key) const;

    std::string_view key(std::uint32_t number) const { return keys_[number]; }
    std::size_t size() const { return keys_.size(); }

  private:
    struct Slot {
        std::uint32_t tag = 0;     ///< upper half of the hash: spares most comparisons
        std::uint32_t number = 0;  ///< plus one; 0 for a free slot
    };
    void grow();

    std::vector<Slot> slots_;  ///< a power of two of them, at most half full
    std::vector<std::string_view> keys_;
};

/// Lists of values by number, all in one array once `freeze` is called. A list keeps the order of addition.
template <typename Value>
class GroupedValues {
  public:
    void reserve(std::size_t values) { added_.reserve(values); }
    void add(std::uint32_t group, Value value) { added_.emplace_back(group, value); }
    /// Takes back what was added; `drop` is asked with each group and value. Not after `freeze`.
    template <typename Drop>
    void remove_if(Drop drop) {
        std::erase_if(added_, [&](const auto& entry) { return drop(entry.first, entry.second); });
    }

    void freeze(std::size_t groups) {
        ranges_.assign(groups, {0, 0});
        for (const auto& [group, value] : added_) ++ranges_[group].second;
        std::uint32_t begin = 0;
        for (auto& [first, last] : ranges_) {
            first = begin;
            begin += last;
            last = first;
        }
        values_.resize(added_.size());
        for (const auto& [group, value] : added_) values_[ranges_[group].second++] = value;
        added_ = {};
    }

    /// Sorts each list by `less` and keeps the first of neighbours that are `same`.
    template <typename Less, typename Same>
    void sort_unique(Less less, Same same) {
        for (auto& [first, last] : ranges_) {
            if (last - first < 2) continue;
            std::sort(values_.begin() + first, values_.begin() + last, less);
            const auto end = std::unique(values_.begin() + first, values_.begin() + last, same);
            last = static_cast<std::uint32_t>(end - values_.begin());
        }
    }

    std::span<const Value> operator[](std::uint32_t group) const {
        const auto [first, last] = ranges_[group];
        return {values_.data() + first, values_.data() + last};
    }

  private:
    std::vector<std::pair<std::uint32_t, Value>> added_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;  ///< begin and end in values_
    std::vector<Value> values_;
};

}  // namespace entente
