#pragma once

#include "tools/command_options.h"

#include <fstream>
#include <string>

namespace entente::tools {

/// `--failures FILE`: what could not be read, a JSON object a line with `where` ("news.jsonl:17") and
/// `message`. Without the option nothing is written.
class FailureLog {
  public:
    void setup(CommandOptions& options);
    /// Makes the file, so that trouble with it is told before any work. All throw Error(io).
    void open();
    void add(const std::string& where, const std::string& message);
    void close();

  private:
    [[noreturn]] void fail() const;
    std::string file_;
    std::ofstream out_;
};

}  // namespace entente::tools
