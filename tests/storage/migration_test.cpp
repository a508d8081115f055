#include "core/model/error.h"
#include "storage/byte_codec.h"
#include "storage/database.h"
#include "storage/graph_codec.h"
#include "storage/verification.h"
#include "tests/storage/random_graphs.h"

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::storage;
using Catch::Contains;

namespace {

void write_extra(ValueWriter& w, const ExtraFields& extra) {
    w.number(extra.size());
    for (const auto& [key, json] : extra) w.string(key), w.string(json);
}

/// As databases of schema 1 hold it (storage/graph_codec.cpp has the grammar).
std::string content_of_form_1(const ArticleGraph& graph) {
    std::string value;
    ValueWriter w(value);
    w.number(1);
    w.number(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        w.string(node.id), w.string(node.type), w.string(node.name);
        w.number(node.aliases.size());
        for (const std::string& alias : node.aliases) w.string(alias);
        w.string(node.country), w.string(node.wikidata);
        w.number(node.mentions.size());
        for (const Mention& m : node.mentions) {
            w.number(m.begin), w.number(m.end - m.begin), w.number(m.sentence);
            w.number(static_cast<std::uint64_t>(m.kind));
        }
        write_extra(w, node.extra);
    }
    w.number(graph.edges.size());
    for (const Edge& edge : graph.edges) {
        w.string(edge.source), w.string(edge.type), w.string(edge.target);
        w.number(static_cast<std::uint64_t>(edge.modality) * 2 + edge.negated);
        w.string(edge.date), w.number(edge.confidence), w.string(edge.role), w.string(edge.attribution);
        w.string(edge.plover), w.string(edge.cameo);
        const Evidence& e = edge.evidence;
        w.number(e.sentence), w.number(e.begin), w.number(e.end - e.begin), w.string(e.trigger);
        const bool own_text = slice(graph.article.text, e) != e.text;
        w.number(own_text);
        if (own_text) w.string(e.text);
        write_extra(w, e.extra), write_extra(w, edge.extra);
    }
    return value;
}

}  // namespace

TEST_CASE("the contents of articles are read in the old form and in the new one") {
    for (unsigned seed = 0; seed < 50; ++seed) {
        ArticleGraph graph = random_graph("a", seed);
        for (Edge& edge : graph.edges)
            if (seed % 2) edge.attribution = seed % 3 ? graph.nodes[0].id : "person:someone-else";
        for (const std::string& value : {content_of_form_1(graph), encode_content(graph)}) {
            ArticleGraph read = graph;
            read.nodes.clear(), read.edges.clear();
            decode_content(value, read);
            CHECK(read == graph);
        }
    }
}

TEST_CASE("a database of an older schema is refused, and made anew on request with nothing lost") {
    const DatabaseFolder folder, scratch;
    {
        Store store = Store::open(folder, OpenMode::create);
        for (unsigned i = 0; i < 20; ++i) store.put(random_graph("a" + std::to_string(i), i));
        store.add_decision({"same-as", "state:N1", "state:N2", "2025-01-01", "a test", {}});
    }
    const auto now = all_rows(Store::open(folder, OpenMode::read_only));
    {
        Rocks rocks(folder, OpenMode::read_write);
        rocksdb::WriteBatch batch;
        batch.Put(rocks.family(kMeta), "schema", "1");
        for (unsigned i = 0; i < 20; ++i) {
            std::string key;
            append_part(key, "a" + std::to_string(i));
            batch.Put(rocks.family(kByArticle), key,
                      content_of_form_1(random_graph("a" + std::to_string(i), i)));
        }
        rocks.write(batch);
    }
    CHECK_THROWS_WITH(Store::open(folder, OpenMode::read_only),
                      Contains("has schema 1") && Contains("verify") && Contains("--repair"));
    const VerificationReport report = verify(folder, scratch);
    CHECK_FALSE(report.sound());
    CHECK(report.lost_articles.empty());
    std::filesystem::remove_all(repair(folder, scratch, report));
    CHECK(all_rows(Store::open(folder, OpenMode::read_only)) == now);
}
