#include "core/resources/model_manifest.h"
#include "tests/tools/program.h"

#include <catch2/catch.hpp>

using Catch::Contains;

TEST_CASE("a model is trained from a treebank, and scored in a data folder of its own") {
    const TestFolder folder;
    const std::string tiny = ENTENTE_CASES "/parse/tiny.conllu", data = folder / "data";
    std::filesystem::copy(ENTENTE_DATA_DIR, data, std::filesystem::copy_options::recursive);
    const std::string model = entente::ModelManifest::load(data).files(entente::ModelKind::fast).analyser;
    std::filesystem::remove(model);
    const ProgramRun trained = folder.run("train " + tiny + " --dev " + tiny + " --epochs 2 -o " + model);
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

TEST_CASE("a finder of names is trained from annotated texts, and used from its data folder") {
    const TestFolder folder;
    const std::string data = folder / "data";
    const std::string texts = folder.write(
        "names.jsonl",
        R"({"id": "1", "text": "Harvoy went to Tarnabrook.", "entities": [{"begin": 0, "end": 6, "type": "person"}, {"begin": 15, "end": 25, "type": "place"}]})"
        "\n"
        R"({"id": "2", "text": "Perhaps Quell agrees.", "entities": [{"begin": 0, "end": 13, "type": "unknown"}]})"
        "\n");
    std::filesystem::copy(ENTENTE_DATA_DIR, data, std::filesystem::copy_options::recursive);
    const std::string model = entente::ModelManifest::load(data).files(entente::ModelKind::fast).mentions;
    std::filesystem::remove(model);
    const std::string train = "train --mentions " + texts + " --dev " + texts + " --epochs 2 ";
    const ProgramRun trained = folder.run(train + "-o " + model);
    CHECK(trained.code == 0);
    CHECK_THAT(trained.err, Contains("typed F1"));
    CHECK(folder.run(train + "-o " + (folder / "again.model")).code == 0);
    CHECK(TestFolder::read(model) == TestFolder::read(folder / "again.model"));
    const std::string article = folder.write("a.txt", "Ukraine and Russia signed a treaty.");
    CHECK(folder.run("extract --data " + data + " " + article).code == 0);
}

TEST_CASE("annotated texts that can't be read are refused by file and line") {
    const TestFolder folder;
    const std::string broken = folder.write(
        "broken.jsonl",
        R"({"id": "1", "text": "Short.", "entities": [{"begin": 2, "end": 60, "type": "place"}]})"
        "\n");
    const ProgramRun run = folder.run("train --mentions " + broken + " -o " + (folder / "m"));
    CHECK(run.code != 0);
    CHECK_THAT(run.err, Contains("broken.jsonl:1"));
    CHECK(folder.run("train --mentions --vectors " + broken + " " + broken + " -o " + (folder / "m")).code ==
          2);
    CHECK_FALSE(std::filesystem::exists(folder / "m"));
}
