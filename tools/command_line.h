#pragma once

#include "tools/command.h"

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace entente::tools {

/// The command line with all its commands and their options: what main parses with, and what manual pages and
/// completions are made from.
class CommandLine {
  public:
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    CLI::App& app() { return app_; }
    /// The command that was parsed; null before.
    Command* chosen() const { return chosen_; }

  private:
    CLI::App app_;
    std::vector<std::unique_ptr<Command>> commands_;
    Command* chosen_ = nullptr;
};

}  // namespace entente::tools
