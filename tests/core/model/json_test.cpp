#include "core/model/json.h"

#include "core/model/aggregate.h"
#include "core/model/error.h"
#include "core/model/slug.h"

#include <catch2/catch.hpp>

using namespace entente;
using Catch::Contains;

namespace {

ArticleGraph sample() {
    ArticleGraph g;
    g.article = {"a\"1", "2025-12-05", "Title", "https://www.example.org/x", "", "Kyiv – thanked Oslo."};
    g.hash = content_hash(g.article);
    g.extractor = {3, "abc"};
    g.nodes = {{"state:NOR",
                "state",
                "Norway",
                {"Oslo"},
                {{17, 21, 0, MentionKind::name}},
                "NOR",
                "Q20",
                false,
                {{"later", "[1,{\"x\":null}]"}}},
               {"state:UKR", "state", "Ukraine", {}, {}, "", "", false, {}}};
    Edge e;
    e.source = "state:UKR", e.type = "supports", e.target = "state:NOR", e.negated = true,
    e.modality = Modality::planned;
    e.date = "2025-12/..", e.confidence = 8300, e.role = "r", e.attribution = "state:NOR",
    e.plover = "SUPPORT", e.cameo = "051";
    e.evidence = {0, 0, 22, "thanked", "Kyiv – thanked Oslo.", {{"n", "1"}}};
    e.extra = {{"weight", "0.5"}};
    g.edges = {e};
    g.extra = {{"lang", "\"en\""}};
    return g;
}

}  // namespace

TEST_CASE("a graph is read back from its JSON with all that a newer version may have added") {
    const ArticleGraph graph = sample();
    const std::string line = to_json(graph);
    CHECK(article_graph_from_json(line) == graph);
    CHECK(to_json(article_graph_from_json(line)) == line);
    CHECK_THAT(line, Contains("\"confidence\":0.83,") && Contains("\"later\":[1,{\"x\":null}]"));
}

