#include "graph/diagram/timeline_diagram.h"

#include "tests/graph/two_articles.h"

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::test;
using Catch::Contains;

namespace {

/// Two that deal with each other on many days, and once long ago.
MemoryGraph quarrel_over_time() {
    MemoryGraph graph;
    for (int day = 1; day <= 28; ++day) {
        const std::string date = "2025-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
        graph.add(ArticleBuilder("a" + date, date)
                      .node("state:ALB", "Albania")
                      .node("state:BGR", "Bulgaria")
                      .node("state:CZE", "Czechia")
                      .edge("state:ALB", day % 2 ? "accuses" : "aids", "state:BGR", "Sentence of " + date)
                      .edge("state:CZE", "supports", "state:ALB", "Support of " + date)
                      .graph());
    }
    graph.add(ArticleBuilder("old", "2025-03-05")
                  .node("state:ALB", "Albania")
                  .node("state:BGR", "Bulgaria")
                  .edge("state:ALB", "accuses", "state:BGR", "Long ago.")
                  .on("1912-10-08")
                  .edge("state:ALB", "accuses", "state:BGR", "In some year.")
                  .on("2024")
                  .graph());
    return graph;
}

}  // namespace

TEST_CASE("a timeline of two has a lane for each type, and of one for each other") {
    const MemoryGraph graph = quarrel_over_time();
    const auto two = make_timeline_diagram(graph, ontology(), {}, "state:ALB", "state:BGR");
    CHECK(two.title == "Albania and Bulgaria");
    REQUIRE(two.lanes.size() == 2);
    CHECK(two.lanes[0].name == "Albania accuses Bulgaria");
    CHECK(two.lanes[0].count == 14);
    CHECK(two.lanes[1].name == "Albania aids Bulgaria");
    CHECK_THAT(two.lanes[0].marks.front().tooltip,
               Contains("2025-03-01 accuses") && Contains("Sentence of 2025-03-01"));
    TimelineOptions options;
    options.max_lanes = 1;
    const auto one = make_timeline_diagram(graph, ontology(), {}, "state:ALB", "", options);
    CHECK(one.lanes.size() == 1);
    CHECK(one.left_out == 1);
    CHECK_THAT(one.caption, Contains("1 line"));
}

TEST_CASE("what lies far from all else is left out of a timeline, and it says so") {
    const auto diagram = make_timeline_diagram(quarrel_over_time(), ontology(), {}, "state:ALB", "state:BGR");
    CHECK_THAT(diagram.caption,
               Contains("2025-03-01 to 2025-03-28") && Contains("1 of other times left out"));
}

TEST_CASE("timelines are drawn in all formats and both themes") {
    const auto diagram = make_timeline_diagram(quarrel_over_time(), ontology(), {}, "state:ALB", "state:BGR");
    RenderOptions options;
    const std::string light = render(diagram, DiagramFormat::svg, options);
    CHECK_THAT(light, Contains("Albania accuses Bulgaria") && Contains("Sentence of") && Contains("#ffffff"));
    options.theme = DiagramTheme::dark;
    CHECK_THAT(render(diagram, DiagramFormat::svg, options), Contains("#14171c"));
    CHECK(render(diagram, DiagramFormat::png).substr(1, 3) == "PNG");
    CHECK_THAT(render(TimelineDiagram(), DiagramFormat::svg), Contains("</svg>"));
}
