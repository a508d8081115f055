#include "storage/backup.h"

#include "core/model/error.h"
#include "tests/storage/random_graphs.h"

#include <fstream>

#include <catch2/catch.hpp>

using namespace entente;
using Catch::Contains;

TEST_CASE("a backup gives back the state that was backed up, and each of the earlier ones") {
    const DatabaseFolder database, folder, latest, first;
    std::vector<std::string> one, two;
    {
        Store store = Store::open(database, OpenMode::create);
        for (unsigned i = 0; i < 20; ++i) store.put(random_graph("a" + std::to_string(i), i));
        one = export_lines(store);
    }
    CHECK(back_up(database, folder).number == 1);
    {
        Store store = Store::open(database, OpenMode::read_write);
        store.put(random_graph("b", 77));
        store.retract("a3");
        store.add_decision({"same-as", "state:N1", "state:N2", "2025-01-01", "a test", {}});
        two = export_lines(store);
    }
    CHECK(back_up(database, folder).number == 2);
    CHECK(restore(folder, latest).number == 2);
    CHECK(export_lines(Store::open(latest, OpenMode::read_only)) == two);
    CHECK(restore(folder, first, 1).number == 1);
    CHECK(export_lines(Store::open(first, OpenMode::read_only)) == one);
    // A restored database is one like others.
    CHECK(Store::open(latest, OpenMode::read_write).put(random_graph("c", 5)) == PutResult::stored);
}

TEST_CASE("a restore writes over nothing, and a damaged backup is refused") {
    const DatabaseFolder database, folder, target, empty;
    { Store::open(database, OpenMode::create).put(random_graph("a", 1)); }
    CHECK_THROWS_WITH(restore(folder, target), Contains("is no folder of backups"));
    back_up(database, folder);
    CHECK_THROWS_WITH(restore(folder, database), Contains("is there already"));
    CHECK_THROWS_WITH(restore(folder, target, 9), Contains("holds no backup 9"));
    CHECK_THROWS_WITH(back_up(database, database), Contains("is a database"));
    CHECK_THROWS_WITH(back_up(empty, folder), Contains("no database here"));
    {
        const Store writer = Store::open(database, OpenMode::read_write);
        CHECK_THROWS_WITH(back_up(database, folder), Contains("another process is writing"));
    }
    bool damaged = false;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path()))
        if (!damaged && file.is_regular_file() && file.path().string().find("shared") != std::string::npos) {
            std::ofstream(file.path(), std::ios::binary | std::ios::in).put('\x7f');
            damaged = true;
        }
    if (!damaged)
        for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path() / "private"))
            if (file.is_regular_file() && file.path().extension() == ".log") {
                std::ofstream(file.path(), std::ios::binary | std::ios::in).put('\x7f');
                damaged = true;
            }
    REQUIRE(damaged);
    CHECK_THROWS_WITH(restore(folder, target), Contains("damaged"));
    CHECK_FALSE(std::filesystem::exists(target.path()));
}
