#include "core/model/error.h"
#include "graph/lifted_source.h"
#include "graph/query/camps.h"
#include "graph/query/changes.h"
#include "graph/query/paths.h"
#include "graph/query/ranking.h"
#include "graph/query/timeline.h"
#include "tests/graph/two_articles.h"

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::test;

namespace {

/// Two allies against two allies, and one who talks with both sides.
MemoryGraph quarrel() {
    MemoryGraph graph;
    ArticleBuilder article("q", "2025-06-01");
    for (const char* code : {"ALB", "BGR", "CZE", "DNK", "EST"})
        article.node(std::string("state:") + code, code);
    article.edge("state:ALB", "supports", "state:BGR").edge("state:BGR", "aids", "state:ALB");
    article.edge("state:CZE", "supports", "state:DNK").edge("state:DNK", "aids", "state:CZE");
    article.edge("state:ALB", "attacks", "state:CZE").edge("state:BGR", "accuses", "state:CZE");
    article.edge("state:DNK", "sanctions", "state:ALB").edge("state:EST", "meets-with", "state:DNK");
    graph.add(article.graph());
    return graph;
}

}  // namespace

TEST_CASE("paths go the shortest way first, meet no node twice and don't repeat") {
    const KnowledgeGraph graph = KnowledgeGraph::load(quarrel());
    const auto paths = shortest_paths(graph, "state:EST", "state:BGR", 10);
    REQUIRE(paths.size() > 1);
    std::set<std::vector<std::string>> seen;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto& nodes = paths[i].nodes;
        CHECK(nodes.front() == "state:EST");
        CHECK(nodes.back() == "state:BGR");
        CHECK(std::set<std::string>(nodes.begin(), nodes.end()).size() == nodes.size());
        CHECK(paths[i].steps.size() + 1 == nodes.size());
        CHECK(seen.insert(nodes).second);
        if (i) CHECK(paths[i - 1].length <= paths[i].length);
    }
    CHECK(shortest_paths(graph, "state:BGR", "state:EST", 10).size() == paths.size());
    CHECK(shortest_paths(graph, "state:EST", "state:EST", 3).empty());
    CHECK_THROWS_AS(shortest_paths(graph, "state:EST", "state:NONE", 3), Error);
}

TEST_CASE("common neighbours are the same from either side") {
    const KnowledgeGraph graph = KnowledgeGraph::load(quarrel());
    const auto common = common_neighbours(graph, "state:ALB", "state:BGR");
    REQUIRE(common.size() == 1);
    CHECK(graph.id(common[0].node) == "state:CZE");
    const auto reversed = common_neighbours(graph, "state:BGR", "state:ALB");
    REQUIRE(reversed.size() == 1);
    CHECK(reversed[0].with_a == common[0].with_b);
}

TEST_CASE("PageRank sums to one, and who alone joins another stands between") {
    const KnowledgeGraph graph = KnowledgeGraph::load(quarrel());
    double sum = 0;
    for (const Rank& rank : rank_nodes(graph, ontology(), RankBy::page_rank)) sum += rank.page_rank;
    CHECK(sum == Approx(1));
    const auto ranks = rank_nodes(graph, ontology(), RankBy::betweenness);
    REQUIRE(ranks.size() == 5);
    CHECK(graph.id(ranks[0].node) == "state:DNK");
    CHECK(ranks[0].betweenness == Approx(0.5));
    CHECK(ranks.back().betweenness == 0);
    CHECK(rank_nodes(KnowledgeGraph(), ontology(), RankBy::degree).empty());
}

TEST_CASE("allies make a camp against those whom they fight") {
    const KnowledgeGraph graph = KnowledgeGraph::load(quarrel());
    const Camps found = find_camps(graph, ontology());
    REQUIRE(found.camps.size() == 2);
    std::set<std::string> greater;
    for (const auto v : found.camps[0].members) greater.insert(graph.id(v));
    CHECK(greater == std::set<std::string>{"state:CZE", "state:DNK", "state:EST"});
    CHECK(found.camps[1].members.size() == 2);
    CHECK(found.explained == 1);
    CHECK(found.triangles == 2);
    CHECK(found.balance == 1);
}

TEST_CASE("changes are what began and who turned, against the time before") {
    MemoryGraph graph;
    const auto article = [](const char* id, const char* date, const char* type) {
        return ArticleBuilder(id, date)
            .node("state:ALB", "Albania")
            .node("state:BGR", "Bulgaria")
            .edge("state:ALB", type, "state:BGR")
            .graph();
    };
    graph.add(article("a", "2025-01-01", "aids"));
    graph.add(article("b", "2025-01-02", "supports"));
    graph.add(article("c", "2025-06-01", "attacks"));
    graph.add(article("d", "2025-06-02", "attacks"));
    EdgeFilter june;
    june.since = june.until = "2025-06";
    const auto changes = find_changes(graph, ontology(), june);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].kind == ChangeKind::to_conflict);
    CHECK(changes[1].kind == ChangeKind::began);
    CHECK(changes[1].date == "2025-06-01");
    CHECK(changes[1].evidence_count == 2);
    CHECK_THROWS_AS(find_changes(graph, ontology(), {}), Error);
}

