#include "tools/command_line.h"

#include "core/model/error.h"

#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace entente::tools {

CommandLine::CommandLine()
    : app_(std::make_unique<CLI::App>(
          "Reads news articles and builds a knowledge graph of geopolitical actors from them.", "entente")) {
    app_->set_version_flag("--version", "entente " ENTENTE_VERSION);
    app_->require_subcommand(1);
    app_->footer(
        "Exit codes: 0 done, 1 nothing found or some articles failed, 2 wrong usage, 3 database or I/O "
        "trouble, 130 stopped by Ctrl-C.\n"
        "'entente COMMAND --help' tells more of a command.");
    for (const CommandEntry& entry : all_commands()) {
        CLI::App* sub = app_->add_subcommand(entry.name, entry.summary);
        commands_.push_back(entry.make());
        CommandOptions options(*sub);
        commands_.back()->setup(options);
        sub->callback([this, command = commands_.back().get()] { chosen_ = command; });
    }
}

CommandLine::~CommandLine() = default;

Command* CommandLine::parse(const std::vector<std::string>& arguments) {
    try {
        app_->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == 0;  // --help, --version
        if (!asked)
            throw Error(ErrorKind::usage,
                        fmt::format("{}\n'entente help {}' tells more", error.what(), arguments[0]));
        app_->exit(error, std::cout, std::cerr);
        return nullptr;
    }
    return chosen_;
}

}  // namespace entente::tools
