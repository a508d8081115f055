#include "core/extract/explanation.h"

#include "core/model/object_reader.h"
#include "tests/core/extract/extraction_case.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

ExplainedGraph explained(const std::string& text) {
    const ExtractionCase c{text, "2025-12-05", {}, {}};
    const Article article = article_of(c);
    return extract_explained(given_document(article, c.trees, test_resources()), test_resources());
}

/// The explanation of the only edge of a type.
EdgeExplanation explanation_of(const ExplainedGraph& read, const std::string& type) {
    REQUIRE(read.explanations.size() == read.graph.edges.size());
    for (std::size_t i = 0; i < read.graph.edges.size(); ++i)
        if (read.graph.edges[i].type == type) return read.explanations[i];
    FAIL("no edge of type " << type);
    return {};
}

std::string way(const ExplainedEnd& end) {
    std::string all;
    for (const TreeStep& step : end.path) all += (step.down ? " >" : " <") + step.relation + " " + step.word;
    return all + " = " + end.word;
}

std::string said(const EdgeExplanation& e) {
    std::string all;
    for (const ExplainedCue& cue : e.status) all += cue.says + ": " + cue.words + "; ";
    return all;
}

}  // namespace

TEST_CASE("an explanation names the pattern, the ways through the tree and the words of status", "[trees]") {
    const auto read = explained("Norway said on Tuesday that Russia may have bombed Ukraine.");
    const EdgeExplanation e = explanation_of(read, "attacks");
    CHECK(e.file == "triggers/attacks.json");
    CHECK(e.pattern == "verb bomb, from subj, to obj");
    CHECK(e.trigger == "bombed");
    CHECK(way(e.source) == " >nsubj Russia = Russia");
    CHECK(way(e.target) == " >obj Ukraine = Ukraine");
    CHECK(said(e) == "possible: may; attribution: said; date: Tuesday; ");
}

TEST_CASE("a way may lead up the tree, and its end may be a pronoun", "[trees]") {
    const auto read = explained("Finland decided to sanction Belarus. It did not praise Poland.");
    CHECK(way(explanation_of(read, "sanctions").source) == " <xcomp decided >nsubj Finland = Finland");
    const EdgeExplanation praise = explanation_of(read, "supports");
    CHECK(way(praise.source) == " >nsubj It = It");
    CHECK(said(praise) == "negated: not; ");
}

TEST_CASE("edges of structure are explained by the pattern's name and the nearest mentions", "[trees]") {
    const EdgeExplanation e =
        explanation_of(explained("French President Emmanuel Macron left."), "holds-office-in");
    CHECK(e.file.empty());
    CHECK(e.pattern == "title");
    CHECK(e.source.word == "Emmanuel Macron");
    CHECK(e.target.word == "French");
}

TEST_CASE("an edge's confidence is what its parts add up to", "[trees]") {
    const auto read = explained(
        "Norway said Russia may attack Finland. Polish President Karol Nawrocki, who met Friedrich Merz, "
        "opposes the 12-point peace plan. Talks between Chile and Peru, held in Lima, failed.");
    REQUIRE(read.graph.edges.size() > 4);
    for (std::size_t i = 0; i < read.graph.edges.size(); ++i) {
        const Edge& edge = read.graph.edges[i];
        int sum = 0;
        for (const ConfidencePart& part : read.explanations[i].confidence) sum += part.weight;
        INFO(edge.source << " " << edge.type << " " << edge.target);
        CHECK(ConfidenceModel::confidence_of(sum) == edge.confidence);
        CHECK(read.explanations[i].trigger == edge.evidence.trigger);
    }
}

TEST_CASE("an explained graph is the graph that extract gives", "[trees]") {
    const std::string text = "Germany accused Russia. The EU and NATO support Ukraine, which Iran attacked.";
    CHECK(explained(text).graph == extract_case({text, "2025-12-05", {}, {}}));
}

TEST_CASE("an explanation is written as one JSON object", "[trees]") {
    const auto read = explained("Germany accused Russia.");
    const std::string json = to_json(explanation_of(read, "accuses"));
    const auto document = parse_json_line(json);
    ObjectReader in(document, "");
    CHECK(in.required_string("trigger") == "accused");
    CHECK(in.required_string("file") == "triggers/accuses.json");
    CHECK_THAT(json, Catch::Contains(R"("source":{"word":"Germany","certainty":1.00,"path":)"
                                     R"([{"relation":"nsubj","to":"dependent","word":"Germany"}]})"));
    CHECK_THAT(json, Catch::Contains(R"("confidence":[{"feature":"bias","weight":)"));
}
