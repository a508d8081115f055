#include "tools/command_line.h"

namespace entente::tools {

CommandLine::CommandLine()
    : app_("Reads news articles and builds a knowledge graph of geopolitical actors from them.", "entente") {
    app_.set_version_flag("--version", "entente " ENTENTE_VERSION);
    app_.require_subcommand(1);
    app_.footer(
        "Exit codes: 0 done, 1 nothing found or some articles failed, 2 wrong usage, 3 database or I/O "
        "trouble, 130 stopped by Ctrl-C.\n"
        "'entente COMMAND --help' tells more of a command.");
    for (const CommandEntry& entry : all_commands()) {
        CLI::App* sub = app_.add_subcommand(entry.name, entry.summary);
        commands_.push_back(entry.make());
        commands_.back()->setup(*sub);
        sub->callback([this, command = commands_.back().get()] { chosen_ = command; });
    }
}

}  // namespace entente::tools
