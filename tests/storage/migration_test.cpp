#include "core/model/error.h"
#include "storage/article_codec.h"
#include "storage/byte_codec.h"
#include "storage/database.h"
#include "storage/edge_facts.h"
#include "storage/row_keys.h"
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

/// Schema 1 knew no intensity.
ArticleGraph old_graph(const std::string& id, unsigned seed) {
    ArticleGraph graph = random_graph(id, seed);
    for (Edge& edge : graph.edges) edge.intensity.reset();
    graph.extractor.model = ModelKind::fast;  // the only one then
    canonicalize(graph);
    return graph;
}

/// As databases of schema 1 hold it (storage/article_codec.cpp has the grammar).
std::string article_of_form_1(const ArticleGraph& graph) {
    std::string value;
    ValueWriter w(value);
    w.number(1);
    const Article& a = graph.article;
    for (const std::string* s : {&a.id, &a.date, &a.title, &a.url, &a.source, &a.text, &graph.hash})
        w.string(*s);
    w.number(graph.extractor.number);
    w.string(graph.extractor.fingerprint);
    write_extra(w, graph.extra);
    return value;
}

/// Of schema 2: names are spelled out.
std::string content_of_form_2(const ArticleGraph& graph) {
    std::string value;
    ValueWriter w(value);
    w.number(2);
    w.number(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        w.string(node.id), w.number(0), w.string(node.type), w.string(node.name);
        w.number(node.aliases.size());
        for (const std::string& alias : node.aliases) w.string(alias);
        w.string(node.country), w.string(node.wikidata);
        w.number(node.mentions.size());
        Mention last;
        for (const Mention& m : node.mentions) {
            w.number(m.begin - last.begin), w.number(m.end - m.begin), w.number(m.sentence - last.sentence);
            w.number(static_cast<std::uint64_t>(m.kind));
            last = m;
        }
        write_extra(w, node.extra);
    }
    w.number(graph.edges.size());
    for (const Edge& edge : graph.edges) {
        constexpr std::uint64_t kOutsider = 1;
        for (const std::string* part : {&edge.source, &edge.type, &edge.target}) {
            if (part != &edge.type) w.number(kOutsider);
            w.string(*part);
        }
        write_facts(w, edge, graph.article.date,
                    slice(graph.article.text, edge.evidence) != edge.evidence.text);
        w.number(edge.attribution.empty() ? 0 : kOutsider);
        if (!edge.attribution.empty()) w.string(edge.attribution);
    }
    return value;
}

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

TEST_CASE("articles are read in the old forms and in the new one") {
    for (unsigned seed = 0; seed < 50; ++seed) {
        ArticleGraph old = old_graph("a", seed), graph = random_graph("a", seed);
        for (ArticleGraph* one : {&old, &graph})
            for (Edge& edge : one->edges)
                if (seed % 2) edge.attribution = seed % 3 ? graph.nodes[0].id : "person:someone-else";
        ArticleGraph read = decode_article(article_of_form_1(old));
        decode_content(content_of_form_1(old), read);
        CHECK(read == old);
        read = decode_article(encode_article(graph, {}));
        decode_content(content_of_form_2(graph), read);
        CHECK(read == graph);
        const Fingerprint text = fingerprint_of(graph.article.text);
        const std::string head = encode_article(graph, text);
        read = decode_article(head);
        decode_content(encode_content(graph), read);
        CHECK(read == graph);
        CHECK(decode_fingerprint(head) == text);
    }
}

TEST_CASE("a database of an older schema is refused, and made anew on request with nothing lost") {
    const std::string schema = GENERATE("1", "2", "3");  // of 3 only the sums were others
    const DatabaseFolder folder, scratch;
    {
        Store store = Store::open(folder, OpenMode::create);
        for (unsigned i = 0; i < 20; ++i) store.put(old_graph("a" + std::to_string(i), i));
        store.add_decision({"same-as", "state:N1", "state:N2", "2025-01-01", "a test", {}});
    }
    const auto now = all_rows(Store::open(folder, OpenMode::read_only));
    {
        Rocks rocks(folder, OpenMode::read_write);
        rocksdb::WriteBatch batch;
        batch.Put(rocks.family(kMeta), "schema", schema);
        for (unsigned i = 0; i < 20; ++i) {
            const ArticleGraph graph = old_graph("a" + std::to_string(i), i);
            std::string key;
            append_part(key, graph.article.id);
            if (schema == "1") batch.Put(rocks.family(kArticles), key, article_of_form_1(graph));
            if (schema == "1") batch.Put(rocks.family(kByArticle), key, content_of_form_1(graph));
            if (schema == "2") batch.Put(rocks.family(kByArticle), key, content_of_form_2(graph));
        }
        // Sums of the older form, which the merge operator of this one can't read.
        const std::string edge = key_of({"state:N1", "aids", "state:N2"}), old_sum = "\x03\x01";
        batch.Put(rocks.family(kEdges), edge, old_sum);
        batch.Merge(rocks.family(kEdges), edge, old_sum);
        rocks.write(batch);
    }
    CHECK_THROWS_WITH(Store::open(folder, OpenMode::read_only),
                      Contains("has schema " + schema) && Contains("verify") && Contains("--repair"));
    const VerificationReport report = verify(folder, scratch);
    CHECK_FALSE(report.sound());
    CHECK(report.lost_articles.empty());
    CHECK(report.damage.size() == 1);  // its schema
    std::filesystem::remove_all(repair(folder, scratch, report));
    CHECK(all_rows(Store::open(folder, OpenMode::read_only)) == now);
}
