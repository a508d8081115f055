#include "storage/bare_loop.h"

#include "core/model/error.h"
#include "storage/article_rows.h"
#include "storage/database.h"

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace entente {

using namespace storage;

namespace {

struct Row {
    Family family;
    std::string key;
    std::string value;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

struct BareLoop::Database {
    explicit Database(const std::filesystem::path& directory) : rocks(directory, OpenMode::create) {}
    Rocks rocks;
};

BareLoop::BareLoop(const std::filesystem::path& directory) {
    if (std::filesystem::exists(directory))
        throw Error(ErrorKind::storage, fmt::format("{}: is there already", directory.string()));
    database_ = std::make_unique<Database>(directory);
}
BareLoop::~BareLoop() = default;

double BareLoop::write(std::span<const ArticleGraph> graphs) {
    std::vector<std::vector<Row>> batches;
    for (const ArticleGraph& graph : graphs) {
        std::vector<Row>& rows = batches.emplace_back();
        const auto add = [&](Family family, const std::string& key, const std::string& value) {
            rows.push_back({family, key, value});
        };
        give_rows(graph, add);
        for (const Node& node : graph.nodes) give_names(node.id, summarize(node, graph.article.date), add);
        give_summaries(graph, {}, add);
        rows_ += rows.size();
    }
    const auto start = std::chrono::steady_clock::now();
    for (const std::vector<Row>& rows : batches) {
        rocksdb::WriteBatch batch;
        for (const Row& row : rows) batch.Put(database_->rocks.family(row.family), row.key, row.value);
        database_->rocks.write(batch);
    }
    return seconds_since(start);
}

double BareLoop::sync() {
    const auto start = std::chrono::steady_clock::now();
    database_->rocks.sync();
    return seconds_since(start);
}

}  // namespace entente
