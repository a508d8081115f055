#pragma once

#include "tools/command.h"

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace entente::tools {

/// The command line with all its commands and their options: what main parses with, and what manual pages and
/// completions are made from.
class CommandLine {
  public:
    CommandLine();
    ~CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    /// The command that the arguments name, with its options set; null where they asked for help or the
    /// version, which are printed. Throws Error(usage).
    Command* parse(const std::vector<std::string>& arguments);
    CLI::App& app() { return *app_; }

  private:
    std::unique_ptr<CLI::App> app_;
    std::vector<std::unique_ptr<Command>> commands_;
    Command* chosen_ = nullptr;
};

}  // namespace entente::tools
