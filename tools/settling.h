#pragma once

#include "storage/store.h"

#include <functional>

namespace entente::tools {

/// Lets the database finish the packing of its files that is due (Store::settle), and says so on a terminal
/// where it takes longer than a moment. `go_on` is asked now and then.
void settle(Store& store, const std::function<bool()>& go_on = {});

}  // namespace entente::tools
