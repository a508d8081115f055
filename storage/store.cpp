#include "storage/store.h"

#include "core/model/json.h"
#include "storage/article_codec.h"
#include "storage/article_rows.h"
#include "storage/automatic_identity_rows.h"
#include "storage/byte_codec.h"
#include "storage/database.h"
#include "storage/model_rows.h"
#include "storage/row_keys.h"
#include "storage/store_database.h"
#include "storage/store_union.h"
#include "storage/summary_codec.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace entente {

using namespace storage;

ArticleGraph named_part(const ArticleGraph& graph) {
    ArticleGraph named = graph;
    std::set<std::string_view> unnamed;
    for (const Node& node : graph.nodes)
        if (node.unnamed) unnamed.insert(node.id);
    if (!unnamed.empty()) {
        std::erase_if(named.nodes, [](const Node& n) { return n.unnamed; });
        std::erase_if(named.edges,
                      [&](const Edge& e) { return unnamed.count(e.source) || unnamed.count(e.target); });
    }
    canonicalize(named);
    return named;
}

std::optional<ArticleGraph> Store::Database::head(const std::string& key) const {
    const auto value = rocks.get(kArticles, key);
    return value ? std::optional(decode_article(*value)) : std::nullopt;
}

std::optional<ArticleGraph> Store::Database::whole(const std::string& key) const {
    auto graph = head(key);
    if (!graph) return graph;
    const auto content = rocks.get(kByArticle, key);
    if (!content) throw DamagedValue("the content of an article is missing");
    decode_content(*content, *graph);
    return graph;
}

void Store::Database::take(const StoreUnion::Tables& tables) {
    // Tables can't go with a batch. Died between the two, nothing is wrong: it is derived anew.
    rocksdb::WriteBatch batch;
    remove_automatic_decisions(rocks, batch);
    rocks.write(batch);
    take_tables(rocks, tables);
}

Store::Store(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::filesystem::path& directory, OpenMode mode) {
    return Store(std::make_unique<Database>(directory, mode));
}

PutResult Store::put(const ArticleGraph& given, VersionRule rule) {
    return database_->guarded([&] {
        const ArticleGraph graph = named_part(given);
        const std::string id = key_of({graph.article.id});
        rocksdb::WriteBatch batch;
        std::set<std::string> summed;
        PutResult result = PutResult::stored;
        if (const auto old = database_->whole(id)) {
            const auto order = compare_versions(*old, graph);
            if (order == 0) return PutResult::known;
            if (order > 0 && rule == VersionRule::greater_wins) return PutResult::older;
            summed = remove_rows(database_->rocks, batch, *old, &graph);
            result = PutResult::replaced;
        }
        const Rocks& rocks = database_->rocks;
        const RowSink put = [&](Family family, const std::string& key, const std::string& value) {
            batch.Put(rocks.family(family), key, value);
        };
        give_rows(graph, put);
        for (const Node& node : graph.nodes) give_names(node.id, summarize(node, graph.article.date), put);
        give_summaries(graph, summed, [&](Family family, const std::string& key, const std::string& value) {
            batch.Merge(rocks.family(family), key, value);
        });
        if (graph.extractor.known()) add_models(database_->rocks, batch, {graph.extractor.model});
        remove_automatic_decisions(database_->rocks, batch);
        database_->rocks.write(batch);
        return result;
    });
}

bool Store::knows(std::string_view id, std::string_view hash, const ExtractorVersion& extractor) const {
    return database_->guarded([&] {
        const auto head = database_->head(key_of({id}));
        return head && head->hash == hash && head->extractor == extractor;
    });
}

bool Store::retract(std::string_view id) {
    return database_->guarded([&] {
        const auto old = database_->whole(key_of({id}));
        if (!old) return false;
        rocksdb::WriteBatch batch;
        remove_rows(database_->rocks, batch, *old, nullptr);
        remove_automatic_decisions(database_->rocks, batch);
        database_->rocks.write(batch);
        return true;
    });
}

void Store::sync() {
    database_->rocks.sync();
}

void Store::settle(const std::function<bool()>& go_on) {
    database_->rocks.settle(go_on);
}

