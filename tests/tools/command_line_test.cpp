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
               Contains("\"type\":\"accuses\"") && Contains("\"target\":\"state:RUS\"") &&
                   Contains("\"intensity\":-3.0"));
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

TEST_CASE("the number of jobs changes nothing, and shards are parts of the whole") {
    const TestFolder folder;
    std::string lines;
    for (int i = 0; i < 150; ++i)
        lines += R"({"id":"n)" + std::to_string(i) +
                 R"(","date":"2025-12-05","text":"Germany accused Russia of spying in )" + std::to_string(i) +
                 R"( cases."})" + "\n";
    const std::string news = folder.write("news.jsonl", lines);
    const auto exported = [&](const std::string& db, const std::string& options) {
        REQUIRE(folder.run("ingest -q --db " + (folder / db) + " " + options + " " + news).code == 0);
        return folder.run("export --db " + (folder / db)).out;
    };
    const std::string whole = exported("one", "--jobs 1");
    CHECK(exported("four", "--jobs 4") == whole);
    exported("first", "--shard 1/3"), exported("second", "--shard 2/3"), exported("third", "--shard 3/3");
    REQUIRE(folder
                .run("merge " + (folder / "third") + " " + (folder / "first") + " " + (folder / "second") +
                     " --into " + (folder / "all"))
                .code == 0);
    CHECK(folder.run("export --db " + (folder / "all")).out == whole);
    CHECK(folder.run("ingest --shard 4/3 --db x " + news).code == 2);
}

TEST_CASE("extract prints the same, in order, on any number of threads") {
    const TestFolder folder;
    std::string lines;
    for (int i = 0; i < 200; ++i)
        lines += R"({"id":"n)" + std::to_string(i) +
                 R"(","date":"2025-12-05","text":"Germany accused Russia )" + "of spying in " +
                 std::to_string(i) + R"( cases. France met Japan."})" + "\n";
    lines +=
        R"({"id":"long","text":"one two three four five six seven eight nine ten eleven twelve thirteen fourteen"})"
        "\n"
        R"({"id":"last","text":"Peru left NATO."})"
        "\n";
    const std::string news = folder.write("news.jsonl", lines);
    for (const std::string options : {"", "--explain", "--format table", "--unnamed"}) {
        INFO(options);
        const auto run = [&](const std::string& jobs) {
            return folder.run("extract --max-tokens 13 " + options + " --jobs " + jobs + " " + news);
        };
        const auto one = run("1"), four = run("4");
        CHECK(one.code == 1);
        CHECK(four.code == 1);
        CHECK_THAT(four.err, Contains("\"long\": has 14 words"));
        CHECK(one.out == four.out);
        CHECK(one.out.find("n199") < one.out.find("last"));
    }
}

TEST_CASE("a version that counts as earlier is reported and stored only when asked for") {
    const TestFolder folder;
    const std::string db = folder / "a.db";
    const auto with = [&](const std::string& text) {
        return folder.write("n.jsonl", R"({"id":"a","date":"2025-12-05","text":")" + text + "\"}");
    };
    // Of two texts one counts as later by its hash: try both ways round.
    int older = 0;
    for (const auto& [first, second] : {std::pair("Germany accused Russia.", "Germany praised Russia."),
                                        std::pair("Germany praised Russia.", "Germany accused Russia.")}) {
        std::filesystem::remove_all(db);
        folder.run("ingest -q --db " + db + " " + with(first));
        const ProgramRun again = folder.run("ingest --db " + db + " " + with(second));
        if (again.err.find("count as later") == std::string::npos) continue;
        ++older;
        CHECK_THAT(folder.run("export --db " + db).out, Contains(first));
        CHECK_THAT(folder.run("ingest --replace --db " + db + " " + with(second)).err,
                   Contains("in place of another version"));
        CHECK_THAT(folder.run("export --db " + db).out, Contains(second));
    }
    CHECK(older == 1);
}

TEST_CASE("an output that is a link or a pipe stays one") {
    const TestFolder folder;
    const std::string db = folder / "a.db";
    folder.run("ingest -q --db " + db + " " + folder.write("news.jsonl", kLine));
    const std::string whole = folder.run("export --db " + db).out;
    folder.write("real", "old");
    std::filesystem::create_symlink(folder / "real", folder / "link");
    CHECK(folder.run("export --db " + db + " -o " + (folder / "link")).code == 0);
    CHECK(std::filesystem::is_symlink(folder / "link"));
    CHECK(TestFolder::read(folder / "real") == whole);
    CHECK(folder.run("export --db " + db + " -o /dev/stdout").out == whole);
    CHECK(folder.run("export --db " + db + " -o " + (folder / "no/such/folder")).code == 3);
}

TEST_CASE("a file that can't be imported doesn't keep the others out") {
    const TestFolder folder;
    const std::string good = folder.write("good.jsonl", folder.run("extract -", kLine).out);
    const ProgramRun run =
        folder.run("import --db " + (folder / "a.db") + " " + (folder / "missing") + " " + good);
    CHECK(run.code == 1);
    CHECK_THAT(run.err, Contains("missing") && Contains("1 articles stored"));
}

TEST_CASE("graphs of one article that differ merge alike in both orders") {
    const TestFolder folder;
    const auto graph = [](const std::string& id, const std::string& name) {
        return R"({"id":"a","text":"x","nodes":[{"id":"state:)" + id + R"(","type":"state","name":")" + name +
               R"("}],"edges":[]})";
    };
    folder.run("import --db " + (folder / "a") + " -", graph("FRA", "France"));
    folder.run("import --db " + (folder / "b") + " -", graph("RUS", "Russia"));
    folder.run("merge " + (folder / "a") + " " + (folder / "b") + " --into " + (folder / "ab"));
    folder.run("merge " + (folder / "b") + " " + (folder / "a") + " --into " + (folder / "ba"));
    const std::string ab = folder.run("export --db " + (folder / "ab")).out;
    CHECK_FALSE(ab.empty());
    CHECK(folder.run("export --db " + (folder / "ba")).out == ab);
}

TEST_CASE("a diagram of nothing is no diagram") {
    const TestFolder folder;
    const std::string db = folder / "a.db";
    folder.run("ingest -q --db " + db + " " + folder.write("news.jsonl", kLine));
    CHECK(folder.run("render germany --since 2030 --db " + db + " -o " + (folder / "x.svg")).code == 1);
    CHECK_FALSE(std::filesystem::exists(folder / "x.svg"));
    CHECK(folder.run("render germany --type nonsense --db " + db).code == 2);
    CHECK_THAT(folder.run("--bad").err, Contains("--bad"));
}
