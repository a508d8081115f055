#pragma once

#include "graph/identity/identity.h"
#include "storage/store.h"
#include "tools/shared_options.h"

namespace entente::tools {

/// What people decided, and what the program derived where that is switched on.
Identity stored_identity(const Store& store);

/// Derives automatic decisions from what is stored now, stores them, and switches them on. Gives them.
std::vector<Decision> derive_stored_identity(Store& store, const DataOption& data, double min_score);

/// The same where it is switched on and what is stored has changed since. Every command that changes a
/// database calls it at its end.
void follow_changes(Store& store, const DataOption& data);

/// Says so where automatic decisions should be there and are not: a command that changed the database was cut
/// off before its end.
void warn_of_missing_decisions(const Store& store);

}  // namespace entente::tools