std::optional<ArticleGraph> Store::article(std::string_view id) const {
    return database_->guarded([&] { return database_->whole(key_of({id})); });
}

void Store::for_each_article(const std::function<bool(const ArticleGraph&)>& visit) const {
    database_->guarded([&] {
        database_->rocks.scan(kArticles, "", [&](std::string_view key, std::string_view value) {
            ArticleGraph graph = decode_article(value);
            const auto content = database_->rocks.get(kByArticle, std::string(key));
            if (!content) throw DamagedValue("the content of an article is missing");
            decode_content(*content, graph);
            return visit(graph);
        });
    });
}

bool Store::add_decision(const Decision& decision) {
    const std::string json = to_json(decision);
    const std::string key = key_of({decision.at, hash_hex(json)});
    if (database_->rocks.get(kDecisions, key)) return false;
    rocksdb::WriteBatch batch;
    batch.Put(database_->rocks.family(kDecisions), key, json);
    remove_automatic_decisions(database_->rocks, batch);
    database_->rocks.write(batch);
    return true;
}

std::vector<Decision> Store::decisions() const {
    std::vector<Decision> all;
    database_->rocks.scan(kDecisions, "", [&](std::string_view, std::string_view value) {
        all.push_back(decision_from_json(value));
        return true;
    });
    return all;
}

std::optional<AutomaticIdentity> Store::automatic_identity() const {
    return database_->guarded([&] { return read_automatic_identity(database_->rocks); });
}

void Store::set_automatic_identity(const std::optional<AutomaticIdentity>& automatic) {
    rocksdb::WriteBatch batch;
    put_automatic_identity(database_->rocks, batch, automatic);
    database_->rocks.write(batch);
}

void Store::take_automatic_identity(const Store& other) {
    const auto mine = automatic_identity(), theirs = other.automatic_identity();
    if (theirs && (!mine || mine->min_score < theirs->min_score))
        set_automatic_identity(AutomaticIdentity{theirs->min_score, std::nullopt});
}

bool Store::empty() const {
    return database_->guarded([&] {
        bool any = false;
        database_->rocks.scan(kArticles, "", [&](std::string_view, std::string_view) {
            any = true;
            return false;
        });
        return !any;
    });
}

std::set<ModelKind> Store::models() const {
    return database_->guarded([&] { return read_models(database_->rocks); });
}

void Store::add_models_of(const Store& other) {
    rocksdb::WriteBatch batch;
    const std::set<ModelKind> models = other.models();
    if (!models.empty()) add_models(database_->rocks, batch, models);
    if (batch.Count()) database_->rocks.write(batch);
}

MergeReport Store::merge_from(const Store& other) {
    MergeReport report;
    add_models_of(other);
    const Rocks &mine = database_->rocks, &theirs = other.database_->rocks;
    other.database_->guarded([&] {
        theirs.scan(kArticles, "", [&](std::string_view id, std::string_view head) {
            const std::string key(id);
            const auto content = theirs.get(kByArticle, key);
            if (!content) throw DamagedValue("the content of an article is missing");
            if (mine.get(kArticles, key) == head && mine.get(kByArticle, key) == content) {
                ++report.unchanged;
                return true;
            }
            ArticleGraph graph = decode_article(head);
            decode_content(*content, graph);
            switch (put(graph)) {
                case PutResult::stored: ++report.stored; break;
                case PutResult::replaced: ++report.replaced; break;
                case PutResult::known:
                case PutResult::older: ++report.unchanged; break;
            }
            return true;
        });
    });
    for (const Decision& decision : other.decisions()) report.decisions += add_decision(decision);
    take_automatic_identity(other);
    return report;
}

