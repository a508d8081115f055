#include "tests/tools/program.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

std::string line(int number) {
    return R"({"id":"n)" + std::to_string(number) +
           R"(","date":"2025-12-05","text":"Germany accused Russia of spying."})" + "\n";
}

}  // namespace

TEST_CASE("an article that can't be read is reported, and the others are stored") {
    const TestFolder folder;
    const std::string nested = std::string(R"({"id":"deep","text":)") + std::string(100000, '[') + "\n";
    const std::string file = folder.write(
        "mixed.jsonl", line(1) + "{\"id\":\"x\"}\n" + nested + "{\"id\":\"y\",\"text\":\"\xFF\xFE\"}\n" +
                           "no json\n" + line(2) + R"({"id":"z","date":"5 December","text":"A."})" + "\n" +
                           R"({"id":"cut","text":"Germany acc)");
    const ProgramRun run = folder.run("ingest --db " + (folder / "a.db") + " " + file);
    CHECK(run.code == 1);
    for (const char* where : {"mixed.jsonl:2:", "mixed.jsonl:3:", "mixed.jsonl:4:", "mixed.jsonl:5:",
                              "mixed.jsonl:7:", "mixed.jsonl:8:"})
        CHECK_THAT(run.err, Contains(where));
    CHECK_THAT(run.err, Contains("cut off") && Contains("2 articles stored") && Contains("6 failed"));
    CHECK_THAT(folder.run("export --db " + (folder / "a.db")).out, Contains("\"n1\"") && Contains("\"n2\""));
}

TEST_CASE("files that are missing, empty, binary or cut off each give one clear message") {
    const TestFolder folder;
    const auto failure = [&](const std::string& argument) {
        const ProgramRun run = folder.run("extract " + argument);
        CHECK(run.code == 1);
        CHECK(run.out.empty());
        CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
        return run.err;
    };
    CHECK_THAT(failure(folder / "nowhere.txt"), Contains("nowhere.txt") && Contains("No such file"));
    CHECK_THAT(failure(folder.write("empty.txt", "")), Contains("empty.txt") && Contains("is empty"));
    CHECK_THAT(failure(folder.write("junk.txt", std::string("ab\0cd", 5))), Contains("binary"));
    CHECK_THAT(failure(folder.write("cut.gz", "\x1F\x8B\x08")), Contains("truncated"));
    std::filesystem::create_directories(folder / "empty");
    CHECK_THAT(failure(folder / "empty"), Contains("holds no files"));
}

TEST_CASE("databases that are missing, foreign or locked give exit code 3 and one message") {
    const TestFolder folder;
    CHECK_THAT(folder.run("query putin --db " + (folder / "none")).err, Contains("no database here"));
    CHECK(folder.run("query putin --db " + (folder / "none")).code == 3);
    CHECK_FALSE(std::filesystem::exists(folder / "none"));

    std::filesystem::create_directory(folder / "docs");
    folder.write("docs/letter.txt", "Dear reader");
    const ProgramRun foreign =
        folder.run("ingest --db " + (folder / "docs") + " " ENTENTE_SAMPLES "/sudan-truce.txt");
    CHECK(foreign.code == 3);
    CHECK_THAT(foreign.err, Contains("docs") && Contains("not a database"));
    CHECK_THAT(folder.run("stats --db " + folder.write("file", "x")).err, Contains("is a file"));
    CHECK_THAT(folder.run("merge " + (folder / "none") + " --into " + (folder / "new")).err,
               Contains("none"));
    CHECK_FALSE(std::filesystem::exists(folder / "new"));
    CHECK_THAT(folder.run("extract - --data " + (folder / "docs")).err, Contains("docs"));
}

TEST_CASE("a kill in the midst of ingesting loses nothing that was stored") {
    const TestFolder folder;
    std::string input;
    for (int i = 0; i < 3000; ++i) input += line(i);
    const std::string file = folder.write("many.jsonl", input), db = folder / "a.db";
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        setenv("ENTENTE_DATA", ENTENTE_DATA_DIR, 1);
        execl(ENTENTE_PROGRAM, "entente", "ingest", "-q", "--db", db.c_str(), file.c_str(), nullptr);
        _exit(127);
    }
    // As soon as a reader sees articles, the writer dies; what was seen must still be there.
    std::string seen;
    for (int i = 0; i < 2000 && seen.empty(); ++i) {
        usleep(5000);
        seen = folder.run("export --db " + db).out;
        if (waitpid(child, nullptr, WNOHANG) == child) break;
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    REQUIRE_FALSE(seen.empty());
    const ProgramRun after = folder.run("export --db " + db);
    REQUIRE(after.code == 0);
    for (std::size_t at = 0; at < seen.size();) {
        const std::size_t end = seen.find('\n', at);
        CHECK(after.out.find(seen.substr(at, end - at)) != std::string::npos);
        at = end + 1;
    }
    // The run can simply be started again.
    CHECK(folder.run("ingest -q --db " + db + " " + file).code == 0);
    const std::string whole = folder.run("export --db " + db).out;
    CHECK(std::count(whole.begin(), whole.end(), '\n') == 3000);
}

TEST_CASE("Ctrl-C ends ingesting cleanly, and the same command goes on") {
    const TestFolder folder;
    std::string input;
    for (int i = 0; i < 4000; ++i) input += line(i);
    const std::string file = folder.write("many.jsonl", input), db = folder / "a.db";
    const std::string pipe = folder / "pipe";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        setenv("ENTENTE_DATA", ENTENTE_DATA_DIR, 1);
        execl(ENTENTE_PROGRAM, "entente", "ingest", "-q", "--db", db.c_str(), pipe.c_str(), nullptr);
        _exit(127);
    }
    // The pipe stays open: only the signal can end the run.
    const int end = open(pipe.c_str(), O_WRONLY);
    REQUIRE(end >= 0);
    REQUIRE(write(end, input.data(), input.size()) == static_cast<ssize_t>(input.size()));
    kill(child, SIGINT);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    close(end);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 130);
    CHECK(folder.run("verify --db " + db).code == 0);
    CHECK(folder.run("ingest -q --db " + db + " " + file).code == 0);
    const std::string whole = folder.run("export --db " + db).out;
    CHECK(std::count(whole.begin(), whole.end(), '\n') == 4000);
}

TEST_CASE("what could not be read is written down, and a folder gives all its files") {
    const TestFolder folder;
    std::filesystem::create_directories(folder / "news/deep/.hidden");
    folder.write("news/b.jsonl", line(1) + "{\"text\": 5}\n" + line(2));
    folder.write("news/deep/a.txt", "Emmanuel Macron met Volodymyr Zelensky in Paris.\n");
    folder.write("news/deep/.hidden/c.txt", "Nobody reads this.\n");
    const std::string failures = folder / "failures.jsonl", db = folder / "a.db";
    const ProgramRun run =
        folder.run("ingest --db " + db + " --failures " + failures + " " + (folder / "news"));
    CHECK(run.code == 1);
    CHECK_THAT(run.err, Contains("3 articles stored") && Contains("1 failed"));
    const std::string written = TestFolder::read(failures);
    CHECK(std::count(written.begin(), written.end(), '\n') == 1);
    CHECK_THAT(written, Contains("b.jsonl:2\"") && Contains("\"message\":"));
    CHECK(
        folder.run("ingest --db " + db + " --failures " + (folder / "no/such/file") + " " + (folder / "news"))
            .code == 3);
    std::filesystem::create_directories(folder / "empty");
    CHECK_THAT(folder.run("ingest --db " + db + " " + (folder / "empty")).err, Contains("holds no files"));
}
