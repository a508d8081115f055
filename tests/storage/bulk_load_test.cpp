#include "storage/bulk_load.h"

#include "core/model/error.h"
#include "storage/database.h"
#include "tests/storage/random_graphs.h"

#include <algorithm>
#include <fstream>

#include <catch2/catch.hpp>

using namespace entente;
using Catch::Contains;

namespace {

/// Articles of which many come in several versions, in any order.
std::vector<ArticleGraph> shuffled_versions(unsigned articles, unsigned seed) {
    std::vector<ArticleGraph> graphs;
    std::mt19937 random(seed);
    for (unsigned i = 0; i < articles; ++i)
        for (unsigned version = 0; version <= random() % 3; ++version)
            graphs.push_back(random_graph("article " + std::to_string(i), i, version));
    graphs.push_back(graphs.front());
    std::shuffle(graphs.begin(), graphs.end(), random);
    return graphs;
}

}  // namespace

TEST_CASE("a bulk load gives the rows that storing one article after another gives") {
    const auto limits = GENERATE(BulkLimits{}, BulkLimits{20'000, 0}, BulkLimits{2'000, 3});
    const std::vector<ArticleGraph> graphs = shuffled_versions(120, 5);
    const DatabaseFolder one_by_one, at_once;
    Store expected = Store::open(one_by_one, OpenMode::create),
          store = Store::open(at_once, OpenMode::create);
    for (const ArticleGraph& graph : graphs) expected.put(graph);
    {
        BulkLoad loading(store, limits);
        for (const ArticleGraph& graph : graphs) loading.put(graph);
        CHECK(loading.finish() == 120);
    }
    CHECK(all_rows(store) == all_rows(expected));
    CHECK_FALSE(std::filesystem::exists(at_once.path() / "bulk"));
    // It is a database like others afterwards.
    for (Store* s : {&store, &expected}) {
        CHECK(s->put(random_graph("article 7", 7, 9), VersionRule::replace) == PutResult::replaced);
        CHECK(s->retract("article 8"));
    }
    CHECK(all_rows(store) == all_rows(expected));
}

TEST_CASE("a bulk load that is not finished leaves the database empty") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    {
        BulkLoad loading(store, {1'000, 0});
        for (unsigned i = 0; i < 50; ++i) loading.put(random_graph("a" + std::to_string(i), i));
    }
    CHECK(store.empty());
    CHECK_FALSE(std::filesystem::exists(folder.path() / "bulk"));
}

TEST_CASE("what a killed bulk load left is removed by the next who writes") {
    const DatabaseFolder folder;
    { Store::open(folder, OpenMode::create).put(random_graph("a", 1)); }
    std::filesystem::create_directories(folder.path() / "bulk");
    std::ofstream(folder.path() / "bulk" / "segment0-articles-0.sst") << "half a table";
    CHECK(Store::open(folder, OpenMode::read_only).article("a"));
    CHECK(std::filesystem::exists(folder.path() / "bulk"));
    CHECK(Store::open(folder, OpenMode::read_write).article("a"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "bulk"));
}

TEST_CASE("a bulk load needs a database without articles") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    store.put(random_graph("a", 1));
    CHECK_THROWS_WITH(BulkLoad(store), Contains("holds articles already"));
    CHECK(store.article("a"));
}

TEST_CASE("filling a new store from several at once is merging them one by one") {
    const DatabaseFolder folders[3], at_once, one_by_one;
    std::vector<Store> sources;
    for (unsigned i = 0; i < 3; ++i) {
        sources.push_back(Store::open(folders[i], OpenMode::create));
        for (const ArticleGraph& graph : shuffled_versions(30 + i, i)) sources[i].put(graph);
        sources[i].put(random_graph("only " + std::to_string(i), 70 + i));
        sources[i].put(random_graph("in all, alike", 90));
        sources[i].add_decision({"same-as", "a", "b", "2026-01-0" + std::to_string(i + 1), "part", {}});
        sources[i].add_decision({"same-as", "c", "d", "2026-02-01", "in all", {}});
    }
    Store store = Store::open(at_once, OpenMode::create),
          expected = Store::open(one_by_one, OpenMode::create);
    for (const Store& source : sources) expected.merge_from(source);
    const std::vector<MergeReport> reports = store.fill_from({&sources[0], &sources[1], &sources[2]});
    CHECK(all_rows(store) == all_rows(expected));
    REQUIRE(reports.size() == 3);
    CHECK(reports[0].stored + reports[1].stored + reports[2].stored == 32 + 3 + 1);
    CHECK(reports[0].decisions == 2);
    CHECK(reports[2].decisions == 1);
}

TEST_CASE("a damaged source is reported, and the new store stays without articles") {
    const DatabaseFolder damaged, sound, target;
    {
        Store store = Store::open(damaged, OpenMode::create);
        for (unsigned i = 0; i < 10; ++i) store.put(random_graph("a" + std::to_string(i), i));
    }
    {
        storage::Rocks rocks(damaged, OpenMode::read_write);
        rocksdb::WriteBatch batch;
        rocks.scan(storage::kByArticle, "", [&](std::string_view key, std::string_view) {
            batch.Delete(rocks.family(storage::kByArticle), std::string(key));
            return false;
        });
        rocks.write(batch);
    }
    Store other = Store::open(sound, OpenMode::create);
    other.put(random_graph("b", 3));
    const Store source = Store::open(damaged, OpenMode::read_only);
    Store store = Store::open(target, OpenMode::create);
    CHECK_THROWS_WITH(store.fill_from({&other, &source}), Contains("damaged"));
    CHECK(store.empty());
    CHECK_FALSE(std::filesystem::exists(target.path() / "bulk"));
}