TEST_CASE("broken graphs are refused with the place of the fault") {
    const auto fault = [](std::string line) -> std::string {
        try {
            article_graph_from_json(line);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };
    CHECK_THAT(fault("{"), Contains("no valid JSON"));
    CHECK_THAT(fault("{}"), Contains("\"id\" is missing"));
    CHECK_THAT(
        fault(
            R"({"id":"a","nodes":[{"id":"n","type":"state","name":"N"},{"id":"n","type":"state","name":"N"}]})"),
        Contains("two have the id"));
    CHECK_THAT(fault(R"({"id":"a","nodes":[],"edges":[{"source":"x","type":"t","target":"y"}]})"),
               Contains("no node \"x\""));
    CHECK_THAT(fault(R"({"id":"a","edges":[{"source":"x","type":"t","target":"y","modality":"perhaps"}]})"),
               Contains("edges[0]") && Contains("\"perhaps\""));
    CHECK_THAT(fault(R"({"id":"a","edges":[{"source":"x","type":"t","target":"y","confidence":2}]})"),
               Contains("0..1"));
    CHECK_THAT(
        fault(
            R"({"id":"a","text":"abc","nodes":[{"id":"n","type":"s","name":"N","mentions":[{"begin":1,"end":9}]}]})"),
        Contains("ends at byte 9"));
    CHECK_THAT(fault(R"({"id":"a","date":"May"})"), Contains("\"date\""));
}

TEST_CASE("decisions are told apart from articles") {
    const Decision d{"same-as", "person:a", "person:b", "2026-01-31T10:00:00Z", "one man", {}};
    CHECK(decision_from_json(to_json(d)) == d);
    CHECK(is_decision_json(to_json(d)));
    CHECK_FALSE(is_decision_json(to_json(sample())));
    CHECK_FALSE(is_decision_json(R"({"id":"a","text":"the \"decision\" fell"})"));
    CHECK_THROWS_AS(decision_from_json(R"({"decision":"maybe","a":"x","b":"y"})"), Error);
}

TEST_CASE("slugs and typed names fold case, marks and scripts") {
    CHECK(slug("Recep Tayyip Erdoğan") == "recep-tayyip-erdogan");
    CHECK(slug("O’Brien & Søn, A/S") == "obrien-son-a-s");
    CHECK(slug("Владимир") == "vladimir");
    CHECK(slug("!?") == "");
    CHECK(normalize_name("The U.S.") == "us");
    CHECK(normalize_name("Russia's  Duma") == "russia duma");
    CHECK(normalize_name("Côte d’Ivoire") == "cote divoire");
}

TEST_CASE("confidence is a noisy-or over sources, each counted once by its best") {
    EdgeSummary sum;
    Edge e;
    e.confidence = 5000;
    merge(sum, summarize(e, {"a"}, "2025-01-01"));
    CHECK(sum.confidence() == 5000);
    merge(sum, summarize(e, {"a"}, "2025-03-01"));
    CHECK(sum.confidence() == 5000);
    merge(sum, summarize(e, {"b"}, "2025-02-01"));
    CHECK(sum.confidence() == 7500);
    CHECK(sum.evidence_count == 3);
    CHECK(sum.first_date == "2025-01-01");
    CHECK(sum.last_date == "2025-03-01");
}

TEST_CASE("summing up is commutative and associative, past the most sources that are kept") {
    std::vector<EdgeSummary> parts(EdgeSummary::kMaxSources * 3);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Edge e;
        e.confidence = static_cast<Confidence>((i * 7919) % 9973);
        parts[i] = summarize(e, {"source " + std::to_string(i % 70)}, "");
    }
    EdgeSummary forward, backward, grouped;
    for (const auto& p : parts) merge(forward, p);
    for (auto p = parts.rbegin(); p != parts.rend(); ++p) merge(backward, *p);
    for (std::size_t start = 0; start < 5; ++start) {
        EdgeSummary group;
        for (std::size_t i = start; i < parts.size(); i += 5) merge(group, parts[i]);
        merge(grouped, group);
    }
    CHECK(forward == backward);
    CHECK(forward == grouped);
    CHECK(forward.sources.size() == EdgeSummary::kMaxSources);
}

TEST_CASE("near-duplicates of several sources count as one, by the surest of them") {
    std::string report, other;
    for (int i = 0; i < 200; ++i)
        report += "word" + std::to_string(i) + " ", other += "else" + std::to_string(i) + " ";
    const auto part = [](const std::string& source, const std::string& text, Confidence confidence) {
        Edge e;
        e.confidence = confidence;
        return summarize(e, {source, TextSketch(fingerprint_of(text))}, "");
    };
    EdgeSummary sum;
    merge(sum, part("b", report, 5000));
    merge(sum, part("a", "Adds a first paragraph. " + report, 6000));
    CHECK(sum.confidence() == 6000);
    merge(sum, part("c", other, 5000));
    CHECK(sum.confidence() == 8000);
    // A source whose surest evidence is its own counts by that.
    merge(sum, part("b", "A report of its own, from Vienna, about another day of the talks.", 7000));
    CHECK(sum.confidence() == 9400);
}

TEST_CASE("sums with near-duplicates are the same in every order") {
    std::vector<EdgeSummary> parts;
    for (std::size_t i = 0; i < 120; ++i) {
        std::string text;
        for (std::size_t w = 0; w < 60; ++w) text += "w" + std::to_string((i / 4) * 100 + w + (i % 4)) + " ";
        Edge e;
        e.confidence = static_cast<Confidence>(4000 + (i % 3) * 1000);
        parts.push_back(
            summarize(e, {"source " + std::to_string(i % 25), TextSketch(fingerprint_of(text))}, ""));
    }
    EdgeSummary forward, backward;
    for (const auto& p : parts) merge(forward, p);
    for (auto p = parts.rbegin(); p != parts.rend(); ++p) merge(backward, *p);
    CHECK(forward == backward);
    CHECK(forward.confidence() == backward.confidence());
    merge(forward, backward);
    CHECK(forward.sources == backward.sources);
}
