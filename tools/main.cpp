#include "core/model/error.h"
#include "graph/name_finder.h"
#include "tools/command_line.h"
#include "tools/name_argument.h"
#include "tools/terminal.h"

#include <csignal>
#include <exception>
#include <iostream>
#include <sys/resource.h>

#include <fmt/format.h>

namespace {

using namespace entente;
using namespace entente::tools;

int exit_code(const Error& error) {
    return error.kind() == ErrorKind::usage ? kWrongUsage : kTrouble;
}

/// "entente help query" is "entente query --help", "entente version" is "entente --version".
std::vector<std::string> with_options(std::vector<std::string> arguments) {
    if (arguments.empty()) return {"--help"};
    if (arguments[0] == "version") return {"--version"};
    if (arguments[0] == "help")
        return arguments.size() > 1 ? std::vector<std::string>{arguments[1], "--help"}
                                    : std::vector<std::string>{"--help"};
    return arguments;
}

/// Throws Error(usage) for a command that doesn't exist, with the one that was perhaps meant.
void check_command(const std::string& name) {
    if (name == "-h" || name == "--help" || name == "--version") return;
    if (name.empty() || name[0] == '-')
        throw Error(
            ErrorKind::usage,
            fmt::format("there is no option \"{}\" before a command; 'entente help' tells more", name));
    constexpr std::size_t kMisspelling = 2;
    std::string nearest;
    std::size_t distance = kMisspelling + 1;
    for (const CommandEntry& entry : all_commands()) {
        const std::size_t d = edit_distance(name, entry.name, kMisspelling);
        if (d < distance) distance = d, nearest = entry.name;
    }
    if (distance == 0) return;
    throw Error(ErrorKind::usage, fmt::format("there is no command \"{}\"; {}", name,
                                              nearest.empty() ? "'entente help' lists them"
                                                              : "did you mean '" + nearest + "'?"));
}

/// A database of many tables, and merging many databases, need more open files than shells allow at first.
void allow_all_files() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

int run(int argc, char** argv) {
    const std::vector<std::string> arguments = with_options({argv + 1, argv + argc});
    check_command(arguments[0]);
    CommandLine line;
    if (Command* command = line.parse(arguments)) return command->run();
    return argc > 1 ? kDone : kWrongUsage;
}

}  // namespace

int main(int argc, char** argv) {
    // A reader that has seen enough ("| head") ends the program without a message.
    std::signal(SIGPIPE, SIG_DFL);
    allow_all_files();
    try {
        const int code = run(argc, argv);
        std::cout.flush();
        if (!std::cout) throw Error(ErrorKind::io, "standard output: writing failed (is the disk full?)");
        return code;
    } catch (const NameNotFound&) {
        return kNothingFound;
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
