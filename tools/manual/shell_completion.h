#pragma once

#include "tools/manual/command_shape.h"

#include <string>
#include <vector>

namespace entente::tools {

/// Scripts that complete commands, options and those values that can be listed; for other values, files.
std::string bash_completion(const std::vector<CommandShape>& commands);
std::string zsh_completion(const std::vector<CommandShape>& commands);

}  // namespace entente::tools
