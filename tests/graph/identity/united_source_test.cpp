#include "graph/identity/united_source.h"

#include "graph/identity/identity_candidates.h"
#include "graph/name_finder.h"
#include "tests/graph/two_articles.h"
#include "tests/link_check.h"

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::test;

namespace {

/// Three articles in which one person goes by `first`, `second` and `first` again.
MemoryGraph envoy_articles(const char* first, const char* second) {
    MemoryGraph graph;
    graph.add(ArticleBuilder("a1", "2025-06-01")
                  .node(first, "Ana Dema")
                  .node("state:BGR", "Bulgaria")
                  .node("state:ALB", "Albania")
                  .edge(first, "meets-with", "state:BGR", "Dema met the Bulgarians.")
                  .edge("state:ALB", "supports", "state:BGR")
                  .graph());
    graph.add(ArticleBuilder("a2", "2025-07-01")
                  .node(second, "Ana Dema")
                  .node("state:BGR", "Bulgaria")
                  .node("person:zef-leka", "Zef Leka")
                  .edge("state:BGR", "meets-with", second, "They met again.")
                  .edge("person:zef-leka", "accuses", second)
                  .graph());
    graph.add(ArticleBuilder("a3", "2025-05-01")
                  .node(first, "Ana Dema")
                  .node("person:zef-leka", "Zef Leka")
                  .edge("person:zef-leka", "accuses", first, "Leka accused her first.")
                  .graph());
    return graph;
}

using Nodes = std::vector<std::pair<std::string, NodeSummary>>;
using Edges = std::vector<std::pair<EdgeKey, EdgeSummary>>;

Nodes nodes_of(const GraphSource& source) {
    Nodes all;
    source.for_each_node([&](const std::string& id, const NodeSummary& node) {
        all.emplace_back(id, node);
        return true;
    });
    return all;
}

Edges edges_of(const GraphSource& source) {
    Edges all;
    source.for_each_edge([&](const EdgeKey& key, const EdgeSummary& edge) {
        all.emplace_back(key, edge);
        return true;
    });
    return all;
}

Decision one(const char* a, const char* b) {
    return {"same-as", a, b, "2025-08-01", "", {}};
}

const Cues& cues() {
    static const Cues kCues = Cues::load(ENTENTE_DATA_DIR "/cues.json");
    return kCues;
}

}  // namespace

TEST_CASE("a graph with joined nodes is that of articles that name them alike") {
    // The joined one stands before, between and behind the ids that it deals with.
    const auto [first, second] =
        GENERATE(std::pair("person:ana-dema", "person:dema"), std::pair("person:zz-dema", "person:dema"),
                 std::pair("agreement:dema", "person:dema"), std::pair("state:DEM", "place:dema"));
    const MemoryGraph parted = envoy_articles(first, second);
    MemoryGraph whole = envoy_articles(first, first);
    const UnitedSource united(parted, ontology(), Identity({one(second, first)}));

    const Edges edges = edges_of(united);
    CHECK(edges == edges_of(whole));
    for (const auto& [id, node] : nodes_of(whole)) {
        CHECK(united.node(id)->article_count == node.article_count);
        CHECK(united.node(id)->names == node.names);
        Edges around = united.edges_of(id), expected = whole.edges_of(id);
        CHECK(around == expected);
        CHECK(links_match_edges(united, id));
    }
    CHECK(nodes_of(united).size() == nodes_of(whole).size());
    for (const auto& [key, summary] : edges) {
        CHECK(united.evidence(key, 0).size() == summary.evidence_count);
        CHECK(united.evidence(key, 1).front().article == whole.evidence(key, 1).front().article);
    }
}

TEST_CASE("a joined node answers to all its ids and names") {
    const MemoryGraph graph = envoy_articles("person:ana-dema", "person:dema");
    const UnitedSource united(graph, ontology(), Identity({one("person:dema", "person:ana-dema")}));
    CHECK(united.node("person:dema")->article_count == 3);
    CHECK(find_name(united, "person:dema").candidates[0].id == "person:ana-dema");
    const NameSearch search = find_name(united, "ana dema");
    CHECK(search.outcome == NameSearch::Outcome::found);
    REQUIRE(search.candidates.size() == 1);
    CHECK(search.candidates[0].article_count == 3);
    CHECK(find_name(graph, "ana dema").candidates.size() == 2);
}

