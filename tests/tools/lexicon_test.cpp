#include "tests/tools/program.h"

#include <catch2/catch.hpp>

using Catch::Contains;

TEST_CASE("the lexicon says whom a name means") {
    const TestFolder folder;
    const ProgramRun run = folder.run("lexicon find Georgia NATO");
    CHECK(run.code == 0);
    CHECK_THAT(run.out, Contains("state:GEO") && Contains("place:") && Contains("organization:nato"));
    const ProgramRun json = folder.run("lexicon find --format jsonl Zelensky");
    CHECK(json.code == 0);
    CHECK_THAT(json.out, Contains("\"id\":\"person:volodymyr-zelenskyy\"") &&
                             Contains("\"office\":\"president\",\"institution\":\"state:UKR\""));
}

TEST_CASE("a name that the lexicon has not is named, and the exit code says so") {
    const TestFolder folder;
    const ProgramRun run = folder.run("lexicon find Ukraine Tarnabrook");
    CHECK(run.code == 1);
    CHECK_THAT(run.out, Contains("state:UKR"));
    CHECK_THAT(run.err, Contains("Tarnabrook"));
    CHECK(folder.run("lexicon find").code == 2);
}

TEST_CASE("a lexicon is checked as a whole, and a broken one is refused by file and place") {
    const TestFolder folder;
    const ProgramRun good = folder.run("lexicon check");
    CHECK(good.code == 0);
    CHECK_THAT(good.out, Contains("no errors") && Contains("organization"));
    const std::string data = folder / "data";
    std::filesystem::copy(ENTENTE_DATA_DIR, data, std::filesystem::copy_options::recursive);
    std::ofstream(data + "/actors/persons.tsv", std::ios::app) << "person:nobody\n";
    const ProgramRun broken = folder.run("lexicon check --data " + data);
    CHECK(broken.code == 3);
    CHECK_THAT(broken.err, Contains("persons.tsv"));
}
