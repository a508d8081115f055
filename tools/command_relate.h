#pragma once

#include "tools/command.h"

namespace entente::tools {

/// `entente relate`: what the first of two given spans does to the second.
std::unique_ptr<Command> make_relate();

}  // namespace entente::tools
