#pragma once

#include "core/model/model_kind.h"
#include "storage/database.h"

#include <set>

#include <rocksdb/write_batch.h>

namespace entente::storage {

/// The models that read what was ever put into a database: a set, so that merging is a union. Throws
/// DamagedValue.
std::set<ModelKind> read_models(const Rocks& rocks);

/// Adds to it, in the batch that brings the articles; nothing where they are known already.
void add_models(const Rocks& rocks, rocksdb::WriteBatch& batch, const std::set<ModelKind>& models);

}  // namespace entente::storage
