#include "tests/tools/program.h"

#include <algorithm>
#include <filesystem>
#include <regex>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

const std::string kText = "France accused Russia of attacks.\n";

/// What `extract` would print had another model read the article.
std::string as_read_by(const std::string& model, std::string line) {
    return std::regex_replace(line, std::regex(R"("model":"[a-z]+")"), R"("model":")" + model + "\"");
}

/// Two databases with the same article, read with either model.
struct TwoDatabases {
    TwoDatabases() {
        const std::string line = folder.run("extract " + folder.write("a.txt", kText)).out;
        for (const std::string model : {"fast", "accurate"}) {
            const std::string file = folder.write(model + ".jsonl", as_read_by(model, line));
            REQUIRE(folder.run("import --db " + database(model) + " " + file).code == 0);
        }
    }
    std::string database(const std::string& model) const { return folder / (model + ".db"); }
    std::string lines(const std::string& model) const { return folder / (model + ".jsonl"); }
    std::string exported(const std::string& db) const { return folder.run("export --db " + db).out; }

    TestFolder folder;
};

}  // namespace

TEST_CASE("a model that doesn't exist is refused, by the option and by the variable") {
    const TestFolder folder;
    const std::string file = folder.write("a.txt", kText);
    const ProgramRun option = folder.run("extract --model slow " + file);
    CHECK(option.code == 2);
    CHECK_THAT(option.err, Contains("--model") && Contains("accurate") && Contains("fast"));
    const ProgramRun variable = folder.run("extract " + file, {}, "export ENTENTE_MODEL=slow; ");
    CHECK(variable.code == 2);
    CHECK_THAT(variable.err, Contains("$ENTENTE_MODEL is \"slow\", but must be accurate or fast"));
    // The option wins, and a command that reads no text doesn't ask.
    CHECK(folder.run("extract --model fast " + file, {}, "export ENTENTE_MODEL=slow; ").code == 0);
    CHECK(folder.run("lexicon find France", {}, "export ENTENTE_MODEL=slow; ").code == 0);
}

TEST_CASE("a graph says which model read its article") {
    const TestFolder folder;
    const ProgramRun run = folder.run("extract " + folder.write("a.txt", kText));
    CHECK_THAT(run.out, Contains(R"("model":"fast")"));
    const std::string other = std::regex_replace(run.out, std::regex("\"fast\""), "\"slow\"");
    const ProgramRun bad = folder.run("import --db " + (folder / "x.db") + " -", other);
    CHECK(bad.code != 0);
    CHECK_THAT(bad.err, Contains("model") && Contains("fast"));
}

TEST_CASE("a database takes in what another model read only when told so") {
    const TwoDatabases two;
    const std::string fast = two.database("fast"), accurate = two.database("accurate");
    const std::string before = two.exported(fast);
    for (const std::string& command :
         {"import --db " + fast + " " + two.lines("accurate"), "merge " + accurate + " --into " + fast,
          "merge " + fast + " " + accurate + " --into " + (two.folder / "new.db"),
          "ingest --model fast --db " + accurate + " " + (two.folder / "a.txt")}) {
        INFO(command);
        const ProgramRun refused = two.folder.run(command);
        CHECK(refused.code != 0);
        CHECK_THAT(refused.err, Contains("--mixed") && Contains("fast") && Contains("accurate"));
    }
    CHECK(two.exported(fast) == before);
    CHECK_FALSE(std::filesystem::exists(two.folder / "new.db"));
    CHECK(two.folder.run("import --mixed --db " + fast + " " + two.lines("accurate")).code == 0);
    // What is mixed takes in both.
    CHECK(two.folder.run("import --db " + fast + " " + two.lines("fast")).code == 0);
}

TEST_CASE("a graph that no model read goes into any database") {
    const TwoDatabases two;
    const std::string line = R"({"id":"x","date":"2025-01-01","text":"","nodes":[],"edges":[]})"
                             "\n";
    for (const char* model : {"fast", "accurate"})
        CHECK(two.folder.run("import --db " + two.database(model) + " -", line).code == 0);
}

TEST_CASE("of two models' versions of an article the accurate one's stays, whatever the order") {
    const TwoDatabases two;
    const std::string accurate = two.exported(two.database("accurate"));
    CHECK_THAT(accurate, Contains(R"("model":"accurate")"));
    int number = 0;
    for (const auto& [first, second] : {std::pair("fast", "accurate"), std::pair("accurate", "fast")}) {
        const std::string whole = two.folder / ("whole" + std::to_string(number++) + ".db");
        REQUIRE(two.folder.run("merge --mixed " + two.database(first) + " --into " + whole).code == 0);
        REQUIRE(two.folder.run("merge --mixed " + two.database(second) + " --into " + whole).code == 0);
        CHECK(two.exported(whole) == accurate);
        const std::string at_once = two.folder / ("once" + std::to_string(number++) + ".db");
        REQUIRE(two.folder
                    .run("merge --mixed " + two.database(first) + " " + two.database(second) + " --into " +
                         at_once)
                    .code == 0);
        CHECK(two.exported(at_once) == accurate);
    }
}

TEST_CASE("a database goes on with the model that read its articles") {
    const TwoDatabases two;
    // The variable of the tests names the fast model; without it the database's is taken.
    const ProgramRun run = two.folder.run(
        "ingest --db " + two.database("fast") + " " + (two.folder / "a.txt"), {}, "unset ENTENTE_MODEL; ");
    CHECK(run.code == 0);
    CHECK_THAT(run.err, Contains("1 known"));
    CHECK_THAT(two.folder.run("stats --db " + two.database("fast")).out,
               Contains("fast ") && !Contains("accurate "));
}

TEST_CASE("parse and relate print the same with any number of threads, in the order of the input") {
    const TestFolder folder;
    std::string files, pairs;
    for (int i = 0; i < 40; ++i) {
        files += " " + folder.write(std::to_string(i) + ".txt",
                                    "Norway accused Peru " + std::to_string(i) + " times.\n");
        pairs +=
            R"({"id":")" + std::to_string(i) +
            R"(","text":"Norway accused Peru.","source":{"begin":0,"end":6},"target":{"begin":15,"end":19}})"
            "\n";
    }
    const std::string pair_file = folder.write("pairs.jsonl", pairs);
    for (const std::string& command : {"parse" + files, "relate " + pair_file}) {
        const ProgramRun one = folder.run(command + " --jobs 1"), three = folder.run(command + " --jobs 3");
        CHECK(one.code == 0);
        CHECK(one.out == three.out);
        CHECK(std::count(one.out.begin(), one.out.end(), '\n') >= 40);
    }
}
