#include "tests/tools/program.h"

#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>

using Catch::Contains;

// The few tests that load the accurate model: reading is tested with the fast one and on given trees, and the
// transformer on a toy.

namespace {

const std::string kAccurate = "export ENTENTE_MODEL=accurate; ";

}  // namespace

TEST_CASE("the accurate model is the standard one, and gives the same bytes with any number of threads") {
    const TestFolder folder;
    std::string files;
    for (const char* name : {"ukraine-talks", "sudan-truce", "congo-peace"})
        files += std::string(" ") + ENTENTE_SAMPLES + "/" + name + ".txt";
    const ProgramRun one = folder.run("extract --jobs 1" + files, {}, "unset ENTENTE_MODEL; ");
    CHECK(one.code == 0);
    CHECK(std::count(one.out.begin(), one.out.end(), '\n') == 3);
    CHECK_THAT(one.out, Contains(R"("model":"accurate")"));
    CHECK(folder.run("extract --jobs 2" + files, {}, kAccurate).out == one.out);
}

TEST_CASE("the accurate model reads whatever a text holds") {
    const TestFolder folder;
    std::string sentence;
    for (int i = 0; i < 600; ++i) sentence += "Norway and Peru and ";
    for (const std::string& text :
         {std::string("Norway"), std::string("\xF0\x9F\x98\x80 \xF0\x9F\x98\x80\xF0\x9F\x98\x80"),
          std::string("\xE8\xAE\xA8\xE8\xAE\xBA\xE3\x80\x82 \xE5\xBE\x88"),
          std::string("\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xD8\xB9"), std::string("?!"), sentence}) {
        INFO(text.substr(0, 40));
        const std::string file = folder.write("a.txt", text + "\n");
        const ProgramRun graph = folder.run("extract --lang any " + file, {}, kAccurate);
        CHECK(graph.code == 0);
        const ProgramRun trees = folder.run("parse " + file, {}, kAccurate);
        CHECK(trees.code == 0);
        CHECK(std::count(trees.out.begin(), trees.out.end(), '\n') > 1);
    }
}

TEST_CASE("names of all kinds are found by the accurate model, whole and with their type") {
    const TestFolder folder;
    const std::string file = folder.write("a.txt",
                                          "Quellin Harvoy of the Institute for Marsh Studies accused Norway "
                                          "of breaking the Tarnabrook Accord.\n");
    const ProgramRun run = folder.run("extract --format table " + file, {}, kAccurate);
    CHECK(run.code == 0);
    CHECK_THAT(run.out,
               Contains("Quellin Harvoy") && Contains("Institute for Marsh Studies") && Contains("Norway"));
}

TEST_CASE("the accurate model finds relations that no rule knows, and says so; the fast one keeps to rules") {
    const TestFolder folder;
    const std::string sample = std::string(ENTENTE_SAMPLES) + "/sudan-truce.txt";
    const std::string command = "extract --explain " + sample;
    const std::string accurate = folder.run(command, {}, kAccurate).out;
    CHECK_THAT(accurate, Contains(R"("pattern":"learned","learned":)"));
    CHECK_THAT(accurate, Contains(R"("file":"triggers/)"));
    CHECK_THAT(folder.run(command, {}, "export ENTENTE_MODEL=fast; ").out, !Contains(R"("learned")"));
    const auto edges = [](const std::string& graph) {
        std::size_t count = 0;
        for (std::size_t at = graph.find(R"("explanation")"); at != std::string::npos;
             at = graph.find(R"("explanation")", at + 1))
            ++count;
        return count;
    };
    CHECK(edges(folder.run(command + " --unsure", {}, kAccurate).out) > edges(accurate));
}

TEST_CASE("what the head alone finds is no event: coding events keeps to the rules") {
    const TestFolder folder;
    const std::string sample = std::string(ENTENTE_SAMPLES) + "/sudan-truce.txt";
    const ProgramRun run = folder.run("extract --unnamed --explain " + sample, {}, kAccurate);
    CHECK_THAT(run.out, Contains(R"("learned":)") && !Contains(R"("pattern":"learned")"));
}
