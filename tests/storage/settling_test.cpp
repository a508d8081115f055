#include "storage/database.h"
#include "tests/storage/random_graphs.h"

#include <random>

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::storage;

namespace {

std::string random_bytes(std::mt19937& random, std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i + 4 <= size; i += 4)
        for (std::uint32_t n = random(), b = 0; b < 4; ++b) bytes[i + b] = static_cast<char>(n >> 8 * b);
    return bytes;
}

std::uint64_t files_at_level_0(const Rocks& rocks) {
    std::string files;
    REQUIRE(rocks.db().GetProperty(rocks.family(kArticles), "rocksdb.num-files-at-level0", &files));
    return std::stoull(files);
}

}  // namespace

TEST_CASE("a database that has settled has packed all tables that were due") {
    const DatabaseFolder folder;
    std::mt19937 random(3);
    std::map<std::string, std::string> written;
    {
        Rocks rocks(folder.path(), OpenMode::create);
        for (int table = 0; table < 9; ++table) {
            rocksdb::WriteBatch batch;
            for (int row = 0; row < 128; ++row) {
                const std::string key = "key" + std::to_string(random() % 1000);
                batch.Put(rocks.family(kArticles), key, written[key] = random_bytes(random, 60'000));
            }
            rocks.write(batch);
            rocks.sync();
        }
        rocks.settle({});
        // Four begin to be packed (level0_file_num_compaction_trigger).
        CHECK(files_at_level_0(rocks) < 4);
        rocks.settle([]() -> bool { throw std::logic_error("is asked where nothing is due"); });
    }
    const Rocks rocks(folder.path(), OpenMode::read_only);
    std::map<std::string, std::string> read;
    rocks.scan(kArticles, "",
               [&](std::string_view key, std::string_view value) { return read.emplace(key, value), true; });
    CHECK(read == written);
}

TEST_CASE("settling ends when it is told to") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    store.put(random_graph("a", 1));
    store.settle([] { return false; });
    CHECK(store.article("a"));
}
