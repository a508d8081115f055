#include "graph/knowledge_graph.h"

#include "core/model/error.h"
#include "tests/graph/two_articles.h"

#include <algorithm>
#include <random>
#include <set>

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::test;

namespace {

std::vector<std::string> ids(const KnowledgeGraph& graph) {
    std::vector<std::string> all;
    for (KnowledgeGraph::Vertex v = 0; v < graph.node_count(); ++v) all.push_back(graph.id(v));
    return all;
}

/// Thirty states, of which each deals most with those of small numbers.
MemoryGraph random_dealings(unsigned seed) {
    std::mt19937 random(seed);
    MemoryGraph graph;
    for (int article = 0; article < 25; ++article) {
        ArticleBuilder builder("a" + std::to_string(article), "2025-06-01");
        const auto some = [&] { return "state:S" + std::to_string(random() % (1 + random() % 30)); };
        std::set<std::string> met;
        for (int i = 0; i < 3; ++i) {
            const std::string from = some(), to = some();
            if (from == to) continue;
            for (const std::string& id : {from, to})
                if (met.insert(id).second) builder.node(id, id);
            builder.edge(from, random() % 2 ? "accuses" : "meets-with", to);
            builder.confidence(static_cast<Confidence>(1000 * (1 + random() % 9)));
        }
        graph.add(builder.graph());
    }
    // They deal with somebody, whatever the seed.
    graph.add(ArticleBuilder("b", "2025-06-02")
                  .node("state:S0", "S0")
                  .node("state:S7", "S7")
                  .edge("state:S0", "accuses", "state:S7")
                  .graph());
    return graph;
}

std::vector<std::string> types(const KnowledgeGraph& graph) {
    std::vector<std::string> all;
    for (KnowledgeGraph::EdgeNumber e = 0; e < graph.edge_count(); ++e) all.push_back(graph.key(e).type);
    return all;
}

}  // namespace

TEST_CASE("the whole graph has every node and edge of its source, in the order of ids and keys") {
    const auto graph = KnowledgeGraph::load(two_articles());
    CHECK(ids(graph) == std::vector<std::string>{"agreement:water-accord", "organization:river-council",
                                                 "person:ana-dema", "person:boris-dema", "state:ALB",
                                                 "state:BGR"});
    CHECK(graph.edge_count() == 7);
    const auto ana = graph.find("person:ana-dema");
    REQUIRE(ana);
    CHECK(graph.node(*ana).article_count == 2);
    CHECK(graph.out_edges(*ana).size() == 4);
    CHECK(graph.in_edges(*ana).empty());
    for (const auto edge : graph.out_edges(*ana)) CHECK(graph.source(edge) == *ana);
    CHECK_FALSE(graph.find("state:NONE"));
}

TEST_CASE("a filter keeps edges of the types, dates and confidence that were asked for") {
    const auto source = two_articles();
    CHECK(types(KnowledgeGraph::load(source, {{"accuses", "threatens"}, "", "", 0})) ==
          std::vector<std::string>{"accuses", "threatens"});
    CHECK(KnowledgeGraph::load(source, {{}, "2025-12", "", 0}).edge_count() == 5);
    CHECK(KnowledgeGraph::load(source, {{}, "2026", "", 0}).edge_count() == 0);
    CHECK(types(KnowledgeGraph::load(source, {{}, "", "", 9700})) == std::vector<std::string>{"accuses"});
}

TEST_CASE("evidence outside the dates does not count") {
    const auto source = two_articles();
    const auto graph = KnowledgeGraph::load(source, {{"accuses"}, "2025-12-01", "2025-12-31", 0});
    REQUIRE(graph.edge_count() == 1);
    CHECK(graph.edge(0).evidence_count == 1);
    CHECK(graph.edge(0).confidence() == 9000);
    CHECK(graph.edge(0).first_date == "2025-12-05");
}

TEST_CASE("dates that are none, or the wrong way round, are refused") {
    const auto source = two_articles();
    CHECK_THROWS_AS(KnowledgeGraph::load(source, {{}, "yesterday", "", 0}), Error);
    CHECK_THROWS_AS(KnowledgeGraph::load(source, {{}, "2025", "2024", 0}), Error);
}

