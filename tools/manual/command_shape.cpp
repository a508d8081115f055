#include "tools/manual/command_shape.h"

#include <algorithm>
#include <sstream>

#include <CLI/CLI.hpp>

namespace entente::tools {
namespace {

/// The values of "FORMAT:{table,json}".
std::vector<std::string> choices_of(const std::string& type) {
    std::vector<std::string> choices;
    const std::size_t begin = type.find('{'), end = type.rfind('}');
    if (begin == std::string::npos || end == std::string::npos || end < begin) return choices;
    std::istringstream list(type.substr(begin + 1, end - begin - 1));
    for (std::string choice; std::getline(list, choice, ',');) choices.push_back(choice);
    return choices;
}

OptionShape shape_of(const CLI::Option& option) {
    OptionShape shape;
    shape.argument = option.nonpositional() == false && option.get_positional();
    if (shape.argument) {
        shape.names = {option.get_name(true, false)};
    } else {
        for (const std::string& name : option.get_snames()) shape.names.push_back("-" + name);
        for (const std::string& name : option.get_lnames()) shape.names.push_back("--" + name);
    }
    const std::string type = option.get_type_name();
    if (option.get_items_expected_max() > 0) {
        shape.choices = choices_of(type);
        shape.value = type.substr(0, type.find_first_of(":{"));
        if (shape.value.empty() || shape.value == "TEXT")
            shape.value = shape.choices.empty() ? "TEXT" : "CHOICE";
    }
    shape.description = option.get_description();
    shape.default_value = option.get_default_str();
    if (shape.default_value == "\"\"" || shape.default_value == "[]") shape.default_value.clear();
    shape.required = option.get_required();
    shape.repeats = option.get_items_expected_max() > 1;
    return shape;
}

void read_footer(const std::string& footer, CommandShape& shape) {
    std::istringstream lines(footer);
    bool examples = false, runs_on = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == "Example:" || line == "Examples:") {
            examples = true;
        } else if (line.empty()) {
            runs_on = false;
        } else if (examples && line.starts_with("  ")) {
            shape.examples.push_back(line.substr(2));
        } else if (examples && !shape.examples.empty()) {
            shape.examples.back() += "\n" + line;
        } else if (line.starts_with(' ') || !runs_on || shape.prose.empty()) {
            shape.prose.push_back(line);
            runs_on = !line.starts_with(' ');
        } else {
            shape.prose.back() += " " + line;
        }
    }
}

CommandShape shape_of(CLI::App& app) {
    CommandShape shape;
    shape.name = app.get_name();
    shape.summary = app.get_description();
    read_footer(app.get_footer(), shape);
    for (const CLI::Option* option : app.get_options()) {
        OptionShape made = shape_of(*option);
        (made.argument ? shape.arguments : shape.options).push_back(std::move(made));
    }
    return shape;
}

}  // namespace

std::vector<CommandShape> command_shapes(CLI::App& line) {
    std::vector<CommandShape> shapes;
    for (CLI::App* command : line.get_subcommands({})) shapes.push_back(shape_of(*command));
    return shapes;
}

}  // namespace entente::tools
