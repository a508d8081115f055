#include "tests/tools/program.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

namespace {

/// ENTENTE_KILLS says how often, for long runs by hand.
int kills() {
    const char* wanted = std::getenv("ENTENTE_KILLS");
    return wanted ? std::atoi(wanted) : 4;
}

std::string articles(const char* prefix, int count) {
    std::string all;
    for (int i = 0; i < count; ++i)
        all += R"({"id":")" + std::string(prefix) + std::to_string(i) +
               R"(","date":"2025-12-05","text":"Germany accused Russia of spying. Emmanuel Macron met )" +
               R"(Volodymyr Zelensky in Paris."})" + "\n";
    return all;
}

/// Runs the program and kills it after so many microseconds, if it still runs.
void run_and_kill(std::vector<std::string> arguments, unsigned microseconds) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        setenv("ENTENTE_DATA", ENTENTE_DATA_DIR, 1);
        arguments.insert(arguments.begin(), "entente");
        std::vector<char*> argv;
        for (std::string& argument : arguments) argv.push_back(argument.data());
        argv.push_back(nullptr);
        if (!freopen("/dev/null", "w", stderr)) _exit(126);
        execv(ENTENTE_PROGRAM, argv.data());
        _exit(127);
    }
    constexpr unsigned kStep = 1000;
    int status = 0;
    for (unsigned waited = 0; waitpid(child, &status, WNOHANG) == 0; waited += kStep) {
        if (waited >= microseconds) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return;
        }
        usleep(std::min(kStep, microseconds - waited));
    }
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace

TEST_CASE("a kill at any moment of ingesting, merging or backing up loses nothing that was stored") {
    const TestFolder folder;
    const std::string other = folder / "other.db", file = folder.write("a.jsonl", articles("a", 2500));
    REQUIRE(folder.run("ingest -q --db " + other + " " + folder.write("b.jsonl", articles("b", 1500))).code ==
            0);
    std::mt19937 random(7);
    const std::string db = folder / "news.db", backups = folder / "backups";
    REQUIRE(folder.run("ingest -q --db " + db + " " + folder.write("c.jsonl", articles("c", 20))).code == 0);
    std::vector<std::string> before = lines_of(folder.run("export --db " + db).out);
    REQUIRE(before.size() == 20);
    const std::vector<std::vector<std::string>> commands = {
        {"ingest", "-q", "--db", db, file}, {"merge", other, "--into", db}, {"backup", backups, "--db", db}};
    for (int round = 0; round < kills(); ++round) {
        INFO("round " << round);
        run_and_kill(commands[static_cast<std::size_t>(round) % commands.size()], random() % 400000);
        const ProgramRun after = folder.run("export --db " + db);
        REQUIRE(after.code == 0);
        const std::vector<std::string> lines = lines_of(after.out);
        CHECK(std::includes(lines.begin(), lines.end(), before.begin(), before.end()));
        CHECK(folder.run("verify --db " + db).code == 0);
        before = lines;
        // Once all is stored the next rounds start again from little.
        if (before.size() == 4020) {
            std::filesystem::remove_all(db);
            REQUIRE(folder.run("ingest -q --db " + db + " " + (folder / "c.jsonl")).code == 0);
            before = lines_of(folder.run("export --db " + db).out);
        }
    }
    CHECK(folder.run("ingest -q --db " + db + " " + file).code == 0);
    CHECK(folder.run("merge " + other + " --into " + db).code == 0);
    CHECK(lines_of(folder.run("export --db " + db).out).size() == 4020);
    CHECK(folder.run("backup " + backups + " --db " + db).code == 0);
    const std::string restored = folder / "restored.db";
    CHECK(folder.run("restore " + backups + " --db " + restored).code == 0);
    CHECK(folder.run("export --db " + restored).out == folder.run("export --db " + db).out);
}

TEST_CASE(
    "a kill at any moment of filling a new database leaves all of it or nothing, and it is simply done "
    "again") {
    const TestFolder folder;
    const std::string full = folder / "full.db", lines = folder / "full.jsonl", db = folder / "new.db";
    REQUIRE(folder.run("ingest -q --db " + full + " " + folder.write("a.jsonl", articles("a", 2500))).code ==
            0);
    REQUIRE(folder.run("export --db " + full + " -o " + lines).code == 0);
    const std::string expected = TestFolder::read(lines);
    const std::vector<std::vector<std::string>> commands = {{"import", "--db", db, lines},
                                                            {"merge", full, "--into", db}};
    std::mt19937 random(11);
    for (int round = 0; round < kills(); ++round) {
        INFO("round " << round);
        const auto& command = commands[static_cast<std::size_t>(round) % commands.size()];
        run_and_kill(command, random() % 300000);
        const ProgramRun after = folder.run("export --db " + db);
        if (after.code == 0 && !after.out.empty()) CHECK(after.out == expected);
        run_and_kill(command, 60'000'000);
        CHECK(folder.run("export --db " + db).out == expected);
        CHECK(folder.run("verify --db " + db).code == 0);
        CHECK_FALSE(std::filesystem::exists(db + "/bulk"));
        std::filesystem::remove_all(db);
    }
}
