#pragma once

#include "storage/database.h"
#include "storage/store.h"

#include <optional>

#include <rocksdb/write_batch.h>

namespace entente::storage {

/// Nothing where it is switched off. Throws DamagedValue.
std::optional<AutomaticIdentity> read_automatic_identity(const Rocks& rocks);
void put_automatic_identity(const Rocks& rocks, rocksdb::WriteBatch& batch,
                            const std::optional<AutomaticIdentity>& automatic);

/// To be in every batch that changes articles or decisions: what was derived from them goes.
void remove_automatic_decisions(const Rocks& rocks, rocksdb::WriteBatch& batch);

}  // namespace entente::storage
