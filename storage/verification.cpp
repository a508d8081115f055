#include "storage/verification.h"

#include "core/model/error.h"
#include "core/model/json.h"
#include "storage/article_codec.h"
#include "storage/automatic_identity_rows.h"
#include "storage/bulk_load.h"
#include "storage/byte_codec.h"
#include "storage/database.h"
#include "storage/row_keys.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <rocksdb/env.h>

namespace entente {

using namespace storage;

namespace {

constexpr std::array kDerived = {kNodes, kEdges, kIncoming, kMentions, kEvidence, kNames, kTimeline};

/// A key's parts as a person can read them.
std::string readable(std::string_view key) {
    std::string text;
    try {
        while (!key.empty()) text += (text.empty() ? "" : " ") + take_part(key);
    } catch (const DamagedValue&) {
        // What is left is a number.
    }
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ') c = '?';
    return text;
}

/// Reads a family as far as it can be read; what stops it goes into the report.
void scan_readable(const Rocks& rocks, Family family, VerificationReport& report,
                   const std::function<void(std::string_view key, std::string_view value)>& visit) {
    try {
        rocks.scan(family, "", [&](std::string_view key, std::string_view value) {
            visit(key, value);
            return true;
        });
    } catch (const Error& error) {
        report.damage.emplace_back(error.what());
    }
}

/// The keys of all articles that any row tells of: where a block of the articles themselves is damaged,
/// others still know which stood in it.
std::set<std::string> article_keys(const Rocks& rocks, VerificationReport& report) {
    std::set<std::string> keys;
    for (const Family family : {kArticles, kByArticle})
        scan_readable(rocks, family, report,
                      [&](std::string_view key, std::string_view) { keys.emplace(key); });
    return keys;
}

void copy_articles(const Rocks& from, BulkLoad& into, VerificationReport& report) {
    for (const std::string& key : article_keys(from, report)) {
        std::string problem;
        try {
            const auto head = from.get(kArticles, key), content = from.get(kByArticle, key);
            if (head && content) {
                ArticleGraph graph = decode_article(*head);
                decode_content(*content, graph);
                into.put(graph);
                ++report.articles;
                continue;
            }
            problem = head ? "its nodes and edges are missing" : "its text is missing";
        } catch (const DamagedValue& damage) {
            problem = damage.what();
        } catch (const Error& error) {
            problem = error.what();
        }
        report.lost_articles.push_back({readable(key), problem});
    }
}

/// Those of people, and whether automatic ones are wanted too.
void copy_decisions(const Rocks& from, Store& into, VerificationReport& report) {
    scan_readable(from, kDecisions, report, [&](std::string_view key, std::string_view value) {
        try {
            into.add_decision(decision_from_json(value));
        } catch (const Error& error) {
            report.damage.push_back(fmt::format("decision {}: {}", readable(key), error.what()));
        }
    });
    try {
        if (const auto automatic = read_automatic_identity(from))
            into.set_automatic_identity(AutomaticIdentity{automatic->min_score, std::nullopt});
    } catch (const DamagedValue& damage) {
        report.damage.push_back(fmt::format("meta: {}", damage.what()));
    } catch (const Error& error) {
        report.damage.emplace_back(error.what());
    }
}

VerificationReport::Family compare(const Rocks& checked, const Rocks& expected, Family family,
                                   VerificationReport& report) {
    VerificationReport::Family found;
    found.name = kFamilyNames[family];
    const auto note = [&](std::uint64_t& count, std::string_view what, const rocksdb::Slice& key) {
        if (++count == 1 && found.example.empty())
            found.example = fmt::format("{}: {}", what, readable({key.data(), key.size()}));
    };
    rocksdb::ReadOptions options;
    options.total_order_seek = true;
    const std::unique_ptr<rocksdb::Iterator> is(checked.db().NewIterator(options, checked.family(family)));
    const std::unique_ptr<rocksdb::Iterator> should(
        expected.db().NewIterator(options, expected.family(family)));
    is->SeekToFirst();
    for (should->SeekToFirst(); should->Valid() || is->Valid();) {
        if (!is->Valid() && !is->status().ok()) break;
        const int order = !should->Valid() ? 1 : !is->Valid() ? -1 : should->key().compare(is->key());
        if (order < 0) note(found.missing, "missing", should->key());
        if (order > 0) note(found.surplus, "surplus", is->key());
        if (order == 0 && should->value() != is->value()) note(found.different, "different", is->key());
        if (order >= 0) is->Next();
        if (order <= 0) ++found.rows, should->Next();
    }
    if (!is->status().ok())
        report.damage.push_back(fmt::format("{}: {}", found.name, is->status().ToString()));
    expected.check(should->status(), "read");
    return found;
}

/// RocksDB's own lock on a database, without opening it: a damaged one can't be opened for writing.
class WriteLock {
  public:
    explicit WriteLock(const std::filesystem::path& database) {
        const rocksdb::Status status =
            rocksdb::Env::Default()->LockFile((database / "LOCK").string(), &lock_);
        if (!status.ok())
            throw Error(ErrorKind::storage,
                        fmt::format("{}: another process is writing to this database; wait until it ends",
                                    database.string()));
    }
    ~WriteLock() { rocksdb::Env::Default()->UnlockFile(lock_); }
    WriteLock(const WriteLock&) = delete;
    WriteLock& operator=(const WriteLock&) = delete;