std::vector<MergeReport> Store::fill_from(const std::vector<const Store*>& others) {
    return database_->guarded([&] {
        std::vector<DatabaseRows> rows;
        for (const Store* other : others) rows.emplace_back(other->database_->rocks);
        std::vector<const RowSource*> sources;
        for (const DatabaseRows& one : rows) sources.push_back(&one);
        const BulkFolder folder(database_->rocks.bulk_folder());
        StoreUnion all(sources, folder.path(), "table");
        std::vector<MergeReport> reports(others.size());
        for (std::size_t i = 0; i < others.size(); ++i) {
            add_models_of(*others[i]);
            for (const Decision& decision : others[i]->decisions())
                reports[i].decisions += add_decision(decision);
            take_automatic_identity(*others[i]);
        }
        database_->take(all.write_store());
        for (std::size_t i = 0; i < others.size(); ++i) {
            reports[i].stored = all.report().sources[i].taken;
            reports[i].unchanged = all.report().sources[i].left;
        }
        return reports;
    });
}

StoreStats Store::stats() const {
    return database_->guarded([&] {
        StoreStats stats;
        const Rocks& rocks = database_->rocks;
        std::vector<Fingerprint> texts;
        rocks.scan(kArticles, "", [&](std::string_view, std::string_view value) {
            const ArticleGraph head = decode_article(value);
            texts.push_back(decode_fingerprint(value));
            ++stats.articles;
            ++stats.extractors[head.extractor];
            const std::string& date = head.article.date;
            if (!date.empty() && (stats.first_date.empty() || date < stats.first_date))
                stats.first_date = date;
            if (date > stats.last_date) stats.last_date = date;
            return true;
        });
        std::map<std::size_t, std::uint64_t> sizes;
        for (const std::size_t group : near_duplicate_groups(texts)) ++sizes[group];
        for (const auto& [group, size] : sizes)
            if (size > 1) stats.copies += size, ++stats.copied_texts;
        for_each_node([&](const std::string&, const NodeSummary& node) {
            return ++stats.nodes, ++stats.nodes_by_type[node.type], true;
        });
        for_each_edge([&](const EdgeKey& key, const EdgeSummary& edge) {
            ++stats.edges;
            ++stats.edges_by_type[key.type];
            stats.evidence += edge.evidence_count;
            return true;
        });
        rocks.scan(kDecisions, "",
                   [&](std::string_view, std::string_view) { return ++stats.decisions, true; });
        stats.automatic_identity = automatic_identity();
        std::error_code error;
        for (const auto& file : std::filesystem::directory_iterator(rocks.name(), error))
            if (file.is_regular_file(error)) stats.bytes_on_disk += file.file_size(error);
        return stats;
    });
}

std::optional<NodeSummary> Store::node(std::string_view id) const {
    return database_->guarded([&]() -> std::optional<NodeSummary> {
        const auto value = database_->rocks.get(kNodes, key_of({id}));
        return value ? std::optional(decode_node_summary(*value)) : std::nullopt;
    });
}

namespace {

/// Calls `visit` with family, raw type, other end and value of each edge at a node.
template <class Visit>
void scan_edges(const Rocks& rocks, std::string_view node, Visit visit) {
    const std::string prefix = key_of({node});
    std::string buffer;
    for (const Family family : {kEdges, kIncoming})
        rocks.scan(family, prefix, [&](std::string_view key, std::string_view value) {
            key.remove_prefix(prefix.size());
            const std::string_view type = take_raw_part(key);
            const std::string_view other = decode_part(take_raw_part(key), buffer);
            // One that ends where it starts counts among those that start here.
            if (family == kEdges || other != node) visit(family, type, other, value);
            return true;
        });
}

}  // namespace

std::vector<std::pair<EdgeKey, EdgeSummary>> Store::edges_of(std::string_view node,
                                                             const Wanted& other_end) const {
    return database_->guarded([&] {
        std::vector<std::pair<EdgeKey, EdgeSummary>> edges;
        scan_edges(database_->rocks, node,
                   [&](Family family, std::string_view type, std::string_view other, std::string_view value) {
                       if (other_end && !other_end(other)) return;
                       EdgeKey edge{std::string(node), take_part(type), std::string(other)};
                       if (family == kIncoming) edge.source.swap(edge.target);
                       edges.emplace_back(std::move(edge), decode_edge_summary(value));
                   });
        return edges;
    });
}

