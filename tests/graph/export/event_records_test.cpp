#include "graph/export/event_records.h"

#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

ArticleGraph graph_of_three_edges() {
    ArticleGraph graph;
    graph.article.id = "a1";
    graph.article.date = "2025-12-05";
    Node state, group;
    state.id = "state:DEU";
    state.type = "state";
    state.name = "Germany";
    group.id = "organization:red-hand";
    group.type = "organization";
    group.name = "Red Hand";
    graph.nodes = {group, state};
    Edge accuses;
    accuses.source = "state:DEU";
    accuses.type = "accuses";
    accuses.target = "organization:red-hand";
    accuses.date = "2025-12-03";
    accuses.confidence = 7000;
    accuses.plover = "ACCUSE";
    accuses.cameo = "112";
    accuses.evidence.text = "Germany accused the \"Red Hand\".";
    Edge meets = accuses;
    meets.type = "meets-with";
    meets.plover = "CONSULT";
    meets.cameo = "040";
    meets.negated = true;
    Edge part = accuses;
    part.type = "located-in";
    graph.edges = {accuses, meets, part};
    return graph;
}

const Ontology& shipped_ontology() {
    static const Ontology kOntology = Ontology::load(std::string(ENTENTE_DATA_DIR) + "/ontology.json");
    return kOntology;
}

}  // namespace

TEST_CASE("each interaction becomes a PLOVER event with both actors and its sentence") {
    std::ostringstream out;
    write_plover_events(graph_of_three_edges(), shipped_ontology(), out);
    const std::string lines = out.str();
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
    CHECK_THAT(lines, Catch::Contains(R"("event":"ACCUSE","quad":"VX","cameo":"112")"));
    CHECK_THAT(lines, Catch::Contains(R"("name":"Germany","country":"DEU")"));
    CHECK_THAT(lines, Catch::Contains(R"("name":"Red Hand","country":null)"));
    CHECK_THAT(lines, Catch::Contains(R"(Germany accused the \"Red Hand\".)"));
    CHECK_THAT(lines, Catch::Contains(R"("negated":true)"));
    // The type's where the edge has none; of what is denied a share.
    CHECK_THAT(lines, Catch::Contains(R"("intensity":-3.0)") && Catch::Contains(R"("intensity":-0.4)"));
}

TEST_CASE("CAMEO lines leave out what did not happen") {
    std::ostringstream out;
    write_cameo_events(graph_of_three_edges(), shipped_ontology(), out);
    CHECK(out.str() == "20251203\tDEU\tRED-HAND\t112\ta1\t0\t-3.0\n");
}

TEST_CASE("a CAMEO line has a whole day, the article's where the event's date may mean it") {
    ArticleGraph graph = graph_of_three_edges();
    graph.edges.resize(1);
    const auto day = [&](const std::string& date, const std::string& article_date) {
        graph.edges[0].date = date, graph.article.date = article_date;
        std::ostringstream out;
        write_cameo_events(graph, shipped_ontology(), out);
        return out.str().substr(0, out.str().find('\t'));
    };
    CHECK(day("2025-12-03", "2025-12-05") == "20251203");
    CHECK(day("2025-12", "2025-12-05") == "20251205");
    CHECK(day("2025-03", "2025-12-05") == "20250301");
    CHECK(day("2014/..", "2025-12-05") == "20251205");
    CHECK(day("../2020-06-30", "2025-12-05") == "20200630");
    CHECK(day("", "2025-12-05") == "20251205");
    CHECK(day("", "2025-12") == "20251201");
    CHECK(day("", "").empty());
}
