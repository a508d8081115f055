#include "core/parse/word_table.h"

#include <algorithm>
#include <bit>

namespace entente {

WordTable::WordTable(const ModelFile& file) {
    keys_ = file.numbers<std::uint64_t>("words.keys", {any_size});
    words_ = file.numbers<std::uint32_t>("words.rows", {keys_.size()});
    vectors_ = file.numbers<std::uint32_t>("words.vectors", {keys_.size()});
    if (!std::has_single_bit(keys_.size()) ||
        std::find(keys_.begin(), keys_.end(), std::uint64_t{0}) == keys_.end())
        file.fail("has a broken table of words; train it again");
}

}  // namespace entente