TEST_CASE("nodes whose names nearly agree are offered as one, with a reason") {
    struct Case {
        const char *a, *b, *reason;
    };
    const auto c = GENERATE(values<Case>({{"Mohammed Deif", "Mohammad Deif", "another spelling"},
                                          {"Recep Tayyip Erdogan", "Recep Erdogan", "a name more"},
                                          {"Arbel Yehud", "Arbel Yahud", "another spelling"},
                                          {"Steve Witkoff", "Witkoff", "the surname alone"},
                                          {"J. Miller", "Judith Miller", "an initial"}}));
    MemoryGraph graph;
    graph.add(ArticleBuilder("a1", "2025-06-01").node("person:one", c.a).graph());
    graph.add(ArticleBuilder("a2", "2025-06-02").node("person:two", c.b).graph());
    const auto found = find_identity_candidates(graph, Identity(), cues());
    REQUIRE(found.size() == 1);
    CHECK(found[0].score >= 0.7);
    CHECK(found[0].score < 1);
    CHECK_THAT(found[0].reason, Catch::Contains(c.reason));

    CHECK(find_identity_candidates(graph, Identity({one("person:one", "person:two")}), cues()).empty());
    const Decision apart{"not-same-as", "person:two", "person:one", "2025", "", {}};
    CHECK(find_identity_candidates(graph, Identity({apart}), cues()).empty());
}

TEST_CASE("different people are not offered as one") {
    struct Case {
        const char *a, *b;
    };
    const auto c = GENERATE(values<Case>({{"Donald Trump", "Melania Trump"},
                                          {"John Smith", "Joan Smyth"},
                                          {"Kim Jong Un", "Kim Yo Jong"},
                                          {"Ali Khan", "Alia Khan"},
                                          {"Hassan", "Hasan"}}));
    MemoryGraph graph;
    graph.add(ArticleBuilder("a1", "2025-06-01").node("person:one", c.a).graph());
    graph.add(ArticleBuilder("a2", "2025-06-02").node("person:two", c.b).graph());
    CHECK(find_identity_candidates(graph, Identity(), cues()).empty());
}

TEST_CASE("a surname that fits two, and two who deal with each other, are left alone") {
    MemoryGraph graph;
    graph.add(ArticleBuilder("a1", "2025-06-01").node("person:edi-leka", "Edi Leka").graph());
    graph.add(ArticleBuilder("a2", "2025-06-02").node("person:zef-leka", "Zef Leka").graph());
    graph.add(ArticleBuilder("a3", "2025-06-03").node("person:leka", "Leka").graph());
    graph.add(ArticleBuilder("a4", "2025-06-04")
                  .node("person:ilir-hoxha", "Ilir Hoxha")
                  .node("person:ilir-hoxhaj", "Ilir Hoxhaj")
                  .edge("person:ilir-hoxha", "accuses", "person:ilir-hoxhaj")
                  .graph());
    CHECK(find_identity_candidates(graph, Identity(), cues()).empty());
}

TEST_CASE("a word for the sort of place or body makes no other name, but another word does") {
    MemoryGraph graph;
    graph.add(ArticleBuilder("a1", "2025-06-01")
                  .node("place:north-kivu", "North Kivu")
                  .node("place:south-kivu", "South Kivu")
                  .graph());
    graph.add(
        ArticleBuilder("a2", "2025-06-02").node("place:north-kivu-province", "North Kivu Province").graph());
    const auto found = find_identity_candidates(graph, Identity(), cues());
    REQUIRE(found.size() == 1);
    CHECK(found[0].a == "place:north-kivu");
    CHECK(found[0].b == "place:north-kivu-province");
}
