#include "core/knowledge/string_index.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace entente {

StringIndex::StringIndex(std::size_t expected) {
    std::size_t slots = 16;
    while (slots < 2 * expected) slots *= 2;
    slots_.resize(slots);
    keys_.reserve(expected);
}

std::pair<std::uint32_t, bool> StringIndex::add(std::string_view key) {
    if (2 * (keys_.size() + 1) > slots_.size()) grow();
    const std::uint64_t hash = XXH3_64bits(key.data(), key.size());
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
        Slot& slot = slots_[i];
        if (slot.number == 0) {
            keys_.push_back(key);
            slot = {tag, static_cast<std::uint32_t>(keys_.size())};
            return {slot.number - 1, true};
        }
        if (slot.tag == tag && keys_[slot.number - 1] == key) return {slot.number - 1, false};
    }
}

std::optional<std::uint32_t> StringIndex::find(std::string_view key) const {
    const std::uint64_t hash = XXH3_64bits(key.data(), key.size());
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
        const Slot& slot = slots_[i];
        if (slot.number == 0) return std::nullopt;
        if (slot.tag == tag && keys_[slot.number - 1] == key) return slot.number - 1;
    }
}

void StringIndex::grow() {
    std::vector<Slot> wider(2 * slots_.size());
    const std::size_t mask = wider.size() - 1;
    for (std::uint32_t number = 0; number < keys_.size(); ++number) {
        const std::string_view key = keys_[number];
        const std::uint64_t hash = XXH3_64bits(key.data(), key.size());
        std::size_t i = hash & mask;
        while (wider[i].number != 0) i = (i + 1) & mask;
        wider[i] = {static_cast<std::uint32_t>(hash >> 32), number + 1};
    }
    slots_ = std::move(wider);
}

}  // namespace entente