TEST_CASE("a neighbourhood holds what is within its depth") {
    const auto source = two_articles();
    CHECK(ids(KnowledgeGraph::around(source, {{"person:boris-dema"}, 0, true, 0, {}})) ==
          std::vector<std::string>{"person:boris-dema"});
    CHECK(ids(KnowledgeGraph::around(source, {{"person:boris-dema"}, 1, true, 0, {}})) ==
          std::vector<std::string>{"person:ana-dema", "person:boris-dema"});
    CHECK(KnowledgeGraph::around(source, {{"person:boris-dema"}, 3, true, 0, {}}).node_count() == 5);
    CHECK_THROWS_AS(KnowledgeGraph::around(source, {{"state:NONE"}, 1, true, 0, {}}), Error);
}

TEST_CASE("a closed neighbourhood has the edges between neighbours, an open one has not") {
    const auto source = two_articles();
    const auto closed = KnowledgeGraph::around(source, {{"person:ana-dema"}, 1, true, 0, {}});
    const auto open = KnowledgeGraph::around(source, {{"person:ana-dema"}, 1, false, 0, {}});
    CHECK(closed.node_count() == open.node_count());
    CHECK(open.edge_count() == 4);
    CHECK(closed.edge_count() == 6);
}

TEST_CASE("a limit keeps the nodes of most evidence and counts the others") {
    const auto source = two_articles();
    const auto graph = KnowledgeGraph::around(source, {{"person:ana-dema"}, 1, true, 2, {}});
    CHECK(ids(graph) == std::vector<std::string>{"person:ana-dema", "state:BGR"});
    CHECK(graph.left_out() == 2);
}

TEST_CASE("a limited neighbourhood holds the most telling nodes of the whole one") {
    const unsigned seed = GENERATE(range(0u, 12u));
    const int depth = GENERATE(1, 2);
    // Edges are judged by their links, by their summaries, or by their evidence.
    EdgeFilter filter =
        GENERATE(EdgeFilter(), EdgeFilter{{"accuses"}, {}, {}, 0}, EdgeFilter{{}, "2025-06", {}, 0});
    const MemoryGraph source = random_dealings(seed);
    const std::vector<std::string> centres{"state:S0", "state:S7"};
    const auto whole = KnowledgeGraph::around(source, {centres, depth, true, 0, filter});
    const auto open = KnowledgeGraph::around(source, {centres, depth, false, 0, filter});
    for (std::size_t count = 1; count <= whole.node_count() + 1; ++count) {
        std::vector<std::string> expected;
        for (const auto v :
             most_telling(open, std::vector{*open.find(centres[0]), *open.find(centres[1])}, count))
            expected.push_back(open.id(v));
        std::sort(expected.begin(), expected.end());
        const auto limited = KnowledgeGraph::around(source, {centres, depth, true, count, filter});
        CHECK(ids(limited) == expected);
        std::vector<KnowledgeGraph::Vertex> kept;
        for (const std::string& id : expected) kept.push_back(*whole.find(id));
        const auto part = whole.subgraph(kept);
        REQUIRE(limited.edge_count() == part.edge_count());
        for (KnowledgeGraph::EdgeNumber e = 0; e < part.edge_count(); ++e) {
            CHECK(limited.key(e) == part.key(e));
            CHECK(limited.edge(e) == part.edge(e));
        }
    }
}

TEST_CASE("the most telling nodes of n are the first of those of n + 1") {
    const auto graph = KnowledgeGraph::load(two_articles());
    const std::vector<KnowledgeGraph::Vertex> centres{*graph.find("state:ALB")};
    auto before = most_telling(graph, centres, 0);
    CHECK(before.empty());
    for (std::size_t n = 1; n <= graph.node_count() + 1; ++n) {
        const auto now = most_telling(graph, centres, n);
        CHECK(now.size() == std::min(n, graph.node_count()));
        CHECK(std::equal(before.begin(), before.end(), now.begin()));
        before = now;
    }
}

TEST_CASE("an empty source gives an empty graph") {
    const MemoryGraph source;
    const auto graph = KnowledgeGraph::load(source);
    CHECK(graph.empty());
    CHECK(most_telling(graph, {}, 5).empty());
    KnowledgeGraph copy = graph;
    copy = KnowledgeGraph::load(two_articles());
    CHECK(graph.empty());
    CHECK(copy.node_count() == 6);
}
