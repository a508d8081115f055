#pragma once

#include "tools/command.h"

namespace entente::tools {
std::unique_ptr<Command> make_serve();
}
