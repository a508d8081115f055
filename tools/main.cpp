#include <csignal>
#include <exception>
#include <iostream>

#include <fmt/format.h>

#include "core/model/error.h"
#include "tools/command.h"
#include "tools/terminal.h"

namespace {

using namespace entente;
using namespace entente::tools;

int exit_code(const Error& error) { return error.kind() == ErrorKind::usage ? kWrongUsage : kTrouble; }

int run(int argc, char** argv) {
    CLI::App app("Reads news articles and builds a knowledge graph of geopolitical actors from them.", "entente");
    app.set_version_flag("--version", "entente " ENTENTE_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 done, 1 nothing found or some articles failed, 2 wrong usage, 3 database or I/O trouble.\n"
        "'entente COMMAND --help' tells more of a command.");
    std::vector<std::unique_ptr<Command>> commands;
    Command* chosen = nullptr;
    for (const CommandEntry& entry : all_commands()) {
        CLI::App* sub = app.add_subcommand(entry.name, entry.summary);
        commands.push_back(entry.make());
        commands.back()->setup(*sub);
        sub->callback([&chosen, command = commands.back().get()] { chosen = command; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == 0;  // --help, --version
        app.exit(error, std::cout, std::cerr);
        return asked ? kDone : kWrongUsage;
    }
    return chosen->run();
}

}  // namespace

int main(int argc, char** argv) {
    // A reader that has seen enough ("| head") ends the program without a message.
    std::signal(SIGPIPE, SIG_DFL);
    try {
        const int code = run(argc, argv);
        std::cout.flush();
        if (!std::cout) throw Error(ErrorKind::io, "standard output: writing failed (is the disk full?)");
        return code;
    } catch (const Error& error) {
        print_error(error.what());
        return exit_code(error);
    } catch (const std::bad_alloc&) {
        print_error("out of memory");
        return kTrouble;
    } catch (const std::exception& error) {
        print_error(error.what());
        return kTrouble;
    }
}
