#pragma once

#include "core/model/error.h"
#include "storage/byte_codec.h"
#include "storage/database.h"
#include "storage/store.h"
#include "storage/store_union.h"

#include <fmt/format.h>

namespace entente {

/// The graph as it is stored: without nodes that have no name, in canonical order.
ArticleGraph named_part(const ArticleGraph& graph);

/// What a Store holds.
struct Store::Database {
    Database(const std::filesystem::path& directory, OpenMode mode) : rocks(directory, mode) {}

    storage::Rocks rocks;

    /// Nothing where there is no such article. Both throw DamagedValue.
    std::optional<ArticleGraph> head(const std::string& key) const;
    std::optional<ArticleGraph> whole(const std::string& key) const;

    /// Makes tables with articles part of the database.
    void take(const storage::StoreUnion::Tables& tables);

    /// Runs `read`, with damaged values reported as Error(storage).
    template <class Read>
    auto guarded(Read read) const {
        try {
            return read();
        } catch (const storage::DamagedValue& damage) {
            throw Error(ErrorKind::storage,
                        fmt::format("{}: the database is damaged: {}", rocks.name(), damage.what()));
        }
    }
};

}  // namespace entente
