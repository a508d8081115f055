#include "tests/tools/program.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

std::string database_of(const TestFolder& folder) {
    const std::string article =
        folder.write("a.txt", "Emmanuel Macron met Volodymyr Zelensky in Paris on Monday.\n");
    const std::string db = folder / "news.db";
    REQUIRE(folder.run("ingest --date 2025-06-01 --db " + db + " " + article).code == 0);
    return db;
}

}  // namespace

TEST_CASE("a database is verified, backed up, lost and restored") {
    const TestFolder folder;
    const std::string db = database_of(folder), backups = folder / "backups";
    const ProgramRun sound = folder.run("verify --db " + db);
    CHECK(sound.code == 0);
    CHECK_THAT(sound.out, Contains("articles") && Contains("evidence"));
    const std::string before = folder.run("export --db " + db).out;

    CHECK_THAT(folder.run("backup " + backups + " --db " + db).err, Contains("backup 1"));
    CHECK(folder.run("restore " + backups + " --db " + db).code == 3);
    std::filesystem::remove_all(db);
    CHECK(folder.run("restore " + backups + " --db " + db).code == 0);
    CHECK(folder.run("export --db " + db).out == before);
    CHECK(folder.run("restore " + (folder / "nothing") + " --db " + db + "2").code == 3);
}

TEST_CASE("verifying leaves nothing behind, and needs a database") {
    const TestFolder folder;
    const std::string db = database_of(folder);
    CHECK(folder.run("verify --db " + db + "/").code == 0);
    for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(db).parent_path()))
        CHECK_THAT(file.path().filename().string(), !Contains("verify"));
    const ProgramRun none = folder.run("verify --db " + (folder / "none.db"));
    CHECK(none.code == 3);
    CHECK_THAT(none.err, Contains("no database here"));
}
