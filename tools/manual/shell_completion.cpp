#include "tools/manual/shell_completion.h"

#include <fmt/format.h>

namespace entente::tools {
namespace {

/// For single quotes of a shell.
std::string shell_quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string names_of(const std::vector<CommandShape>& commands) {
    std::string names;
    for (const CommandShape& command : commands) names += (names.empty() ? "" : " ") + command.name;
    return names;
}

/// A text inside the brackets of zsh's _arguments.
std::string bracketed(const std::string& text) {
    std::string out;
    for (const char c : text.substr(0, text.find('\n'))) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_values(const OptionShape& option) {
    return option.choices.empty() ? "_files" : fmt::format("({})", fmt::join(option.choices, " "));
}

std::string zsh_options(const CommandShape& command) {
    std::string text;
    for (const OptionShape& option : command.options)
        for (const std::string& name : option.names) {
            std::string shape = name + "[" + bracketed(option.description) + "]";
            if (option.takes_value()) shape += ":" + bracketed(option.value) + ":" + zsh_values(option);
            text += " \\\n                        " + shell_quoted(shape);
        }
    return text;
}

}  // namespace

std::string bash_completion(const std::vector<CommandShape>& commands) {
    std::string values, options;
    const auto offer = [&](std::string& cases, const std::string& pattern, const std::string& words) {
        cases += fmt::format("        {}) words={} ;;\n", shell_quoted(pattern), shell_quoted(words));
    };
    for (const CommandShape& command : commands) {
        std::string names;
        for (const OptionShape& option : command.options)
            for (const std::string& name : option.names) {
                names += (names.empty() ? "" : " ") + name;
                if (!option.choices.empty())
                    offer(values, command.name + " " + name,
                          fmt::format("{}", fmt::join(option.choices, " ")));
            }
        if (!command.arguments.empty() && !command.arguments[0].choices.empty())
            offer(values, command.name + " " + command.name,
                  fmt::format("{}", fmt::join(command.arguments[0].choices, " ")));
        offer(options, command.name, names);
    }
    return fmt::format(
        "# bash completion for entente; made by 'entente manual --format bash'\n"
        "_entente() {{\n"
        "    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} "
        "command=${{COMP_WORDS[1]}} words=''\n"
        "    COMPREPLY=()\n"
        "    if ((COMP_CWORD == 1)) || {{ ((COMP_CWORD == 2)) && [[ $command == help ]]; }}; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W '{} help version --help --version' -- \"$word\")\n"
        "        return\n"
        "    fi\n"
        "    case \"$command $before\" in\n"
        "{}"
        "    esac\n"
        "    if [[ -z $words && $word == -* ]]; then\n"
        "        case $command in\n"
        "{}"
        "        esac\n"
        "    fi\n"
        "    if [[ -n $words ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
        "    else\n"
        "        compopt -o filenames 2>/dev/null\n"
        "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
        "    fi\n"
        "}}\n"
        "complete -F _entente entente\n",
        names_of(commands), values, options);
}

std::string zsh_completion(const std::vector<CommandShape>& commands) {
    std::string list, cases;
    for (const CommandShape& command : commands) {
        list += "        " + shell_quoted(command.name + ":" + command.summary) + "\n";
        cases += fmt::format(
            "                {})\n                    _arguments{} \\\n"
            "                        {}\n                    ;;\n",
            command.name, zsh_options(command), shell_quoted("*: :_files"));
    }
    return fmt::format(
        "#compdef entente\n"
        "# made by 'entente manual --format zsh'\n"
        "_entente() {{\n"
        "    local state line\n"
        "    local -a commands\n"
        "    commands=(\n"
        "{}"
        "    )\n"
        "    _arguments -C '1: :->command' '*:: :->arguments'\n"
        "    case $state in\n"
        "        command) _describe command commands ;;\n"
        "        arguments)\n"
        "            case $words[1] in\n"
        "{}"
        "            esac\n"
        "            ;;\n"
        "    esac\n"
        "}}\n"
        "_entente \"$@\"\n",
        list, cases);
}

}  // namespace entente::tools
