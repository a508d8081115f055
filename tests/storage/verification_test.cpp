#include "storage/verification.h"

#include "core/model/error.h"
#include "storage/database.h"
#include "tests/storage/random_graphs.h"

#include <algorithm>
#include <fstream>

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::storage;

namespace {

void fill(const std::filesystem::path& folder, int articles) {
    Store store = Store::open(folder, OpenMode::create);
    for (int i = 0; i < articles; ++i)
        store.put(random_graph("article " + std::to_string(i), static_cast<unsigned>(i)));
    store.put(random_graph("article 3", 3, 1));  // replaced, and retracted: sums that were taken back
    store.retract("article 4");
    store.add_decision({"same-as", "state:N1", "state:N2", "2025-01-01", "a test", {}});
    store.sync();
}

/// All table files of a database.
std::vector<std::filesystem::path> tables(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(folder))
        if (file.path().extension() == ".sst") files.push_back(file.path());
    std::sort(files.begin(), files.end());
    return files;
}

void flip_bit(const std::filesystem::path& file, std::uintmax_t at) {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekg(static_cast<std::streamoff>(at));
    const char byte = static_cast<char>(stream.get() ^ 4);
    stream.seekp(static_cast<std::streamoff>(at));
    stream.put(byte);
}

}  // namespace

TEST_CASE("a sound database verifies, and the one built for it is the same") {
    const DatabaseFolder folder, scratch;
    fill(folder, 40);
    const VerificationReport report = verify(folder, scratch);
    CHECK(report.sound());
    CHECK(report.articles == 39);
    CHECK(report.families.size() == 7);
    CHECK(all_rows(Store::open(scratch, OpenMode::read_only)) ==
          all_rows(Store::open(folder, OpenMode::read_only)));
}

TEST_CASE("a missing, a surplus and a changed row of any index are found and repaired") {
    const auto family = GENERATE(kNodes, kEdges, kIncoming, kMentions, kEvidence, kNames, kTimeline);
    const DatabaseFolder folder, scratch, again;
    fill(folder, 12);
    const auto sound = all_rows(Store::open(folder, OpenMode::read_only));
    std::vector<std::string> keys;
    {
        Rocks rocks(folder, OpenMode::read_write);
        rocks.scan(family, "", [&](std::string_view key, std::string_view) {
            keys.emplace_back(key);
            return true;
        });
        rocksdb::WriteBatch batch;
        batch.Delete(rocks.family(family), keys[0]);
        batch.Put(rocks.family(family), keys[1], "another value");
        batch.Put(rocks.family(family), keys[2] + "x", "value");
        rocks.write(batch);
    }
    const VerificationReport report = verify(folder, scratch);
    CHECK_FALSE(report.sound());
    CHECK(report.damage.size() <= 1);  // the value of a sum that can't be read says so itself
    for (const auto& f : report.families) {
        INFO(f.name << ": " << f.example);
        if (f.name != kFamilyNames[family]) {
            CHECK(f.sound());
            continue;
        }
        CHECK(f.missing == 1);
        CHECK(f.surplus == 1);
        CHECK(f.different == 1);
        CHECK_FALSE(f.example.empty());
    }
    const std::filesystem::path kept = repair(folder, scratch, report);
    CHECK(all_rows(Store::open(folder, OpenMode::read_only)) == sound);
    CHECK(verify(folder, again).sound());
    std::filesystem::remove_all(kept);
}

TEST_CASE("a flipped bit in any table is found, and what can be read is saved") {
    DatabaseFolder clean;
    fill(clean, 30);
    const std::size_t count = tables(clean).size();
    if (count == 0) {  // all in the log yet: write the tables
        Rocks rocks(clean, OpenMode::read_write);
        for (int f = 0; f < kFamilies; ++f)
            rocks.check(rocks.db().Flush({}, rocks.family(static_cast<Family>(f))), "write");
    }
    const std::vector<std::filesystem::path> files = tables(clean);
    REQUIRE(files.size() >= 8);
    for (const std::filesystem::path& file : files) {
        const DatabaseFolder folder, scratch, again;
        std::filesystem::copy(clean.path(), folder.path(), std::filesystem::copy_options::recursive);
        flip_bit(folder.path() / file.filename(), std::filesystem::file_size(file) / 3);
        const VerificationReport report = verify(folder, scratch);
        INFO(file.filename());
        CHECK_FALSE(report.sound());
        CHECK_FALSE(report.damage.empty());
        CHECK(report.articles + report.lost_articles.size() == 29);
        if (report.articles == 0) {  // all stand in one block of this small table
            CHECK_THROWS_AS(repair(folder, scratch, report), Error);
            continue;
        }
        const std::filesystem::path kept = repair(folder, scratch, report);
        CHECK(verify(folder, again).sound());
        std::filesystem::remove_all(kept);
    }
}

TEST_CASE("an article without its content is named, and the others are kept") {
    const DatabaseFolder folder, scratch;
    fill(folder, 12);
    {
        Rocks rocks(folder, OpenMode::read_write);
        std::string first;
        rocks.scan(kByArticle, "", [&](std::string_view key, std::string_view) {
            first = key;
            return false;
        });
        rocksdb::WriteBatch batch;
        batch.Delete(rocks.family(kByArticle), first);
        rocks.write(batch);
    }
    const VerificationReport report = verify(folder, scratch);
    REQUIRE(report.lost_articles.size() == 1);
    CHECK(report.lost_articles[0].id == "article 0");
    CHECK_THAT(report.lost_articles[0].reason, Catch::Contains("missing"));
    CHECK(report.articles == 10);
}

TEST_CASE("nothing is repaired while another writes, or after it was written to") {
    const DatabaseFolder folder, scratch;
    fill(folder, 6);
    const VerificationReport report = verify(folder, scratch);
    {
        Store writer = Store::open(folder, OpenMode::read_write);
        CHECK_THROWS_WITH(repair(folder, scratch, report), Catch::Contains("another process is writing"));
        writer.put(random_graph("a new one", 99));
    }
    CHECK_THROWS_WITH(repair(folder, scratch, report), Catch::Contains("written to while"));
    CHECK(Store::open(folder, OpenMode::read_only).article("a new one"));
    CHECK_THROWS_WITH(verify(folder, scratch), Catch::Contains("is there already"));
}

TEST_CASE("a database of which no article can be read is left as it is") {
    const DatabaseFolder folder, scratch;
    fill(folder, 6);
    {
        Rocks rocks(folder, OpenMode::read_write);
        rocksdb::WriteBatch batch;
        rocks.scan(kArticles, "", [&](std::string_view key, std::string_view) {
            batch.Delete(rocks.family(kArticles), std::string(key));
            return true;
        });
        rocks.write(batch);
    }
    const VerificationReport report = verify(folder, scratch);
    CHECK(report.lost_articles.size() == 5);
    CHECK_THROWS_WITH(repair(folder, scratch, report), Catch::Contains("restore a backup"));
    CHECK(Store::open(folder, OpenMode::read_only).node("state:N1"));
}
