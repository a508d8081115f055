#include "core/evaluation/graph_score.h"

#include "core/evaluation/node_matching.h"
#include "core/evaluation/reliability.h"
#include "core/model/error.h"
#include "core/model/json.h"
#include "tests/core/extract/extraction_case.h"

#include <algorithm>
#include <fstream>
#include <map>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const Ontology& ontology() {
    static const Ontology kOntology = Ontology::load(ENTENTE_DATA_DIR "/ontology.json");
    return kOntology;
}

std::vector<std::string> lines_of(const std::string& file) {
    std::ifstream in(ENTENTE_CASES "/evaluation/" + file);
    REQUIRE(in);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#') lines.push_back(line);
    return lines;
}

/// The small gold file against the small graphs; an article without a graph has an empty one.
GraphScores small_scores() {
    std::map<std::string, ArticleGraph> graphs;
    for (const std::string& line : lines_of("small.graphs.jsonl")) {
        ArticleGraph graph = article_graph_from_json(line);
        graphs[graph.article.id] = graph;
    }
    GraphScores scores;
    for (const std::string& line : lines_of("small.gold.jsonl")) {
        const GoldGraph gold = gold_graph_from_json(line, ontology());
        score_article(gold, graphs[gold.article.id], ontology(), scores);
    }
    return scores;
}

std::string gold_fault(const std::string& line) {
    try {
        gold_graph_from_json(line, ontology());
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("graphs are scored by their matched nodes and edges") {
    const GraphScores scores = small_scores();
    std::map<std::string, Tally> all(scores.by_type.begin(), scores.by_type.end());
    for (const auto& [name, tally] : scores.figures()) all[std::string(name)] = tally;
    CHECK(scores.articles == 2);
    const auto expected = lines_of("small.expected.txt");
    CHECK(all.size() == expected.size());
    for (const std::string& line : expected) {
        const auto parts = parts_of(line);
        REQUIRE(parts.size() == 4);
        const Tally& tally = all[parts[0]];
        INFO(line << "; found " << tally.right << " | " << tally.wrong << " | " << tally.missing);
        CHECK(tally == Tally{std::stoul(parts[1]), std::stoul(parts[2]), std::stoul(parts[3])});
    }
}

TEST_CASE("what is wrong and what is missing is listed with names") {
    std::vector<std::string> errors;
    for (const ScoreError& e : small_scores().errors)
        errors.push_back(e.article + (e.missing ? " - " : " + ") + e.what);
    CHECK(errors == std::vector<std::string>{
                        "ports + Jose Alvarez (organization), should be person", "ports + Nowhere (place)",
                        "ports + Norway —attacks→ Jose Alvarez", "ports + Nowhere —part-of→ Norway",
                        "ports - José Álvarez —attacks→ Norway", "quiet - Chile (state)",
                        "quiet - Cuba (state)", "quiet - Chile —threatens→ Cuba"});
}

TEST_CASE("each pair and type is judged once, by its surest edge") {
    const GraphScores scores = small_scores();
    std::map<Confidence, bool> right;
    for (const JudgedEdge& edge : scores.judged) right[edge.confidence] = edge.right;
    CHECK(right == std::map<Confidence, bool>{{9500, true},
                                              {7000, true},
                                              {6500, true},
                                              {5500, true},
                                              {3500, true},
                                              {7200, true},
                                              {6200, false},
                                              {1200, false}});
    // What is optional, or found before, was not required.
    const auto required = std::ranges::count_if(scores.judged, &JudgedEdge::required);
    CHECK(static_cast<std::size_t>(required) == scores.edges.right);
    CHECK(std::ranges::count_if(scores.judged, &JudgedEdge::right) > required);
}

TEST_CASE("reliability counts the right edges of each tenth of confidence") {
    std::vector<JudgedEdge> edges;
    for (int i = 0; i < 10; ++i) edges.push_back({"a", 0, 8000, i < 8});
    edges.push_back({"a", 0, 10000, true});
    edges.push_back({"a", 0, 0, true});
    const Reliability reliability = measure_reliability(edges);
    REQUIRE(reliability.bins.size() == 10);
    CHECK(reliability.bins[8].edges == 10);
    CHECK(reliability.bins[8].share_right() == Approx(0.8));
    CHECK(reliability.bins[8].confidence == Approx(0.8));
    CHECK(reliability.bins[9].edges == 1);
    CHECK(reliability.bins[0].edges == 1);
    CHECK(reliability.calibration_error == Approx(1.0 / 12));
    CHECK(reliability.brier == Approx((8 * 0.04 + 2 * 0.64 + 0 + 1) / 12));
    CHECK(measure_reliability({}).brier == 0);
}

TEST_CASE("names are compared without case, diacritics, signs, possessive and article") {
    CHECK(comparable_name("The U.S.") == "us");
    CHECK(comparable_name("U.S.A.") == "us");
    CHECK(comparable_name("Recep Tayyip Erdoğan’s") == "recep tayyip erdogan");
    CHECK(comparable_name("Conan O'Brien") == "conan obrien");
    CHECK(comparable_name("Teachers' Union") == "teachers union");
    CHECK(comparable_name("28-point plan") == "28 point plan");
    CHECK(comparable_name("Straße_1") == "strasse_1");
    CHECK(comparable_name(" — ").empty());
    CHECK(comparable_name("Москва") == "москва");
}

TEST_CASE("a likelier pair of nodes is matched before a less likely one") {
    const std::vector<GoldNode> gold = {{"a", "person", "Jan Berg", {}, {}, false},
                                        {"b", "person", "Eva Berg", {}, {}, false}};
    std::vector<Node> predicted(2);
    predicted[0].type = predicted[1].type = "person";
    predicted[0].name = "Berg";
    predicted[1].name = "Jan Berg";
    const NodeMatching matching = match_nodes(gold, predicted, "");
    CHECK(matching.gold_of == std::vector<std::size_t>{1, 0});
    CHECK(matching.found == std::vector<bool>{true, true});
}

TEST_CASE("a gold article that breaks the form is refused with the place of the fault") {
    CHECK_THAT(gold_fault("{"), Catch::Contains("no valid JSON"));
    CHECK_THAT(gold_fault("{}"), Catch::Contains("\"id\" is missing"));
    CHECK_THAT(gold_fault(R"({"id":"x","nodes":[{"id":"a","type":"city","name":"Oslo"}]})"),
               Catch::Contains("nodes[0]: \"type\" is \"city\""));
    CHECK_THAT(gold_fault(R"({"id":"x","nodes":[{"id":"a","type":"state","name":"Peru"}],)"
                          R"("edges":[{"source":"a","type":"hates","target":"a"}]})"),
               Catch::Contains("edges[0]: \"type\" is \"hates\""));
    CHECK_THAT(gold_fault(R"({"id":"x","nodes":[{"id":"a","type":"state","name":"Peru"}],)"
                          R"("edges":[{"source":"a","type":"aids","target":"b"}]})"),
               Catch::Contains("\"b\", which is no node"));
    CHECK(gold_fault(R"({"id":"x","nodes":[],"edges":[]})").empty());
}
