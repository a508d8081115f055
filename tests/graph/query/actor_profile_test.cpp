#include "graph/query/actor_profile.h"

#include "core/model/error.h"
#include "tests/graph/two_articles.h"

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::test;

namespace {

std::vector<std::string> types(const std::vector<ConnectionGroup>& groups) {
    std::vector<std::string> all;
    for (const auto& group : groups) all.push_back(group.type);
    return all;
}

}  // namespace

TEST_CASE("a profile has the names, roles and connections of a node") {
    const auto profile = make_profile(two_articles(), ontology(), "person:ana-dema");
    CHECK(profile.actor == ActorRef{"person:ana-dema", "Ana Dema", "person"});
    REQUIRE(profile.aliases.size() == 1);
    CHECK(profile.aliases[0] == std::pair<std::string, std::uint64_t>{"Dema", 2});
    REQUIRE(profile.roles.size() == 1);
    CHECK(profile.roles[0].role == "president");
    CHECK(profile.roles[0].of.name == "Albania");
    CHECK(profile.roles[0].first_date == "2025-11-10");
    CHECK_FALSE(profile.roles[0].ended);
    CHECK(profile.edge_count == 4);
    CHECK(profile.evidence_count == 5);
}

TEST_CASE("connections are grouped by type in the order of the ontology") {
    const auto profile = make_profile(two_articles(), ontology(), "state:ALB");
    CHECK(types(profile.groups) ==
          std::vector<std::string>{"accepts", "negotiates-with", "opposes", "holds-office-in"});
    CHECK(profile.groups[0].connections[0].direction == EdgeDirection::outgoing);
    CHECK(profile.groups[0].connections[0].summary.negated_count == 1);
    CHECK(profile.groups[1].connections[0].direction == EdgeDirection::mutual);
    CHECK(profile.groups[2].connections[0].direction == EdgeDirection::incoming);
    CHECK(profile.groups[2].quad == QuadClass::verbal_conflict);
    CHECK(profile.groups[3].structural);
}

TEST_CASE("an edge of a symmetric type is there once, from either end") {
    for (const std::string id : {"state:ALB", "state:BGR"}) {
        const auto profile =
            make_profile(two_articles(), ontology(), id, {{{"negotiates-with"}, "", "", 0}, 0, 1});
        REQUIRE(profile.groups.size() == 1);
        REQUIRE(profile.groups[0].connections.size() == 1);
        CHECK(profile.groups[0].connections[0].direction == EdgeDirection::mutual);
        CHECK(profile.groups[0].connections[0].summary.evidence_count == 2);
    }
}

TEST_CASE("the best evidence is of the greatest confidence, then actual, then new, then short") {
    MemoryGraph graph;
    const auto article = [](std::string id, std::string date, std::string text) {
        return ArticleBuilder(std::move(id), std::move(date))
            .node("state:ALB", "Albania")
            .node("state:BGR", "Bulgaria")
            .edge("state:ALB", "accuses", "state:BGR", std::move(text));
    };
    graph.add(article("possible", "2025-12-09", "possible").modality(Modality::possible).graph());
    graph.add(article("long", "2025-12-05", "a long sentence").graph());
    graph.add(article("short", "2025-12-05", "short").graph());
    graph.add(article("old", "2025-12-01", "old").graph());
    graph.add(article("sure", "2025-01-01", "sure").confidence(9900).graph());
    const auto quotes = rank_evidence(graph, graph.evidence({"state:ALB", "accuses", "state:BGR"}, 0));
    std::vector<std::string> articles;
    for (const auto& quote : quotes) articles.push_back(quote.article);
    CHECK(articles == std::vector<std::string>{"sure", "short", "long", "old", "possible"});
    CHECK(rank_evidence(graph, graph.evidence({"state:ALB", "accuses", "state:BGR"}, 0), 2).size() == 2);
    CHECK(quotes[1].date == "2025-12-05");
}

