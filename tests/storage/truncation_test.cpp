#include "core/model/error.h"
#include "storage/database.h"
#include "storage/verification.h"
#include "tests/storage/random_graphs.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::storage;

namespace {

std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder, const char* extension) {
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(folder))
        if (file.path().extension() == extension && file.file_size() > 0) files.push_back(file.path());
    std::sort(files.begin(), files.end());
    return files;
}

void flush(const std::filesystem::path& folder) {
    const Rocks rocks(folder, OpenMode::read_write);
    for (int f = 0; f < kFamilies; ++f)
        rocks.check(rocks.db().Flush({}, rocks.family(static_cast<Family>(f))), "write");
}

}  // namespace

TEST_CASE("a log that is cut off anywhere loses only the articles that came last") {
    constexpr int kArticles = 20;
    const DatabaseFolder whole;
    {
        Store store = Store::open(whole, OpenMode::create);
        for (int i = 0; i < kArticles; ++i)
            store.put(random_graph("a" + std::to_string(100 + i), static_cast<unsigned>(i)));
    }
    std::mt19937 random(5);
    int lost = 0;
    for (int round = 0; round < 8; ++round) {
        const DatabaseFolder cut, scratch;
        std::filesystem::copy(whole.path(), cut.path());
        const auto logs = files_of(cut, ".log");
        REQUIRE(logs.size() == 1);
        std::filesystem::resize_file(logs[0], std::filesystem::file_size(logs[0]) - 1 - random() % 20'000);
        int there = 0;
        {
            const Store store = Store::open(cut, OpenMode::read_write);
            while (there < kArticles && store.article("a" + std::to_string(100 + there))) ++there;
            for (int i = there; i < kArticles; ++i) CHECK_FALSE(store.article("a" + std::to_string(100 + i)));
        }
        lost += kArticles - there;
        const VerificationReport report = verify(cut, scratch);
        CHECK(report.sound());
        CHECK(report.articles == static_cast<std::uint64_t>(there));
    }
    CHECK(lost > 0);
}

TEST_CASE("a table that is cut off is found by verify, and what can be read is saved") {
    const DatabaseFolder whole;
    {
        Store store = Store::open(whole, OpenMode::create);
        for (unsigned i = 0; i < 60; ++i) store.put(random_graph("a" + std::to_string(i), i));
    }
    flush(whole);
    const auto tables = files_of(whole, ".sst");
    REQUIRE(tables.size() >= 8);
    for (const auto& table : tables) {
        const DatabaseFolder cut, scratch, again;
        std::filesystem::copy(whole.path(), cut.path());
        std::filesystem::resize_file(cut.path() / table.filename(), std::filesystem::file_size(table) / 2);
        INFO(table.filename());
        const VerificationReport report = verify(cut, scratch);
        CHECK_FALSE(report.sound());
        CHECK_FALSE(report.damage.empty());
        if (report.articles == 0) continue;  // the table of all articles
        CHECK(report.articles == 60);
        const std::filesystem::path kept = repair(cut, scratch, report);
        CHECK(verify(cut, again).sound());
        std::filesystem::remove_all(kept);
    }
}
