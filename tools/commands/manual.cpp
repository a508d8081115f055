#include "core/model/error.h"
#include "tools/command_line.h"
#include "tools/commands/commands.h"
#include "tools/manual/command_shape.h"
#include "tools/manual/man_page.h"
#include "tools/manual/shell_completion.h"
#include "tools/shared_options.h"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Manual : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("COMMAND", command_, "Whose page (default: that of entente itself)");
        options
            .add("--format", format_, "man: a manual page; bash, zsh: completion, which knows all commands")
            .one_of({"man", "bash", "zsh"})
            .show_default();
        options.add("--into", folder_, "Write all pages (man1/*.1), entente.bash and _entente there")
            .type_name("DIR");
        options.footer(
            "Made of the options themselves, so that they say what --help says.\n"
            "Examples:\n"
            "  entente manual query | man -l -\n"
            "  entente manual --format bash > ~/.local/share/bash-completion/completions/entente\n"
            "  entente manual --format zsh > ~/.zfunc/_entente");
    }

    int run() override {
        CommandLine line;
        const std::vector<CommandShape> commands = command_shapes(line.app());
        if (!folder_.empty()) return write_all(commands);
        if (format_ == "bash")
            std::cout << bash_completion(commands);
        else if (format_ == "zsh")
            std::cout << zsh_completion(commands);
        else
            std::cout << page_of(commands);
        return kDone;
    }

  private:
    std::string page_of(const std::vector<CommandShape>& commands) const {
        if (command_.empty()) return main_page(commands);
        const auto found = std::find_if(commands.begin(), commands.end(),
                                        [&](const CommandShape& c) { return c.name == command_; });
        if (found == commands.end())
            throw Error(ErrorKind::usage,
                        fmt::format("there is no command \"{}\"; 'entente help' lists them", command_));
        return man_page(*found);
    }

    int write_all(const std::vector<CommandShape>& commands) const {
        const std::filesystem::path folder = folder_;
        std::error_code error;
        std::filesystem::create_directories(folder / "man1", error);
        if (error) throw Error(ErrorKind::io, fmt::format("{}: can't be made: {}", folder_, error.message()));
        const auto write = [&](const std::filesystem::path& file, const std::string& bytes) {
            write_file(file, [&](std::ostream& out) { out << bytes; });
        };
        write(folder / "man1" / "entente.1", main_page(commands));
        for (const CommandShape& command : commands)
            write(folder / "man1" / ("entente-" + command.name + ".1"), man_page(command));
        write(folder / "entente.bash", bash_completion(commands));
        write(folder / "_entente", zsh_completion(commands));
        return kDone;
    }

    std::string command_, format_ = "man", folder_;
};

}  // namespace

std::unique_ptr<Command> make_manual() {
    return std::make_unique<Manual>();
}

}  // namespace entente::tools
