#include "tests/tools/program.h"

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

const std::string kLine =
    R"({"id":"a1","date":"2025-12-05","source":"x","text":"Germany accused Russia of spying. Russian President Vladimir Putin met with Viktor Orban."})";
const std::string kSecond =
    R"({"id":"a2","date":"2025-12-06","source":"y","text":"Germany sanctioned Russia. France supports Ukraine."})";

}  // namespace

TEST_CASE("articles are ingested, queried, drawn, exported and imported again without loss") {
    const TestFolder folder;
    const std::string news = folder.write("news.jsonl", kLine + "\n" + kSecond + "\n"), db = folder / "a.db";
    REQUIRE(folder.run("ingest -q --db " + db + " " + news).code == 0);

    const ProgramRun query = folder.run("query germany --db " + db);
    CHECK(query.code == 0);
    CHECK_THAT(query.out,
               Contains("accuses") && Contains("sanctions") && Contains("Germany accused Russia of spying."));

    CHECK(folder.run("render putin --db " + db + " -o " + (folder / "p.svg")).code == 0);
    CHECK_THAT(TestFolder::read(folder / "p.svg"), Contains("<svg") && Contains("Vladimir Putin"));

    const ProgramRun exported = folder.run("export --db " + db);
    REQUIRE(exported.code == 0);
    CHECK(folder.run("import --db " + (folder / "b.db") + " -", exported.out).code == 0);
    CHECK(folder.run("export --db " + (folder / "b.db")).out == exported.out);

    // extract, then import, is what ingest does.
    const ProgramRun extracted = folder.run("extract " + news);
    CHECK(extracted.out == exported.out);
}

TEST_CASE("ingesting twice changes nothing, and retracting takes an article out") {
    const TestFolder folder;
    const std::string news = folder.write("news.jsonl", kLine + "\n"),
                      more = folder.write("more.jsonl", kSecond), db = folder / "a.db";
    folder.run("ingest -q --db " + db + " " + news);
    const std::string before = folder.run("export --db " + db).out;
    const ProgramRun again = folder.run("ingest --db " + db + " " + news);
    CHECK_THAT(again.err, Contains("1 known"));
    CHECK(folder.run("export --db " + db).out == before);
    folder.run("ingest -q --db " + db + " " + more);
    CHECK(folder.run("retract a2 --db " + db).code == 0);
    CHECK(folder.run("export --db " + db).out == before);
    CHECK(folder.run("retract a2 --db " + db).code == 1);
}

TEST_CASE("merging databases in any order and grouping gives the same export") {
    const TestFolder folder;
    const char* samples[] = {"ukraine-talks.txt", "sudan-truce.txt", "congo-peace.txt"};
    std::string db[3];
    for (int i = 0; i < 3; ++i) {
        db[i] = folder / ("s" + std::to_string(i));
        REQUIRE(folder.run("ingest -q --db " + db[i] + " " ENTENTE_SAMPLES "/" + samples[i]).code == 0);
    }
    const auto merged = [&](const std::string& into, const std::string& from) {
        REQUIRE(folder.run("merge " + from + " --into " + (folder / into)).code == 0);
        return folder.run("export --db " + (folder / into)).out;
    };
    const std::string whole = merged("all", db[0] + " " + db[1] + " " + db[2]);
    CHECK_FALSE(whole.empty());
    CHECK(merged("reversed", db[2] + " " + db[1] + " " + db[0]) == whole);
    merged("pair", db[1] + " " + db[2]);
    CHECK(merged("grouped", (folder / "pair") + " " + db[0]) == whole);
    CHECK(merged("all", db[1]) == whole);
}

TEST_CASE("names that mean nothing or too much are answered with suggestions") {
    const TestFolder folder;
    const std::string db = folder / "a.db";
    folder.run("ingest -q --db " + db + " " + folder.write("news.jsonl", kLine));
    const ProgramRun misspelt = folder.run("query germny --db " + db);
    CHECK(misspelt.code == 1);
    CHECK_THAT(misspelt.err, Contains("did you mean") && Contains("state:DEU"));
    CHECK(folder.run("query xyzzyxyzzy --db " + db).code == 1);
}

TEST_CASE("a query's machine-readable forms hold what the table shows") {
    const TestFolder folder;
    const std::string db = folder / "a.db";
    folder.run("ingest -q --db " + db + " " + folder.write("news.jsonl", kLine));
    CHECK_THAT(folder.run("query germany --format json --db " + db).out,
               Contains("\"type\":\"accuses\"") && Contains("\"target\":\"state:RUS\""));
    CHECK_THAT(folder.run("query germany --format csv --db " + db).out,
               Contains("source,type,target") && Contains("state:DEU,accuses,state:RUS"));
    CHECK_THAT(folder.run("query germany --with russia --format jsonl --db " + db).out,
               Contains("\"text\":\"Germany accused Russia of spying.\""));
}

TEST_CASE("every command helps") {
    const TestFolder folder;
    CHECK_THAT(folder.run("--help").out, Contains("ingest") && Contains("Exit codes"));
    for (const char* command :
         {"extract", "ingest", "query", "render", "stats", "merge", "export", "import", "retract"}) {
        const ProgramRun help = folder.run(std::string(command) + " --help");
        CHECK(help.code == 0);
        CHECK_THAT(help.out, Contains("Usage"));
    }
}

TEST_CASE("wrong usage ends with exit code 2") {
    const TestFolder folder;
    for (const char* arguments :
         {"", "frobnicate", "query", "ingest", "extract --format xml -", "query a --type nonsense --db x",
          "render a -o x.doc --db x", "extract - --date tomorrow"}) {
        INFO(arguments);
        const ProgramRun run = folder.run(arguments);
        CHECK(run.code == 2);
        CHECK((run.err + run.out).size() > 0);
    }
    CHECK_THAT(folder.run("qery putin").err, Contains("did you mean 'query'?"));
    CHECK(folder.run("help query").out == folder.run("query --help").out);
    CHECK_THAT(folder.run("version").out, Contains("entente "));
}