  private:
    rocksdb::FileLock* lock_ = nullptr;
};

}  // namespace

bool VerificationReport::sound() const {
    return damage.empty() && lost_articles.empty() &&
           std::all_of(families.begin(), families.end(), [](const Family& f) { return f.sound(); });
}

VerificationReport verify(const std::filesystem::path& database, const std::filesystem::path& scratch) {
    VerificationReport report;
    const Rocks checked(database, OpenMode::read_only, SchemaRule::may_be_damaged);
    if (std::filesystem::exists(scratch))
        throw Error(ErrorKind::storage,
                    fmt::format("{}: is there already; another verification may be running, else remove it",
                                scratch.string()));
    if (const rocksdb::Status status = checked.db().VerifyChecksum(); !status.ok())
        report.damage.push_back(status.ToString());
    const bool old = checked.schema() < kSchemaVersion;
    if (old)
        report.damage.push_back(
            fmt::format("has schema {}, this program works with {}", checked.schema(), kSchemaVersion));
    {
        Store rebuilt = Store::open(scratch, OpenMode::create);
        BulkLoad articles(rebuilt);
        copy_articles(checked, articles, report);
        articles.finish();
        copy_decisions(checked, rebuilt, report);
        rebuilt.sync();
    }
    const Rocks expected(scratch, OpenMode::read_only);
    // Rows of an older schema are other rows.
    for (const Family family : kDerived)
        if (!old) report.families.push_back(compare(checked, expected, family, report));
    std::sort(report.damage.begin(), report.damage.end());
    report.damage.erase(std::unique(report.damage.begin(), report.damage.end()), report.damage.end());
    return report;
}

std::filesystem::path repair(const std::filesystem::path& database, const std::filesystem::path& scratch,
                             const VerificationReport& report) {
    if (report.articles == 0)
        throw Error(ErrorKind::storage, fmt::format("{}: no article can be read, so that there is nothing to "
                                                    "repair with; restore a backup, or ingest again",
                                                    database.string()));
    // Held to the end: nobody writes now, and nobody wrote since.
    const WriteLock lock(database);
    {
        const Rocks old(database, OpenMode::read_only, SchemaRule::may_be_damaged);
        VerificationReport again;
        const std::size_t articles_now = article_keys(old, again).size();
        if (articles_now != report.articles + report.lost_articles.size())
            throw Error(ErrorKind::storage,
                        fmt::format("{}: was written to while it was verified; run the command again",
                                    database.string()));
    }
    std::filesystem::path kept;
    for (int number = 1; kept.empty() || std::filesystem::exists(kept); ++number)
        kept = fmt::format("{}.before-repair-{}", database.string(), number);
    std::error_code error;
    std::filesystem::rename(database, kept, error);
    if (!error) std::filesystem::rename(scratch, database, error);
    if (error)
        throw Error(ErrorKind::storage,
                    fmt::format("{}: can't be put in place: {}; the old database is {}, "
                                "the repaired one {}",
                                database.string(), error.message(), kept.string(), scratch.string()));
    return kept;
}

}  // namespace entente
