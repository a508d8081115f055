#include "graph/diagram/diagram.h"

#include "tests/graph/two_articles.h"

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::test;

namespace {

const DiagramEdge* find_edge(const Diagram& diagram, const std::string& source, const std::string& target,
                             QuadClass quad) {
    for (const DiagramEdge& edge : diagram.edges)
        if (diagram.nodes[edge.source].id == source && diagram.nodes[edge.target].id == target &&
            edge.quad == quad)
            return &edge;
    return nullptr;
}

}  // namespace

TEST_CASE("edges of one direction and quad class are one line that lists its types") {
    const auto diagram = make_diagram(KnowledgeGraph::load(two_articles()), ontology());
    const auto* line = find_edge(diagram, "person:ana-dema", "state:BGR", QuadClass::verbal_conflict);
    REQUIRE(line);
    CHECK(line->types == std::vector<BundledType>{{"accuses", 2}, {"threatens", 1}});
    CHECK(line->evidence_count == 3);
    CHECK_FALSE(line->mutual);
    CHECK(diagram.edges.size() == 6);
}

TEST_CASE("a line says what is mutual, negated, hypothetical and which office is held") {
    const auto diagram = make_diagram(KnowledgeGraph::load(two_articles()), ontology());
    const auto* talks = find_edge(diagram, "state:ALB", "state:BGR", QuadClass::verbal_cooperation);
    REQUIRE(talks);
    CHECK(talks->mutual);
    const auto* accord =
        find_edge(diagram, "state:ALB", "agreement:water-accord", QuadClass::verbal_cooperation);
    REQUIRE(accord);
    CHECK(accord->negated);
    CHECK(accord->types[0].label == "does not accept");
    const auto* opposes = find_edge(diagram, "state:BGR", "state:ALB", QuadClass::verbal_conflict);
    REQUIRE(opposes);
    CHECK(opposes->hypothetical);
    const auto* office = find_edge(diagram, "person:ana-dema", "state:ALB", QuadClass::none);
    REQUIRE(office);
    CHECK(office->types[0].label == "president");
}

TEST_CASE("the legend, title and caption tell what is drawn") {
    DiagramOptions options;
    options.centres = {"state:ALB"};
    const auto diagram = make_diagram(KnowledgeGraph::load(two_articles()), ontology(), options);
    CHECK(diagram.title == "Albania");
    CHECK(diagram.caption == "2025-11-10 to 2025-12-05 \u00b7 5 nodes \u00b7 9 statements");
    std::vector<std::string> legend;
    for (const auto& type : diagram.node_legend) legend.push_back(type.name);
    CHECK(legend == std::vector<std::string>{"person", "state", "agreement"});
    options.title = "A quarrel";
    CHECK(make_diagram(KnowledgeGraph::load(two_articles()), ontology(), options).title == "A quarrel");
}

TEST_CASE("a diagram with too many nodes keeps the most telling and says how many are left out") {
    DiagramOptions options;
    options.centres = {"person:ana-dema"};
    options.max_nodes = 2;
    const auto diagram = make_diagram(KnowledgeGraph::load(two_articles()), ontology(), options);
    REQUIRE(diagram.nodes.size() == 2);
    CHECK(diagram.nodes[1].id == "state:BGR");
    CHECK(diagram.left_out == 3);
    CHECK(diagram.caption.find("3 nodes with less evidence left out") != std::string::npos);
}

TEST_CASE("offices and memberships can be left away") {
    DiagramOptions options;
    options.structural = false;
    const auto diagram = make_diagram(KnowledgeGraph::load(two_articles()), ontology(), options);
    for (const auto& edge : diagram.edges) CHECK(edge.quad != QuadClass::none);
    CHECK(diagram.nodes.size() == 4);
}

TEST_CASE("tooltips quote the best evidence of a line") {
    const auto source = two_articles();
    DiagramOptions options;
    options.evidence = &source;
    const auto diagram = make_diagram(KnowledgeGraph::load(source), ontology(), options);
    const auto* line = find_edge(diagram, "person:ana-dema", "state:BGR", QuadClass::verbal_conflict);
    REQUIRE(line);
    CHECK(line->tooltip ==
          "Ana Dema \u2192 Bulgaria: accuses \u00d72, threatens \u00d71\n"
          "2025-12-05 \u201cDema again accused Bulgaria.\u201d\n2025-12-05 \u201cDema threatened "
          "Bulgaria.\u201d");
}

TEST_CASE("an edge from a node to itself is not drawn") {
    MemoryGraph graph;
    graph.add(ArticleBuilder("a", "2025-01-01")
                  .node("state:ALB", "Albania")
                  .edge("state:ALB", "attacks", "state:ALB")
                  .graph());
    CHECK(make_diagram(KnowledgeGraph::load(graph), ontology()).edges.empty());
}

TEST_CASE("nodes are put together by state or by camp, and the legend names the groups") {
    DiagramOptions options;
    options.grouping = DiagramGrouping::camp;
    const auto camps = make_diagram(KnowledgeGraph::load(two_articles()), ontology(), options);
    REQUIRE_FALSE(camps.groups.empty());
    CHECK(camps.groups[0].starts_with("camp of "));
    std::size_t members = 0;
    for (const auto& node : camps.nodes) members += node.group == 1;
    CHECK(members >= 2);

    MemoryGraph graph;
    ArticleGraph article = ArticleBuilder("s", "2025-01-01")
                               .node("state:ALB", "Albania")
                               .node("person:ana-dema", "Ana Dema")
                               .node("state:BGR", "Bulgaria")
                               .edge("person:ana-dema", "accuses", "state:BGR")
                               .edge("state:ALB", "opposes", "state:BGR")
                               .graph();
    for (Node& node : article.nodes)
        if (node.type == "person") node.country = "ALB";
    graph.add(article);
    options.grouping = DiagramGrouping::state;
    const auto states = make_diagram(KnowledgeGraph::load(graph), ontology(), options);
    CHECK(states.groups == std::vector<std::string>{"Albania"});
    for (const auto& node : states.nodes) CHECK((node.group == 1) == (node.id != "state:BGR"));
}

TEST_CASE("the caption tells of no time outside of the one that was asked for") {
    MemoryGraph graph;
    graph.add(ArticleBuilder("a", "2025-02-10")
                  .node("state:ALB", "Albania")
                  .node("state:BGR", "Bulgaria")
                  .edge("state:ALB", "attacks", "state:BGR")
                  .on("2025")
                  .graph());
    DiagramOptions options;
    options.since = "2025-01-01", options.until = "2025-03-31";
    CHECK(make_diagram(KnowledgeGraph::load(graph), ontology(), options).caption ==
          "2025-01-01 to 2025-03-31 · 2 nodes · 1 statement");
}

TEST_CASE("one dealing of long ago does not date a large diagram") {
    MemoryGraph graph;
    for (int i = 0; i < 60; ++i) {
        const std::string state = "state:X" + std::to_string(i);
        graph.add(ArticleBuilder("a" + std::to_string(i), "2025-02-10")
                      .node("state:ALB", "Albania")
                      .node(state, state)
                      .edge("state:ALB", "attacks", state)
                      .on(i ? "2025-02-10" : "1798-07-06")
                      .graph());
    }
    DiagramOptions options;
    options.max_nodes = 0;
    const auto diagram = make_diagram(KnowledgeGraph::load(graph), ontology(), options);
    CHECK(diagram.caption.starts_with("mostly 2025-02-10 · "));
}
