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

TEST_CASE("an actor is added to a lexicon of one's own, and found there") {
    const TestFolder folder;
    const std::string mine = folder / "mine.tsv";
    const ProgramRun added =
        folder.run("lexicon add 'Tarna Brook' 'T. Brook' --to " + mine +
                   " --type person --country NOR --office foreign-minister --of NOR --since 2025-10-01");
    CHECK(added.err.empty());
    CHECK(added.code == 0);
    CHECK_THAT(added.out, Contains("person:tarna-brook"));
    CHECK(folder.run("lexicon add 'Nova Quell' --to " + mine + " --type person").code == 0);
    const ProgramRun found = folder.run("lexicon find Brook Quell --lexicon " + mine);
    CHECK(found.code == 0);
    CHECK_THAT(found.out,
               Contains("foreign-minister of Norway, 2025-10-01 to date") && Contains("person:nova-quell"));

    const std::string names = folder / "names.tsv";
    CHECK(folder.run("lexicon add Snowland --to " + names + " --id state:NOR").code == 0);
    CHECK_THAT(folder.run("lexicon find Snowland --lexicon " + names).out, Contains("state:NOR"));
}

TEST_CASE("an addition that can't be read is not made") {
    const TestFolder folder;
    const std::string mine = folder.write("mine.tsv", "# places 1\nplace:here\tHere\tcity\tNOR\t\t\t\n");
    const std::string before = TestFolder::read(mine);
    const ProgramRun other = folder.run("lexicon add 'Tarna Brook' --to " + mine + " --type person");
    CHECK(other.code == 2);
    CHECK_THAT(other.err, Contains("# persons 1"));
    const ProgramRun nowhere = folder.run("lexicon add 'Tarna Brook' --to " + (folder / "new.tsv") +
                                          " --type person --office foreign-minister --of NOWHERE");
    CHECK(nowhere.code == 2);
    CHECK_THAT(nowhere.err, Contains("nothing was added"));
    CHECK_FALSE(std::filesystem::exists(folder / "new.tsv"));
    CHECK(folder.run("lexicon add X --to " + mine + " --id person:nobody-at-all").code == 2);
    CHECK(TestFolder::read(mine) == before);
}
