#include "tests/tools/program.h"

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

const std::string kGold = ENTENTE_CASES "/evaluation/small.gold.jsonl";
const std::string kGraphs = ENTENTE_CASES "/evaluation/small.graphs.jsonl";

}  // namespace

TEST_CASE("evaluate scores graphs on a person's annotations") {
    const TestFolder folder;
    const ProgramRun run =
        folder.run("evaluate --gold " + kGold + " --pred " + kGraphs + " --per-type --errors");
    CHECK(run.code == 0);
    CHECK_THAT(run.out, Contains("2 articles, 1 of them without a graph") &&
                            Contains("edges         0.667  0.667  0.667   4 / 2 / 2") &&
                            Contains("edge meets-with             1.000  1.000  1.000   1 / 0 / 0") &&
                            Contains("ports  edge - José Álvarez —attacks→ Norway   [struck]") &&
                            Contains("0.7 to 0.8        2      2   1.000  0.710"));
    CHECK_THAT(run.out, Contains("edges, one sentence       ") && Contains("edges, further apart") &&
                            Contains("edges, up to 100 words      0.667  0.667  0.667   4 / 2 / 2") &&
                            Contains("edges, longer texts         0.000  0.000  0.000   0 / 0 / 0"));
    const ProgramRun json = folder.run("evaluate --format json --gold " + kGold + " --pred " + kGraphs);
    CHECK_THAT(json.out, Contains(R"("found":{"precision":0.8571,"recall":0.7500,"f1":0.8000)") &&
                             Contains(R"("missing":1)"));
}

TEST_CASE("evaluate extracts from the gold's own texts, and judges its confidence") {
    const TestFolder folder;
    const std::string gold = folder.write(
        "gold.jsonl",
        R"({"id":"1","date":"2025-12-05","text":"Germany accused Russia of spying.","nodes":[)"
        R"({"id":"g","type":"state","name":"Germany"},{"id":"r","type":"state","name":"Russia"}],)"
        R"("edges":[{"source":"g","type":"accuses","target":"r"}]})"
        "\n");
    const ProgramRun run = folder.run("evaluate --gold " + gold);
    CHECK(run.code == 0);
    CHECK_THAT(run.out, Contains("edges         1.000  1.000  1.000   1 / 0 / 0"));
}

TEST_CASE("extract says why each edge is there") {
    const TestFolder folder;
    const std::string text = folder.write("a.txt", "Germany did not accuse Russia of spying.");
    const ProgramRun table = folder.run("extract --format table --explain " + text);
    CHECK_THAT(table.out,
               Contains("pattern    triggers/accuses.json, sense 0: verb accuse, from subj, to obj") &&
                   Contains("source     accuse ─nsubj→ Germany") && Contains("status     negated by “not”") &&
                   Contains("confidence 0."));
    CHECK_THAT(folder.run("extract --explain " + text).out,
               Contains(R"("explanation":{"trigger":"accuse")") && Contains(R"("intensity":)"));
    CHECK_THAT(folder.run("extract " + text).out, !Contains("explanation"));
}

TEST_CASE("extract --unsure also gives agreements and events that nothing joins") {
    const TestFolder folder;
    const std::string text = folder.write("a.txt", "The peace talks were long.");
    CHECK_THAT(folder.run("extract " + text).out, !Contains("event:peace-talks"));
    CHECK_THAT(folder.run("extract --unsure " + text).out, Contains("event:peace-talks"));
}

TEST_CASE("train --confidence learns from gold how often edges are right") {
    const TestFolder folder;
    std::string gold;
    for (int i = 0; i < 12; ++i)
        gold +=
            R"({"id":")" + std::to_string(i) +
            R"(","date":"2025-12-05","text":"Germany accused Russia.","nodes":[)"
            R"({"id":"g","type":"state","name":"Germany"},{"id":"r","type":"state","name":"Russia"}],"edges":[)" +
            (i % 4 ? R"({"source":"g","type":"accuses","target":"r"})" : "") + "]}\n";
    const std::string file = folder.write("gold.jsonl", gold);
    const ProgramRun run = folder.run("train --confidence " + file + " -o " + (folder / "confidence.json"));
    CHECK(run.code == 0);
    CHECK_THAT(run.err, Contains("12 edges of 12 articles, of which 9 are right"));
    CHECK_THAT(TestFolder::read(folder / "confidence.json"), Contains(R"("bias": 1099)"));
    CHECK(folder.run("train --confidence --mentions " + file + " -o x").code == 2);
}

TEST_CASE("evaluate says what it lacks, and where a gold file is wrong") {
    const TestFolder folder;
    CHECK(folder.run("evaluate").code == 2);
    CHECK(folder.run("evaluate --errors").code == 2);
    CHECK(folder.run("evaluate --gold a --parse b").code == 2);
    const ProgramRun broken = folder.run(
        "evaluate --gold " + folder.write("g.jsonl", "{\"id\": \"1\", \"text\": \"x\"}\n{\"id\": }\n"));
    CHECK(broken.code == 3);
    CHECK_THAT(broken.err, Contains("g.jsonl:2: no valid JSON"));
    const ProgramRun twice =
        folder.run("evaluate --gold " +
                   folder.write("t.jsonl", "{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"1\",\"text\":\"x\"}\n"));
    CHECK_THAT(twice.err, Contains("t.jsonl:2: a second article"));
    CHECK_THAT(folder.run("evaluate --gold " + folder.write("n.jsonl", "{\"id\":\"1\"}\n")).err,
               Contains("has no \"text\""));
}
