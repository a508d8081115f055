#pragma once

#include "tools/command_options.h"

#include <memory>
#include <string>
#include <vector>

namespace entente::tools {

/// Exit codes that scripts rely on.
enum ExitCode { kDone = 0, kNothingFound = 1, kWrongUsage = 2, kTrouble = 3, kInterrupted = 130 };

/// One subcommand. `setup` declares options and touches no file; `run` does the work and returns an exit
/// code. Errors that end the command are thrown as entente::Error.
class Command {
  public:
    virtual ~Command() = default;
    virtual void setup(CommandOptions& options) = 0;
    virtual int run() = 0;
};

/// How the command line knows a subcommand.
struct CommandEntry {
    std::string name;
    std::string summary;  ///< one line, for the list of commands
    std::unique_ptr<Command> (*make)();
};

/// All subcommands, in the order of the help.
const std::vector<CommandEntry>& all_commands();

}  // namespace entente::tools
