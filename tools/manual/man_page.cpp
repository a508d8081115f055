#include "tools/manual/man_page.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente::tools {
namespace {

/// A text that means itself: no request at the beginning of a line, and hyphens that can be copied.
std::string plain(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins = i == 0 || text[i - 1] == '\n';
        if (begins && (text[i] == '.' || text[i] == '\'')) out += "\\&";
        if (text[i] == '\\')
            out += "\\e";
        else if (text[i] == '-')
            out += "\\-";
        else
            out += text[i];
    }
    return out;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

std::string head(const std::string& name, const std::string& summary) {
    return fmt::format(".TH {} 1 \"\" \"entente {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n", upper(name),
                       ENTENTE_VERSION, plain(name), plain(summary));
}

std::string synopsis(const std::string& words, const CommandShape& command) {
    std::string line = fmt::format("\\fB{}\\fR", plain(words));
    for (const OptionShape& argument : command.arguments) {
        const std::string name =
            fmt::format("\\fI{}\\fR{}", plain(argument.names[0]), argument.repeats ? "..." : "");
        line += argument.required ? " " + name : " [" + name + "]";
    }
    return line + " [\\fIOPTION\\fR]...\n";
}

std::string describe(const OptionShape& option) {
    std::string line = ".TP\n";
    for (std::size_t i = 0; i < option.names.size(); ++i)
        line += fmt::format("{}\\fB{}\\fR", i ? ", " : "", plain(option.names[i]));
    if (option.takes_value() && !option.argument) line += fmt::format(" \\fI{}\\fR", plain(option.value));
    line += '\n' + plain(option.description);
    // Many descriptions explain the choices already.
    if (!option.choices.empty() && option.description.find(option.choices.front()) == std::string::npos)
        line += fmt::format(" (one of {})", plain(fmt::format("{}", fmt::join(option.choices, ", "))));
    if (!option.default_value.empty()) line += fmt::format(" [{}]", plain(option.default_value));
    return line + "\n";
}

std::string options(const std::vector<OptionShape>& all) {
    std::string text;
    for (const OptionShape& option : all) text += describe(option);
    return text;
}

std::string examples(const std::vector<std::string>& lines) {
    if (lines.empty()) return {};
    std::string text = ".SH EXAMPLES\n.nf\n";
    for (const std::string& line : lines) text += plain(line) + '\n';
    return text + ".fi\n";
}

constexpr const char* kExitStatus =
    ".SH EXIT STATUS\n"
    "0 done, 1 nothing found or some articles failed, 2 wrong usage, 3 database or I/O trouble, 130 stopped "
    "by "
    "Ctrl\\-C.\n";

constexpr const char* kEnvironment =
    ".SH ENVIRONMENT\n"
    ".TP\n\\fBENTENTE_DB\\fR\nThe database where no \\fB\\-\\-db\\fR is given (else ./entente.db).\n"
    ".TP\n\\fBENTENTE_DATA\\fR\nThe folder with ontology, lexicon, triggers and models where no "
    "\\fB\\-\\-data\\fR is given.\n"
    ".TP\n\\fBNO_COLOR\\fR\nNo colours on a terminal.\n";

}  // namespace

std::string man_page(const CommandShape& command) {
    const std::string words = "entente " + command.name;
    std::string page =
        head("entente-" + command.name, command.summary) + ".SH SYNOPSIS\n" + synopsis(words, command);
    page += ".SH DESCRIPTION\n" + plain(command.summary) + ".\n";
    for (const std::string& paragraph : command.prose)
        page += paragraph.starts_with(' ') ? ".nf\n" + plain(paragraph) + "\n.fi\n"
                                           : ".PP\n" + plain(paragraph) + '\n';
    if (!command.arguments.empty()) page += ".SH ARGUMENTS\n" + options(command.arguments);
    return page + ".SH OPTIONS\n" + options(command.options) + examples(command.examples) + kExitStatus +
           kEnvironment + ".SH SEE ALSO\n\\fBentente\\fR(1)\n";
}

std::string main_page(const std::vector<CommandShape>& commands) {
    std::string page = head("entente", "knowledge graphs of geopolitical actors from news articles");
    page +=
        ".SH SYNOPSIS\n\\fBentente\\fR \\fICOMMAND\\fR [\\fIARGUMENT\\fR]...\n.SH DESCRIPTION\n"
        "Reads news articles and builds a knowledge graph of geopolitical actors from them: who negotiates "
        "with whom, who opposes, sanctions, attacks, supports whom, about what, when, and which sentence "
        "says so.\n.SH COMMANDS\n";
    for (const CommandShape& command : commands)
        page +=
            fmt::format(".TP\n\\fBentente\\-{}\\fR(1)\n{}\n", plain(command.name), plain(command.summary));
    page += examples({"export ENTENTE_DB=news.db", "entente ingest articles.jsonl.gz more/*.txt",
                      "entente query putin", "entente query ukraine --with russia --since 2025-06",
                      "entente render \"united states\" --max-nodes 25 -o us.svg", "entente serve"});
    return page + kExitStatus + kEnvironment;
}

}  // namespace entente::tools