void Store::for_each_link(std::string_view node, const std::function<void(const Link&)>& visit) const {
    database_->guarded([&] {
        std::string buffer;
        std::string_view seen;
        const std::function<EdgeSummary()> summary = [&seen] { return decode_edge_summary(seen); };
        scan_edges(database_->rocks, node,
                   [&](Family family, std::string_view type, std::string_view other, std::string_view value) {
                       seen = value;
                       const EdgeWeight weight = decode_edge_weight(value);
                       visit({decode_part(type, buffer), other, weight.evidence_count, weight.confidence,
                              family == kEdges, summary});
                   });
    });
}

std::vector<EvidenceRecord> Store::evidence(const EdgeKey& edge, std::size_t limit) const {
    return database_->guarded([&] {
        std::vector<EvidenceRecord> records;
        std::vector<bool> sliced;  // whose sentence is the article's text between its offsets
        const auto collect = [&](bool dated) {
            database_->rocks.scan_back(kEvidence, key_of(edge),
                                       [&](std::string_view key, std::string_view value) {
                                           EvidenceRecord record;
                                           record.key = take_edge_key(key);
                                           if ((take_part(key) != kNoDate) != dated)
                                               return dated;  // the undated rows stand together at the end
                                           record.article = take_part(key);
                                           StoredEvidence stored = decode_evidence(value);
                                           record.article_date = std::move(stored.article_date);
                                           record.source_key = std::move(stored.source_key);
                                           record.edge = std::move(stored.edge);
                                           record.edge.source = record.key.source;
                                           record.edge.type = record.key.type;
                                           record.edge.target = record.key.target;
                                           sliced.push_back(!stored.own_text);
                                           records.push_back(std::move(record));
                                           return limit == 0 || records.size() < limit;
                                       });
        };
        collect(true);
        if (limit == 0 || records.size() < limit) collect(false);
        // The sentences lie in the articles, once.
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (!sliced[i]) continue;
            const auto head = database_->head(key_of({records[i].article}));
            if (!head) throw DamagedValue("the article of a piece of evidence is missing");
            records[i].edge.evidence.text = slice(head->article.text, records[i].edge.evidence);
        }
        return records;
    });
}

std::optional<Article> Store::article_head(std::string_view id) const {
    return database_->guarded([&]() -> std::optional<Article> {
        auto graph = database_->head(key_of({id}));
        if (!graph) return std::nullopt;
        graph->article.text.clear();
        return std::move(graph->article);
    });
}

std::vector<NameMatch> Store::names_with_prefix(std::string_view prefix, std::size_t limit) const {
    return database_->guarded([&] {
        std::vector<NameMatch> matches;
        std::string start;
        append_part(start, prefix);
        start.resize(start.size() - 2);  // without the end of the part: longer names follow
        database_->rocks.scan(kNames, start, [&](std::string_view key, std::string_view) {
            NameMatch match;
            match.name = take_part(key);
            match.node = take_part(key);
            matches.push_back(std::move(match));
            return limit == 0 || matches.size() < limit;
        });
        for (NameMatch& match : matches)
            if (const auto summary = node(match.node)) match.article_count = summary->article_count;
        return matches;
    });
}

void Store::for_each_node(const std::function<bool(const std::string&, const NodeSummary&)>& visit) const {
    database_->guarded([&] {
        database_->rocks.scan(kNodes, "", [&](std::string_view key, std::string_view value) {
            return visit(take_part(key), decode_node_summary(value));
        });
    });
}

void Store::for_each_edge(const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const {
    database_->guarded([&] {
        database_->rocks.scan(kEdges, "", [&](std::string_view key, std::string_view value) {
            return visit(take_edge_key(key), decode_edge_summary(value));
        });
    });
}

std::vector<std::pair<std::string, std::string>> Store::dump(std::string_view family) const {
    std::vector<std::pair<std::string, std::string>> rows;
    for (int f = 0; f < kFamilies; ++f)
        if (kFamilyNames[static_cast<std::size_t>(f)] == family)
            database_->rocks.scan(static_cast<Family>(f), "",
                                  [&](std::string_view key, std::string_view value) {
                                      rows.emplace_back(key, value);
                                      return true;
                                  });
    return rows;
}

}  // namespace entente
