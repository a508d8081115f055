#include "core/model/error.h"
#include "storage/article_codec.h"
#include "storage/byte_codec.h"
#include "tests/storage/random_graphs.h"

#include <fstream>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <rocksdb/db.h>

using namespace entente;
using Catch::Contains;

namespace {

void expect_refusal(const std::filesystem::path& path, OpenMode mode, const std::string& words) {
    INFO(words);
    try {
        Store::open(path, mode);
        FAIL("was opened");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::storage);
        CHECK_THAT(error.what(), Contains(path.string()) && Contains(words));
    }
}

}  // namespace

TEST_CASE("each kind of wrong directory gets its own message") {
    const DatabaseFolder missing, empty, other, file, foreign;
    expect_refusal(missing, OpenMode::read_only, "no database here");
    expect_refusal(missing, OpenMode::read_write, "no database here");
    std::filesystem::create_directories(empty.path());
    expect_refusal(empty, OpenMode::read_only, "no database here");
    std::filesystem::create_directories(other.path());
    std::ofstream(other.path() / "letter.txt") << "Dear reader";
    expect_refusal(other, OpenMode::create, "not a database");
    std::ofstream(file.path()) << "x";
    expect_refusal(file, OpenMode::create, "is a file");
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* db = nullptr;
    REQUIRE(rocksdb::DB::Open(options, foreign.path().string(), &db).ok());
    db->Put({}, "their", "data");
    delete db;
    expect_refusal(foreign, OpenMode::create, "another program");
}

TEST_CASE("a database of a newer schema is refused") {
    const DatabaseFolder folder;
    { Store::open(folder, OpenMode::create); }
    std::vector<std::string> names;
    rocksdb::DB::ListColumnFamilies({}, folder.path().string(), &names);
    {
        rocksdb::Options options;
        std::vector<rocksdb::ColumnFamilyDescriptor> families;
        for (const std::string& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
        std::vector<rocksdb::ColumnFamilyHandle*> handles;
        rocksdb::DB* db = nullptr;
        REQUIRE(rocksdb::DB::Open(options, folder.path().string(), families, &handles, &db).ok());
        for (auto* handle : handles)
            if (handle->GetName() == "meta") db->Put({}, handle, "schema", "99");
        for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
        delete db;
    }
    expect_refusal(folder, OpenMode::read_only, "schema 99");
}

TEST_CASE("a second writer is refused, a reader is not") {
    const DatabaseFolder folder;
    Store writer = Store::open(folder, OpenMode::create);
    writer.put(random_graph("a", 1));
    expect_refusal(folder, OpenMode::read_write, "another process is writing");
    const Store reader = Store::open(folder, OpenMode::read_only);
    CHECK(reader.article("a"));
    writer.put(random_graph("b", 2));
    CHECK_FALSE(reader.article("b"));  // sees what was there when it was opened
}

TEST_CASE("a kill at any moment of making a database leaves one that can be made on") {
    for (int round = 0; round < 25; ++round) {
        const DatabaseFolder folder;
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            Store store = Store::open(folder, OpenMode::create);
            store.put(random_graph("a", 1));
            pause();
        }
        usleep(static_cast<useconds_t>(1000 * round));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        Store store = Store::open(folder, OpenMode::create);
        store.put(random_graph("b", 2));
        CHECK(store.article("b"));
    }
}

TEST_CASE("a store that is open for reading refuses to change") {
    const DatabaseFolder folder;
    { Store::open(folder, OpenMode::create).put(random_graph("a", 1)); }
    Store reader = Store::open(folder, OpenMode::read_only);
    CHECK_THROWS_WITH(reader.put(random_graph("b", 2)), Contains("reading only"));
    CHECK_THROWS_WITH(reader.retract("a"), Contains("reading only"));
}

TEST_CASE("a damaged database is reported as one") {
    const DatabaseFolder folder;
    {
        Store store = Store::open(folder, OpenMode::create);
        store.put(random_graph("a", 1));
    }
    std::ofstream(folder.path() / "CURRENT", std::ios::trunc) << "MANIFEST-nothing\n";
    expect_refusal(folder, OpenMode::read_only, "database");
}

TEST_CASE("keys keep the order of their parts") {
    std::mt19937 random(3);
    const auto part = [&] {
        std::string s(random() % 4, '\0');
        for (char& c : s)
            c = "\0\x01\xFF"
                "ab"[random() % 5];
        return s;
    };
    for (int i = 0; i < 5000; ++i) {
        const std::string a = part(), b = part(), x = part(), y = part();
        std::string first, second;
        storage::append_part(first, a), storage::append_part(first, x);
        storage::append_part(second, b), storage::append_part(second, y);
        CHECK((first < second) == (std::make_pair(a, x) < std::make_pair(b, y)));
        std::string_view rest = first;
        CHECK(storage::take_part(rest) == a);
        CHECK(storage::take_part(rest) == x);
        CHECK(rest.empty());
    }
}

TEST_CASE("a value that is cut off or changed anywhere is refused or read, never crashes") {
    const ArticleGraph graph = random_graph("a", 5);
    const std::string head = storage::encode_article(graph, fingerprint_of(graph.article.text)),
                      content = storage::encode_content(graph);
    std::mt19937 random(11);
    for (int i = 0; i < 3000; ++i) {
        for (std::string bytes : {head, content}) {
            if (random() % 2)
                bytes.resize(random() % bytes.size());
            else
                bytes[random() % bytes.size()] = static_cast<char>(random());
            try {
                ArticleGraph read = storage::decode_article(head);
                storage::decode_content(bytes, read);
                storage::decode_article(bytes);
            } catch (const storage::DamagedValue&) {
            }
        }
    }
    SUCCEED();
}
