#pragma once

#include "tools/command.h"

namespace entente::tools {

/// `entente lexicon check|find`: looks into the actor lexicon of a data folder.
std::unique_ptr<Command> make_lexicon();

}  // namespace entente::tools
