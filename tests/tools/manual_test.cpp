#include "tests/tools/program.h"

#include <filesystem>
#include <sstream>
#include <vector>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

/// The output of a shell command; its exit code must be 0.
std::string shell(const TestFolder& folder, const std::string& command) {
    const std::string out = folder / "shell.out";
    INFO(command);
    const int status = std::system(("(" + command + ") >'" + out + "' 2>&1").c_str());
    const std::string text = TestFolder::read(out);
    INFO(text);
    CHECK(status == 0);
    return text;
}

bool has(const std::string& program) {
    if (std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0) return true;
    WARN("skipped: " << program << " is not installed");
    return false;
}

struct Block {
    std::string kind;
    std::string text;
};

/// The fenced blocks of a Markdown file.
std::vector<Block> blocks_of(const std::string& markdown) {
    std::istringstream lines(markdown);
    std::vector<Block> blocks;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) {
            inside = !inside;
            if (inside) blocks.push_back({line.substr(3), {}});
        } else if (inside) {
            blocks.back().text += line + '\n';
        }
    }
    return blocks;
}

}  // namespace

TEST_CASE("every command has a manual page with examples that groff reads without complaint") {
    const TestFolder folder;
    REQUIRE(folder.run("manual --into " + folder / "manual").code == 0);
    const std::string help = folder.run("help").out;
    std::size_t pages = 0;
    for (const auto& page : std::filesystem::directory_iterator(folder / "manual/man1")) {
        const std::string name = page.path().stem().string(), text = TestFolder::read(page.path().string());
        INFO(name);
        ++pages;
        CHECK_THAT(text, Contains(".SH EXAMPLES"));
        if (name != "entente") CHECK_THAT(help, Contains("\n  " + name.substr(8) + " "));
        if (has("groff"))
            CHECK(shell(folder, "groff -man -ww -Tutf8 -z '" + page.path().string() + "'").empty());
    }
    const std::string commands = TestFolder::read(folder / "manual/man1/entente.1");
    CHECK_THAT(commands, Contains("\\fBentente\\-query\\fR(1)"));
    CHECK(pages > 20);
    CHECK(folder.run("manual nothing").code == 2);
}

TEST_CASE("a manual page says what the help says") {
    const TestFolder folder;
    const std::string page = folder.run("manual query").out;
    CHECK_THAT(page, Contains("\\fB\\-\\-as\\-of\\fR \\fIDATE\\fR") && Contains("entente query putin"));
}

TEST_CASE("bash completes commands, options and values") {
    const TestFolder folder;
    const std::string script = folder / "entente.bash";
    REQUIRE(std::system(("'" ENTENTE_PROGRAM "' manual --format bash > '" + script + "'").c_str()) == 0);
    const auto complete = [&](const std::string& words, int at) {
        return shell(folder, "bash -c 'source \"" + script + "\"; COMP_WORDS=(" + words + "); COMP_CWORD=" +
                                 std::to_string(at) + "; _entente; printf \"%s\\n\" \"${COMPREPLY[@]}\"'");
    };
    CHECK(complete("entente que", 1) == "query\n");
    CHECK(complete("entente query --wi", 2) == "--with\n");
    CHECK(complete("entente query --format js", 3) == "json\njsonl\n");
    CHECK(complete("entente help ren", 2) == "render\n");
    CHECK(complete("entente lexicon fi", 2) == "find\n");
    CHECK_THAT(complete("entente ingest " + script.substr(0, script.size() - 2), 2), Contains(script));
}

TEST_CASE("zsh reads its completion") {
    const TestFolder folder;
    const ProgramRun made = folder.run("manual --format zsh");
    CHECK_THAT(made.out, Contains("#compdef entente") && Contains("'--format["));
    CHECK_THAT(made.out, Contains("(table json jsonl csv)"));
    if (has("zsh")) shell(folder, "zsh -n '" + folder.write("_entente", made.out) + "'");
}

TEST_CASE("the commands of the tutorial run, and give what it shows") {
    const TestFolder folder;
    std::filesystem::copy(ENTENTE_SAMPLES, folder / "samples");
    const std::string program = ENTENTE_PROGRAM;
    std::string script = "set -eu\ncd '" + folder / "." + "'\nexport PATH=\"" +
                         program.substr(0, program.rfind('/')) +
                         ":$PATH\" ENTENTE_DATA='" ENTENTE_DATA_DIR "'\n";
    std::vector<Block> shown;
    std::size_t run = 0;
    for (const Block& block : blocks_of(TestFolder::read(ENTENTE_SAMPLES "/README.md"))) {
        if (block.kind == "sh") script += block.text, ++run;
        if (block.kind.empty()) shown.push_back(block);
    }
    REQUIRE(run > 5);
    REQUIRE_FALSE(shown.empty());
    const std::string output = shell(folder, "sh '" + folder.write("tutorial.sh", script) + "'");
    for (const Block& block : shown) {
        std::istringstream lines(block.text);
        for (std::string line; std::getline(lines, line);)
            if (line != "...") CHECK_THAT(output, Contains(line));
    }
    for (const char* made : {"putin.csv", "putin.svg", "congo.png", "graph.graphml", "articles.jsonl"})
        CHECK(std::filesystem::file_size(folder / made) > 0);
}