TEST_CASE("options limit a profile") {
    const auto source = two_articles();
    const auto december = make_profile(source, ontology(), "state:BGR", {{{}, "2025-12-01", "", 0}, 0, 1});
    CHECK(december.edge_count == 3);
    CHECK(december.evidence_count == 3);
    const auto limited = make_profile(source, ontology(), "state:BGR", {{}, 1, 0});
    for (const auto& group : limited.groups) {
        CHECK(group.connections.size() == 1);
        CHECK(group.connections[0].quotes.empty());
    }
    CHECK_THROWS_AS(make_profile(source, ontology(), "state:NONE"), Error);
}

TEST_CASE("a role whose newest evidence says so has ended") {
    MemoryGraph graph = two_articles();
    graph.add(ArticleBuilder("a3", "2026-01-10")
                  .node("person:ana-dema", "Ana Dema")
                  .node("state:ALB", "Albania")
                  .edge("person:ana-dema", "holds-office-in", "state:ALB", "Former president Ana Dema")
                  .role("president")
                  .modality(Modality::ended)
                  .graph());
    const auto profile = make_profile(graph, ontology(), "person:ana-dema");
    REQUIRE(profile.roles.size() == 1);
    CHECK(profile.roles[0].ended);
    // The article that calls her the former president doesn't say that she was it on that day.
    CHECK(profile.roles[0].last_date == "2025-11-10");
    CHECK(profile.roles[0].evidence_count == 2);
}

TEST_CASE("roles in one state are told apart, in the order of time") {
    MemoryGraph graph;
    const auto article = [&](const std::string& date, const std::string& role, Modality modality) {
        graph.add(ArticleBuilder("on " + date, date)
                      .node("person:ana-dema", "Ana Dema")
                      .node("state:ALB", "Albania")
                      .edge("person:ana-dema", "holds-office-in", "state:ALB", "text")
                      .role(role)
                      .modality(modality)
                      .graph());
    };
    article("2024-03-01", "president", Modality::actual);
    article("2019-02-01", "defence minister", Modality::actual);
    article("2022-05-01", "defence minister", Modality::actual);
    article("2025-01-01", "mayor", Modality::ended);
    article("2025-01-02", "", Modality::actual);
    const auto profile = make_profile(graph, ontology(), "person:ana-dema");
    REQUIRE(profile.roles.size() == 3);
    CHECK(profile.roles[0].role == "mayor");
    CHECK(profile.roles[0].ended);
    CHECK(profile.roles[0].first_date.empty());
    CHECK(profile.roles[1].role == "defence minister");
    CHECK(profile.roles[1].first_date == "2019-02-01");
    CHECK(profile.roles[1].last_date == "2022-05-01");
    CHECK(profile.roles[2].role == "president");
    CHECK(profile.roles[2].last_date == "2024-03-01");
    // The state knows them too.
    const auto state = make_profile(graph, ontology(), "state:ALB");
    CHECK(state.roles.empty());
    CHECK(state.groups.at(0).connections.at(0).tenures.size() == 3);
}

TEST_CASE("the profile of two nodes has every edge between them with all evidence by date") {
    const auto pair = make_pair_profile(two_articles(), ontology(), "state:BGR", "person:ana-dema");
    CHECK(pair.a.name == "Bulgaria");
    CHECK(pair.b.name == "Ana Dema");
    CHECK(types(pair.groups) == std::vector<std::string>{"accuses", "threatens"});
    CHECK(pair.evidence_count == 3);
    const Connection& accuses = pair.groups[0].connections.at(0);
    CHECK(accuses.direction == EdgeDirection::incoming);
    REQUIRE(accuses.quotes.size() == 2);
    CHECK(accuses.quotes[0].article == "a1");
    CHECK(accuses.quotes[1].article == "a2");
    CHECK(make_pair_profile(two_articles(), ontology(), "state:BGR", "organization:river-council")
              .groups.empty());
}
