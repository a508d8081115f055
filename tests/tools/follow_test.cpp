#include "tests/tools/program.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <signal.h>
#include <unistd.h>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

constexpr int kMostSeconds = 120;

/// Asks again and again until it is so, however slow the machine.
template <class Condition>
bool comes_true(Condition condition) {
    for (int tries = 0; tries < kMostSeconds * 10; ++tries) {
        if (condition()) return true;
        usleep(100'000);
    }
    return false;
}

}  // namespace

TEST_CASE("a feed folder is followed: new files and changed ones are read, until Ctrl-C") {
    const TestFolder folder;
    const std::string feed = folder / "feed", db = folder / "news.db", pid = folder / "pid";
    std::filesystem::create_directories(feed + "/today");
    const auto articles = [&] {
        const std::string lines = folder.run("export --db " + db).out;
        return std::count(lines.begin(), lines.end(), '\n');
    };
    folder.write("feed/first.txt", "Emmanuel Macron met Volodymyr Zelensky in Paris.\n");
    REQUIRE(
        std::system(("ENTENTE_DATA='" ENTENTE_DATA_DIR "' '" ENTENTE_PROGRAM "' ingest --jobs 2 --db '" + db +
                     "' --follow '" + feed + "' 2>'" + (folder / "said") + "' & echo $! >'" + pid + "'")
                        .c_str()) == 0);
    CHECK(comes_true([&] { return articles() == 1; }));
    folder.write("feed/today/second.txt", "Germany accused Russia of spying.\n");
    CHECK(comes_true([&] { return articles() == 2; }));
    folder.write("feed/first.txt",
                 "---\nid: a named one\n---\nEmmanuel Macron met Volodymyr Zelensky in Rome.\n");
    CHECK(comes_true([&] { return articles() == 3; }));
    const pid_t child = std::atoi(TestFolder::read(pid).c_str());
    REQUIRE(child > 0);
    CHECK(kill(child, SIGTERM) == 0);
    CHECK(comes_true([&] { return TestFolder::read(folder / "said").find("stored") != std::string::npos; }));
    CHECK_THAT(TestFolder::read(folder / "said"), Contains("3 articles stored, 0 known, 0 failed"));
    CHECK(comes_true([&] { return kill(child, 0) != 0; }));
    CHECK(folder.run("verify --db " + db).code == 0);
}

TEST_CASE("ingest without files and without a folder to follow is wrong usage") {
    const TestFolder folder;
    const ProgramRun run = folder.run("ingest --db " + (folder / "news.db"));
    CHECK(run.code == 2);
    CHECK_THAT(run.err, Contains("--follow"));
    CHECK_FALSE(std::filesystem::exists(folder / "news.db"));
}
