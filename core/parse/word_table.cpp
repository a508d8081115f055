#include "core/parse/word_table.h"

#include "core/model/error.h"

#include <algorithm>
#include <bit>

namespace entente {

WordTable::WordTable(const ModelFile& file) {
    const std::size_t capacity = file.section("words.keys").size() / sizeof(std::uint64_t);
    keys_ = file.numbers<std::uint64_t>("words.keys", capacity);
    words_ = file.numbers<std::uint32_t>("words.rows", capacity);
    vectors_ = file.numbers<std::uint32_t>("words.vectors", capacity);
    if (!std::has_single_bit(capacity) ||
        std::find(keys_.begin(), keys_.end(), std::uint64_t{0}) == keys_.end()) {
        throw Error(ErrorKind::data,
                    "the model " + file.path().string() + " has a broken table of words; train it again");
    }
}

}  // namespace entente
