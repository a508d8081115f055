#include "storage/automatic_identity_rows.h"

#include "core/model/error.h"
#include "core/model/json.h"
#include "storage/byte_codec.h"

#include <charconv>
#include <sstream>
#include <string>

#include <fmt/format.h>

namespace entente::storage {
namespace {

// Two rows of `meta`: whether it is on outlives what is derived.
//
//     automatic-identity   -> decimal           (min_score)
//     automatic-decisions  -> { JSON "\n" }
const std::string kLeastScore = "automatic-identity", kLines = "automatic-decisions";

}  // namespace

std::optional<AutomaticIdentity> read_automatic_identity(const Rocks& rocks) {
    const auto score = rocks.get(kMeta, kLeastScore);
    if (!score) return std::nullopt;
    AutomaticIdentity automatic;
    const char* end = score->data() + score->size();
    if (std::from_chars(score->data(), end, automatic.min_score).ptr != end)
        throw DamagedValue("the least score of automatic identity is no number");
    const auto lines = rocks.get(kMeta, kLines);
    if (!lines) return automatic;
    automatic.decisions.emplace();
    std::istringstream in(*lines);
    try {
        for (std::string line; std::getline(in, line);)
            automatic.decisions->push_back(decision_from_json(line));
    } catch (const Error&) {
        throw DamagedValue("an automatic decision can't be read");
    }
    return automatic;
}

void put_automatic_identity(const Rocks& rocks, rocksdb::WriteBatch& batch,
                            const std::optional<AutomaticIdentity>& automatic) {
    rocksdb::ColumnFamilyHandle* meta = rocks.family(kMeta);
    if (!automatic)
        batch.Delete(meta, kLeastScore);
    else
        batch.Put(meta, kLeastScore, fmt::format("{}", automatic->min_score));
    if (!automatic || !automatic->decisions) return remove_automatic_decisions(rocks, batch);
    std::string lines;
    for (const Decision& decision : *automatic->decisions) lines += to_json(decision) + '\n';
    batch.Put(meta, kLines, lines);
}

void remove_automatic_decisions(const Rocks& rocks, rocksdb::WriteBatch& batch) {
    // Asked first: a million articles stored one by one would leave a million deletions.
    if (rocks.get(kMeta, kLines)) batch.Delete(rocks.family(kMeta), kLines);
}

}  // namespace entente::storage
