#include "tests/tools/program.h"

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

const char* const kArticles =
    R"({"id":"a1","date":"2025-06-01","text":"The envoy Arbel Yehud met President Macron in Paris."})"
    "\n"
    R"({"id":"a2","date":"2025-06-02","text":"Arbel Yahud criticised Iran on Monday."})"
    "\n";

}  // namespace

TEST_CASE("people decide which nodes are one, and undo it") {
    const TestFolder folder;
    const std::string db = " --db " + (folder / "news.db");
    REQUIRE(folder.run("ingest" + db + " " + folder.write("a.jsonl", kArticles)).code == 0);
    const std::string before = folder.run("query" + db + " person:arbel-yehud --format jsonl").out;
    CHECK_THAT(before, !Contains("Iran"));
    CHECK_THAT(folder.run("resolve --list" + db).out,
               Contains("Arbel Yahud") && Contains("another spelling"));

    const ProgramRun joined =
        folder.run("resolve --same person:arbel-yahud \"Arbel Yehud\" --reason spelling" + db);
    CHECK(joined.code == 0);
    CHECK_THAT(joined.err, Contains("1 decision stored"));
    CHECK_THAT(folder.run("query" + db + " person:arbel-yahud --format jsonl").out, Contains("Iran"));
    CHECK_THAT(folder.run("query" + db + " \"arbel yehud\" --format jsonl").out, Contains("Iran"));
    CHECK_THAT(folder.run("export --format graphml" + db).out, !Contains("id=\"person:arbel-yehud\""));
    CHECK_THAT(folder.run("export" + db).out, Contains("person:arbel-yehud") && Contains("\"same-as\""));
    CHECK(folder.run("resolve --list" + db).code == 1);

    const ProgramRun parted = folder.run("resolve --apart person:arbel-yahud person:arbel-yehud" + db);
    CHECK_THAT(parted.err, Contains("1 older without effect"));
    CHECK(folder.run("query" + db + " person:arbel-yehud --format jsonl").out == before);
    CHECK_THAT(folder.run("resolve --decisions --format csv" + db).out,
               Contains("not-same-as") && Contains("a newer decision on the two"));
}

TEST_CASE("decisions from a file hold as a whole or not at all") {
    const TestFolder folder;
    const std::string db = " --db " + (folder / "news.db");
    REQUIRE(folder.run("ingest" + db + " " + folder.write("a.jsonl", kArticles)).code == 0);
    struct Case {
        const char *lines, *message;
    };
    const auto c = GENERATE(values<Case>(
        {{"same-as\tperson:arbel-yahud\tperson:arbel-yehud\n\nperhaps\tstate:IRN\tstate:FRA\n",
          ":3: \"perhaps\""},
         {"same-as\tperson:arbel-yahud\n", ":1: must be"},
         {"same-as\tperson:arbel-yahud\tperson:nobody\n", "no node \"person:nobody\""},
         {"same-as\tstate:IRN\tstate:IRN\n", "is one node already"},
         {"# a circle\nsame-as\tperson:arbel-yahud\tperson:arbel-yehud\n"
          "same-as\tperson:arbel-yehud\tstate:IRN\nnot-same-as\tperson:arbel-yahud\tstate:IRN\n",
          "contradicts other lines"},
         {"same-as\tstate:IRN\tplace:paris\nnot-same-as\tplace:paris\tstate:IRN\n", "contradicts"},
         {"{\"decision\": \"same-as\"", ":1: "}}));
    const ProgramRun run = folder.run("resolve --batch " + folder.write("d.tsv", c.lines) + db);
    CHECK(run.code != 0);
    CHECK_THAT(run.err, Contains(c.message) && Contains("nothing was changed"));
    CHECK(folder.run("resolve --decisions" + db).code == 1);

    const ProgramRun good = folder.run("resolve --batch -" + db,
                                       "same-as\tperson:arbel-yahud\tperson:arbel-yehud\tspelling\n"
                                       "not-same-as\tperson:arbel-yahud\tstate:IRN\n");
    CHECK(good.code == 0);
    CHECK_THAT(good.err, Contains("2 decisions stored"));
}

TEST_CASE("nodes that are surely one are joined automatically, unless a person holds them apart") {
    const TestFolder folder;
    const std::string db = " --db " + (folder / "news.db");
    const auto article = [&](const std::string& id, const std::string& text) {
        return folder.write(id + ".jsonl",
                            R"({"id":")" + id + R"(","date":"2025-06-01","text":")" + text + "\"}\n");
    };
    const std::string one = article("a1", "Spanish Foreign Minister José Albares criticised Israel."),
                      other =
                          article("a2", "Spanish Foreign Minister José Manuel Albares criticised Israel."),
                      more = article("a3", "President Macron met José Albares in Paris.");
    REQUIRE(folder.run("ingest -q" + db + " " + one).code == 0);
    CHECK_THAT(folder.run("resolve --auto" + db).err, Contains("0 pairs"));
    const auto who = [&] { return folder.run("query" + db + " person:jose-albares --format json").out; };

    // What comes later counts too.
    REQUIRE(folder.run("ingest -q" + db + " " + other).code == 0);
    const std::string exported = folder.run("export" + db).out, joined = who();
    CHECK_THAT(joined, Contains("José Manuel Albares"));
    CHECK_THAT(exported, !Contains("same-as"));
    CHECK_THAT(folder.run("stats" + db).out, Contains("automatic decisions"));
    CHECK_THAT(folder.run("stats --format json" + db).out, Contains("\"automatic_identity\""));
    CHECK_THAT(folder.run("resolve --decisions --format csv" + db).out,
               Contains(",program,same-as,person:jose-albares,person:jose-manuel-albares,") &&
                   Contains("a name more"));
    CHECK(folder.run("resolve --list" + db).code == 1);

    CHECK(folder.run("resolve --apart person:jose-albares person:jose-manuel-albares" + db).code == 0);
    CHECK_THAT(who(), !Contains("José Manuel Albares"));
    CHECK_THAT(folder.run("resolve --decisions --format csv" + db).out,
               Contains(",person,not-same-as,") && !Contains("program"));
    CHECK(folder.run("resolve --same person:jose-albares person:jose-manuel-albares" + db).code == 0);
    CHECK_THAT(who(), Contains("José Manuel Albares"));

    // Shards that are united know no less than one build.
    const std::string shard = folder / "shard.db", united = folder / "united.db", alone = folder / "alone.db";
    REQUIRE(folder.run("ingest -q --db " + shard + " " + other).code == 0);
    REQUIRE(folder.run("ingest -q --db " + alone + " " + one).code == 0);
    REQUIRE(folder.run("resolve --auto --db " + alone).code == 0);
    REQUIRE(folder.run("merge " + shard + " " + alone + " --into " + united).code == 0);
    CHECK(folder.run("query person:jose-albares --format json --db " + united).out == joined);
    CHECK(folder.run("export --db " + united).out == exported);
    REQUIRE(folder.run("retract a2 --db " + united).code == 0);
    CHECK_THAT(folder.run("stats --db " + united).out, !Contains("out of date"));
    CHECK(folder.run("resolve --no-auto --db " + united).code == 0);
    CHECK_THAT(folder.run("stats --db " + united).out, !Contains("automatic"));
    REQUIRE(folder.run("ingest -q --db " + united + " " + other + " " + more).code == 0);
    CHECK_THAT(folder.run("query person:jose-albares --format json --db " + united).out,
               !Contains("José Manuel Albares"));
}
