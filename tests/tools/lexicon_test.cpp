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

TEST_CASE("articles are read with the user's own actors, and read anew when these change") {
    const TestFolder folder;
    const std::string mine = folder.write("mine.tsv",
                                          "# persons 1\nperson:nova-three\tNova Three\tThree\tPOL\t\t\n"
                                          "\tpresident\tPOL\t2025-08-06\t\t\ta test\n");
    const std::string article = folder.write("a.txt", "The Polish president visited Berlin on Monday.\n");
    const std::string read = " --date 2025-10-01 " + article, own = " --lexicon " + mine;
    const ProgramRun with = folder.run("extract" + read + own);
    CHECK(with.code == 0);
    CHECK_THAT(with.out, Contains("person:nova-three"));
    CHECK_THAT(folder.run("extract" + read).out, !Contains("nova-three"));

    const std::string ingest = "ingest --db " + (folder / "news.db");
    CHECK(folder.run(ingest + read).code == 0);
    CHECK_THAT(folder.run(ingest + read + own + " --replace").err, Contains("1 articles stored"));
    CHECK_THAT(folder.run(ingest + read + own).err, Contains("1 known"));

    const std::string broken = folder.write("broken.tsv", "# persons 1\nperson:x\tX\n");
    const ProgramRun refused = folder.run(ingest + read + " --lexicon " + broken);
    CHECK(refused.code == 3);
    CHECK_THAT(refused.err, Contains("broken.tsv:2"));
    CHECK(folder.run("extract" + read + " --lexicon nowhere.tsv").code == 2);
}
