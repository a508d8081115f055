#include "tests/tools/program.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

std::string articles(const std::string& prefix, int count) {
    std::string all;
    std::mt19937 random(1);
    for (int i = 0; i < count; ++i) {
        std::string digits;  // that no compression makes much smaller
        for (int n = 0; n < 20; ++n) digits += std::to_string(random());
        all += R"({"id":")" + prefix + std::to_string(i) +
               R"(","date":"2025-12-05","text":"Germany accused Russia of spying. Emmanuel Macron met )" +
               R"(Volodymyr Zelensky in Paris. No. )" + digits + R"(."})" + "\n";
    }
    return all;
}

/// Runs `script` with a small file system of its own below the folder, where the system lets users do that.
bool with_small_disk(const TestFolder& folder, const std::string& size, const std::string& script) {
    if (std::system("unshare -rm true 2>/dev/null") != 0) {
        WARN("no name space of its own for a small disk: not tried");
        return false;
    }
    std::filesystem::create_directories(folder / "disk");
    const std::string file =
        folder.write("script.sh", "set -e\nmount -t tmpfs -o size=" + size + " disk '" + (folder / "disk") +
                                      "'\ncd '" + (folder / "disk") +
                                      "'\nexport ENTENTE_DATA='" ENTENTE_DATA_DIR
                                      "'\nentente() { '" ENTENTE_PROGRAM "' \"$@\"; }\n" +
                                      script);
    const std::string command =
        "unshare -rm sh '" + file + "' >'" + (folder / "out") + "' 2>'" + (folder / "err") + "'";
    const int status = std::system(command.c_str());
    INFO(TestFolder::read(folder / "out") << TestFolder::read(folder / "err"));
    CHECK(status == 0);
    return true;
}

}  // namespace

TEST_CASE("with 64 files open at most, databases are filled, merged, read and verified") {
    const TestFolder folder;
    const std::string few = "ulimit -n 64; ";
    std::string parts;
    for (const char* name : {"a", "b", "c"}) {
        const std::string db = folder / name;
        for (int run = 0; run < 3; ++run) {
            const std::string file = folder.write("in.jsonl", articles(name + std::to_string(run), 40));
            REQUIRE(folder.run("ingest -q --jobs 2 --db " + db + " " + file, "", few).code == 0);
        }
        parts += " " + db;
    }
    CHECK(folder.run("merge" + parts + " --into " + (folder / "all"), "", few).code == 0);
    CHECK(folder.run("merge" + parts + " --into " + (folder / "a2"), "", few).code == 0);
    CHECK(folder.run("verify --db " + (folder / "all"), "", few).code == 0);
    CHECK_THAT(folder.run("query macron --db " + (folder / "all"), "", few).out, Contains("360 articles"));
    const std::string exported = folder / "all.jsonl";
    CHECK(folder.run("export --db " + (folder / "all") + " -o " + exported, "", few).code == 0);
    CHECK(folder.run("import --db " + (folder / "again") + " " + exported, "", few).code == 0);
    CHECK(folder.run("export --db " + (folder / "again"), "", few).out == TestFolder::read(exported));
}

TEST_CASE("a full disk is named, and what was stored before is there and sound") {
    const TestFolder folder;
    const std::string file = folder.write("in.jsonl", articles("a", 3000));
    const bool tried = with_small_disk(folder, "3m",
                                       "code=0; entente ingest --jobs 1 --db news.db '" + file +
                                           "' 2>../said || code=$?\n"
                                           "cat ../said; test $code = 3; grep -q 'disk is full' ../said\n"
                                           "cp -r news.db '" +
                                           (folder / "kept.db") + "'\n");
    if (!tried) return;
    const ProgramRun sound = folder.run("verify --db " + (folder / "kept.db"));
    CHECK(sound.code == 0);
    const std::string lines = folder.run("export --db " + (folder / "kept.db")).out;
    CHECK(std::count(lines.begin(), lines.end(), '\n') > 100);
    // The same command goes on once there is room.
    CHECK(folder.run("ingest --db " + (folder / "kept.db") + " " + file).code == 0);
    const std::string all = folder.run("export --db " + (folder / "kept.db")).out;
    CHECK(std::count(all.begin(), all.end(), '\n') == 3000);
}

TEST_CASE("a bulk load and a merge that fill the disk store nothing and leave no tables behind") {
    const TestFolder folder;
    const std::string exported = folder / "in.jsonl", db = folder / "big.db";
    REQUIRE(folder.run("ingest -q --db " + db + " " + folder.write("a.jsonl", articles("a", 3000))).code ==
            0);
    REQUIRE(folder.run("export --db " + db + " -o " + exported).code == 0);
    with_small_disk(folder, "500k",
                    "for command in \"import --db new.db '" + exported + "'\" \"merge '" + db +
                        "' --into new.db\"; do\n"
                        "  code=0; eval entente $command 2>../said || code=$?\n"
                        "  cat ../said; test $code = 3; grep -q 'disk is full' ../said\n"
                        "  test ! -e new.db/bulk\n"
                        "  entente export --db new.db >../lines; test ! -s ../lines\n"
                        "done\n");
}

TEST_CASE("a database on a disk that can't be written is read, and writing to it is refused") {
    const TestFolder folder;
    const std::string file = folder.write("in.jsonl", articles("a", 3));
    with_small_disk(folder, "60m",
                    "entente ingest -q --db news.db '" + file + "'\nmount -o remount,ro '" +
                        (folder / "disk") +
                        "'\nentente query macron --db news.db | grep -q '3 articles'\n"
                        "code=0; entente ingest -q --db news.db '" +
                        file + "' 2>'" + (folder / "said") +
                        "' || code=$?\n"
                        "test $code = 3; grep -q 'no permission to write' '" +
                        (folder / "said") + "'\n");
}

TEST_CASE("two writers at once: the second is told so and the first goes on") {
    const TestFolder folder;
    const std::string db = folder / "news.db", pipe = folder / "pipe";
    REQUIRE(folder.run("ingest -q --db " + db + " " + folder.write("a.jsonl", articles("a", 2))).code == 0);
    REQUIRE(std::system(("mkfifo '" + pipe + "'").c_str()) == 0);
    // The first waits for articles from the pipe until the second has been refused.
    const ProgramRun first = folder.run(
        "ingest -q --db " + db + " '" + pipe + "'", "",
        "( exec 3>'" + pipe +
            "'; sleep 1; ENTENTE_DATA='" ENTENTE_DATA_DIR "' '" ENTENTE_PROGRAM "' ingest -q --db " + db +
            " '" + folder.write("b.jsonl", articles("b", 1)) + "' 2>'" + (folder / "said") + "'; echo $? >'" +
            (folder / "code") + "'; cat '" + folder.write("c.jsonl", articles("c", 2)) + "' >&3 ) & ");
    CHECK(first.code == 0);
    CHECK(TestFolder::read(folder / "code") == "3\n");
    CHECK_THAT(TestFolder::read(folder / "said"), Contains("another process is writing"));
    const std::string lines = folder.run("export --db " + db).out;
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 4);
}
