#pragma once

#include "tools/manual/command_shape.h"

#include <string>
#include <vector>

namespace entente::tools {

/// The page entente-COMMAND(1), in the macros of man(7).
std::string man_page(const CommandShape& command);

/// The page entente(1), which lists the commands.
std::string main_page(const std::vector<CommandShape>& commands);

}  // namespace entente::tools
