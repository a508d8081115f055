#include "tests/tools/program.h"

#include <catch2/catch.hpp>

using Catch::Contains;

TEST_CASE("a model is trained from a treebank, and scored in a data folder of its own") {
    const TestFolder folder;
    const std::string tiny = ENTENTE_CASES "/parse/tiny.conllu", data = folder / "data";
    std::filesystem::copy(ENTENTE_DATA_DIR, data, std::filesystem::copy_options::recursive);
    std::filesystem::remove(data + "/models/english.model");
    const ProgramRun trained =
        folder.run("train " + tiny + " --dev " + tiny + " --epochs 2 -o " + data + "/models/english.model");
    CHECK(trained.code == 0);
    CHECK_FALSE(trained.err.empty());
    const ProgramRun scored = folder.run("evaluate --parse " + tiny + " --data " + data);
    CHECK(scored.code == 0);
    CHECK_THAT(scored.out, Contains("LAS") && Contains("UPOS"));
}

TEST_CASE("the commands of the trainer refuse a missing or broken treebank") {
    const TestFolder folder;
    const std::string broken = folder.write("broken.conllu", "1\tonly\tthree\n\n");
    CHECK(folder.run("train " + (folder / "none.conllu") + " -o " + (folder / "m")).code != 0);
    CHECK_FALSE(std::filesystem::exists(folder / "m"));
    const ProgramRun run = folder.run("evaluate --parse " + broken);
    CHECK(run.code != 0);
    CHECK_THAT(run.err, Contains("broken.conllu"));
}
