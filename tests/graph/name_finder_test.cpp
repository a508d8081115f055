#include "graph/name_finder.h"

#include "tests/graph/two_articles.h"

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::test;

namespace {

MemoryGraph names() {
    MemoryGraph graph = two_articles();
    for (int i = 0; i < 9; ++i)
        graph.add(ArticleBuilder("n" + std::to_string(i), "2025-01-01")
                      .node("person:carla-stone", "Carla Stone", {"Stone"})
                      .node("state:KOR", "South Korea", {"Seoul"})
                      .graph());
    graph.add(ArticleBuilder("m", "2025-01-01")
                  .node("person:dan-stone", "Dan Stone", {"Stone"})
                  .node("state:PRK", "North Korea", {"Pyongyang"})
                  .graph());
    return graph;
}

struct Expected {
    std::string typed;
    NameSearch::Outcome outcome;
    NameMatchKind kind;
    std::string first;
};

}  // namespace

TEST_CASE("a typed name finds the node that a person means") {
    using enum NameMatchKind;
    using enum NameSearch::Outcome;
    const MemoryGraph graph = names();
    const Expected expected = GENERATE(values<Expected>({
        {"state:KOR", found, id, "state:KOR"},
        {"State:kor", found, id, "state:KOR"},
        {"south korea", found, exact, "state:KOR"},
        {"  The South Korea ", found, exact, "state:KOR"},
        {"rc", found, exact, "organization:river-council"},
        {"stone", found, exact, "person:carla-stone"},  // nine articles against one
        {"dema", ambiguous, exact, "person:ana-dema"},  // two against one
        {"korea", found, words, "state:KOR"},
        {"council", found, words, "organization:river-council"},
        {"alb", found, prefix, "state:ALB"},
        {"bulga", found, prefix, "state:BGR"},
        {"carl", found, prefix, "person:carla-stone"},
        {"ongyan", ambiguous, part, "state:PRK"},
        {"bulgeria", none, similar, "state:BGR"},
        {"pyongyagn", none, similar, "state:PRK"},
        {"albnia", none, similar, "state:ALB"},
    }));
    INFO(expected.typed);
    const NameSearch search = find_name(graph, expected.typed);
    REQUIRE_FALSE(search.candidates.empty());
    CHECK(search.outcome == expected.outcome);
    CHECK(to_string(search.candidates.front().kind) == to_string(expected.kind));
    CHECK(search.candidates.front().id == expected.first);
    CHECK(search.candidates.front().name == graph.node(expected.first)->name());
}

TEST_CASE("a name that nothing resembles finds nothing") {
    const MemoryGraph graph = names();
    const std::string typed = GENERATE("zzzzzz", "", "?!", "state:XXX");
    INFO(typed);
    const NameSearch search = find_name(graph, typed);
    CHECK(search.outcome == NameSearch::Outcome::none);
    CHECK(search.candidates.empty());
}

TEST_CASE("a type or a limit narrows the candidates") {
    const MemoryGraph graph = names();
    CHECK(find_name(graph, "korea", {8, "person"}).candidates.empty());
    CHECK(find_name(graph, "dema", {1, ""}).candidates.size() == 1);
    CHECK(find_name(graph, "dema", {8, ""}).candidates.size() == 2);
}

TEST_CASE("the edit distance counts letters inserted, deleted, replaced and swapped") {
    CHECK(edit_distance("", "", 3) == 0);
    CHECK(edit_distance("same", "same", 3) == 0);
    CHECK(edit_distance("zelensky", "zelenskyy", 3) == 1);
    CHECK(edit_distance("putin", "puitn", 3) == 1);
    CHECK(edit_distance("kitten", "sitting", 3) == 3);
    CHECK(edit_distance("kitten", "sitting", 2) == 3);
    CHECK(edit_distance("a", "abcdefgh", 2) == 3);
}

TEST_CASE("the edit distance is the same both ways and within the difference and the sum of lengths") {
    const std::vector<std::string> words{"",    "a",    "ab",   "ba",      "abc",
                                         "acb", "nato", "otan", "ukraine", "ukriane"};
    for (const auto& a : words)
        for (const auto& b : words) {
            INFO(a << " " << b);
            const std::size_t d = edit_distance(a, b, 20);
            CHECK(d == edit_distance(b, a, 20));
            CHECK((d == 0) == (a == b));
            CHECK(d <= std::max(a.size(), b.size()));
            CHECK(d >= std::max(a.size(), b.size()) - std::min(a.size(), b.size()));
        }
}

TEST_CASE("what is typed so far suggests all names that begin so, the exact ones first") {
    const MemoryGraph graph = two_articles();
    const auto ids = [&](const char* typed) {
        std::vector<std::string> all;
        for (const NameCandidate& candidate : suggest_names(graph, typed)) all.push_back(candidate.id);
        return all;
    };
    CHECK(ids("alb") == std::vector<std::string>{"state:ALB"});
    CHECK(ids("dem") == std::vector<std::string>{"person:ana-dema", "person:boris-dema"});
    CHECK(ids("Dema").size() == 2);
    CHECK(ids("bulgarai") == std::vector<std::string>{"state:BGR"});  // a misspelling, where nothing else is
    CHECK(ids("state:alb") == std::vector<std::string>{"state:ALB"});
    CHECK(ids("").empty());
}