TEST_CASE("a timeline is in the order of time, of one or of two") {
    const MemoryGraph graph = two_articles();
    const auto all = timeline(graph, {});
    CHECK(
        std::is_sorted(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.date < y.date; }));
    CHECK(all.size() == 9);
    CHECK(timeline(graph, {}, "state:BGR", "person:ana-dema").size() == 3);
    CHECK(timeline(graph, {}, "person:ana-dema", "state:BGR").size() == 3);
}

TEST_CASE("sentences are found by the beginnings of words and by phrases, in any case") {
    const MemoryGraph graph = two_articles();
    CHECK(search_evidence(graph, {}, {"ACCUS", "bulgaria"}).size() == 2);
    CHECK(search_evidence(graph, {}, {"again accused"}).size() == 1);
    CHECK(search_evidence(graph, {}, {"cused"}).empty());
    CHECK(search_evidence(graph, {}, {"..."}).empty());
}

TEST_CASE("persons act as their states when lifted, and no evidence is lost or made") {
    MemoryGraph graph;
    ArticleGraph article = ArticleBuilder("a", "2025-06-01")
                               .node("state:ALB", "Albania")
                               .node("state:BGR", "Bulgaria")
                               .node("person:ana-dema", "Ana Dema")
                               .edge("person:ana-dema", "holds-office-in", "state:ALB", "President Dema")
                               .edge("person:ana-dema", "accuses", "state:BGR", "Dema accused Bulgaria.")
                               .edge("state:ALB", "accuses", "state:BGR", "Albania accused Bulgaria.")
                               .edge("person:ana-dema", "meets-with", "state:BGR", "They met.")
                               .graph();
    for (Node& node : article.nodes)
        if (node.type == "person") node.country = "ALB";
    graph.add(article);
    const LiftedSource lifted(graph, ontology());
    CHECK(lifted.acts_as("person:ana-dema") == "state:ALB");
    CHECK(lifted.acts_as("state:BGR") == "state:BGR");
    CHECK(lifted.evidence({"state:ALB", "accuses", "state:BGR"}, 0).size() == 2);
    CHECK(lifted.evidence({"state:ALB", "meets-with", "state:BGR"}, 0).size() == 1);
    CHECK(lifted.edges_of("state:BGR").size() == 2);
    CHECK(lifted.edges_of("person:ana-dema").size() == 1);
    lifted.for_each_edge([&](const EdgeKey& key, const EdgeSummary& summary) {
        CHECK(lifted.evidence(key, 0).size() == summary.evidence_count);
        return true;
    });
}

TEST_CASE("evidence is filtered by modality, and by what held on a day") {
    MemoryGraph graph = two_articles();
    EdgeFilter possible;
    possible.modalities = {Modality::possible};
    CHECK(KnowledgeGraph::load(graph, possible).edge_count() == 1);

    graph.add(ArticleBuilder("a3", "2026-01-10")
                  .node("person:ana-dema", "Ana Dema")
                  .node("state:ALB", "Albania")
                  .edge("person:ana-dema", "holds-office-in", "state:ALB", "Former president Ana Dema")
                  .modality(Modality::ended)
                  .graph());
    const auto holds = [&](const char* day) {
        EdgeFilter filter;
        filter.types = filter.lasting = {"holds-office-in"};
        filter.as_of = day;
        return KnowledgeGraph::load(graph, filter).edge_count() == 1;
    };
    CHECK_FALSE(holds("2025-11-01"));
    CHECK(holds("2025-12-31"));
    CHECK_FALSE(holds("2026-02-01"));
}

TEST_CASE("a broker co-operates with several camps") {
    MemoryGraph graph = quarrel();
    graph.add(ArticleBuilder("b", "2025-07-01")
                  .node("state:EST", "EST")
                  .node("state:ALB", "ALB")
                  .node("state:DNK", "DNK")
                  .edge("state:EST", "meets-with", "state:ALB")
                  .edge("state:EST", "negotiates-with", "state:DNK")
                  .edge("state:EST", "supports", "state:ALB")
                  .node("state:BGR", "BGR")
                  .node("state:CZE", "CZE")
                  .edge("state:EST", "supports", "state:BGR")
                  .edge("state:EST", "supports", "state:CZE")
                  .graph());
    const auto ranks = rank_nodes(KnowledgeGraph::load(graph), ontology(), RankBy::brokerage);
    REQUIRE_FALSE(ranks.empty());
    CHECK(KnowledgeGraph::load(graph).id(ranks[0].node) == "state:EST");
    CHECK(ranks[0].brokerage > 0);
    CHECK(ranks.back().brokerage == 0);
}
