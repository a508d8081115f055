#include "tests/tools/program.h"

#include <filesystem>

#include <catch2/catch.hpp>

using Catch::Contains;

TEST_CASE("people's decisions unite when databases are merged, and those that contradict are named") {
    const TestFolder folder;
    const std::string one = folder / "one.db", other = folder / "other.db", both = folder / "both.db";
    const std::string article = folder.write("a.txt", "Emmanuel Macron met Volodymyr Zelensky in Paris.\n");
    for (const std::string& db : {one, other})
        REQUIRE(folder.run("ingest -q --db " + db + " " + article).code == 0);
    const std::string pair = "person:emmanuel-macron person:volodymyr-zelenskyy";
    REQUIRE(folder.run("resolve --same " + pair + " --db " + one).code == 0);
    REQUIRE(folder.run("resolve --apart " + pair + " --db " + other).code == 0);
    // The same words into a new database, and into one that has articles.
    const ProgramRun fresh = folder.run("merge " + one + " " + other + " --into " + both);
    CHECK(fresh.code == 0);
    CHECK_THAT(fresh.err, Contains("has no effect") && Contains("person:emmanuel-macron"));
    const ProgramRun again = folder.run("merge " + one + " " + other + " --into " + both);
    CHECK(again.code == 0);
    CHECK_THAT(again.err, Contains("0 articles stored, 0 replaced, 1 known, 0 decisions"));
    CHECK_THAT(again.err, Contains("has no effect"));
    CHECK_THAT(folder.run("stats --db " + both).out, Contains("decisions") && Contains("2"));
}

TEST_CASE("the store is measured against a bare loop, and the bench cleans up") {
    const TestFolder folder;
    const std::string place = folder / "bench";
    std::filesystem::create_directories(place);
    const ProgramRun run = folder.run("bench --store 2000 --folder " + place);
    CHECK(run.code == 0);
    for (const char* figure : {"bare RocksDB loop", "article by article", "bulk load", "cold open",
                               "name lookup", "neighbourhood", "two steps", "merge of 10 stores"})
        CHECK_THAT(run.out, Contains(figure));
    CHECK(std::filesystem::is_empty(place));
}
