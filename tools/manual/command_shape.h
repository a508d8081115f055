#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace entente::tools {

/// An option or an argument as documentation tells of it.
struct OptionShape {
    std::vector<std::string> names;    ///< "-o", "--output"; for an argument its name alone
    std::string value;                 ///< "DIR"; empty for a flag
    std::vector<std::string> choices;  ///< all values that it may have; empty where they can't be listed
    std::string description;
    std::string default_value;
    bool argument = false;  ///< has a place instead of a name
    bool required = false;
    bool repeats = false;  ///< takes several values

    bool takes_value() const { return !value.empty(); }
};

/// A command.
struct CommandShape {
    std::string name;
    std::string summary;
    std::vector<std::string> prose;     ///< paragraphs
    std::vector<std::string> examples;  ///< lines as a shell takes them
    std::vector<OptionShape> arguments;
    std::vector<OptionShape> options;
};

/// The shapes of all commands. A command's footer is prose, and behind a line "Example:" or "Examples:"
/// examples; lines that begin with spaces keep to themselves, others run on.
std::vector<CommandShape> command_shapes(CLI::App& line);

}  // namespace entente::tools
