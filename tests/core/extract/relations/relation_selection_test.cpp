#include "core/extract/relations/relation_selection.h"

#include "tests/core/extract/extraction_case.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const TriggerSense& sense(std::size_t number) {
    static const std::vector<TriggerSense> senses(4);
    return senses.at(number);
}

Relation relation(std::uint32_t source, const std::string& type, std::uint32_t target, std::uint32_t trigger,
                  Confidence confidence, TriggerPattern pattern = {&sense(0)}) {
    Claim claim;
    claim.source = {source};
    claim.target = {target};
    claim.type = type;
    claim.trigger = trigger;
    return {std::move(claim), pattern, confidence};
}

/// "0 attacks 1 @3" a relation.
std::vector<std::string> shown(const std::vector<Relation>& relations) {
    std::vector<std::string> all;
    for (const Relation& r : relations)
        all.push_back(std::to_string(r.claim.source.entity) + " " + r.claim.type + " " +
                      std::to_string(r.claim.target.entity) + " @" + std::to_string(r.claim.trigger));
    return all;
}

using Shown = std::vector<std::string>;

}  // namespace

TEST_CASE("of the readings of one word the surest stays, with a bonus for context") {
    TriggerPattern specific{&sense(1)};
    specific.specificity = 1500;
    CHECK(shown(best_readings({relation(0, "accuses", 1, 3, 6000), relation(0, "attacks", 1, 3, 7000)})) ==
          Shown{"0 attacks 1 @3"});
    CHECK(shown(best_readings({relation(0, "accuses", 1, 3, 6000, specific),
                               relation(0, "attacks", 1, 3, 7000)})) == Shown{"0 accuses 1 @3"});
    // The same pair the other way round is the same reading; another word is another.
    CHECK(shown(best_readings({relation(0, "accuses", 1, 3, 6000), relation(1, "attacks", 0, 3, 5000)})) ==
          Shown{"0 accuses 1 @3"});
    CHECK(best_readings({relation(0, "accuses", 1, 3, 6000), relation(0, "attacks", 1, 4, 7000)}).size() ==
          2);
    CHECK(best_readings({relation(0, "accuses", 1, 3, 6000), relation(0, "attacks", 2, 3, 7000)}).size() ==
          2);
}

TEST_CASE("what each does to the other stays in both directions") {
    TriggerPattern mutual{&sense(0)};
    mutual.reciprocal = true;
    const std::vector<Relation> both = {relation(0, "attacks", 1, 3, 6000, mutual),
                                        relation(1, "attacks", 0, 3, 6000, mutual)};
    CHECK(best_readings(both).size() == 2);
    CHECK(best_readings({both[0], relation(1, "attacks", 0, 3, 6000, {&sense(1)})}).size() == 1);
}

TEST_CASE("choosing among readings again changes nothing") {
    std::vector<Relation> found;
    for (std::uint32_t i = 0; i < 200; ++i)
        found.push_back(relation(i % 3, i % 2 ? "attacks" : "accuses", 3 + i % 4, i % 5,
                                 static_cast<Confidence>(1000 + i * 37 % 900)));
    const std::vector<Relation> once = best_readings(found);
    CHECK(shown(best_readings(once)) == shown(once));
    CHECK(once.size() < found.size());
}

TEST_CASE("a guess counts where nothing surer is said, and what describes another event not at all",
          "[trees]") {
    ExtractionCase c{"Chile vetoed a resolution censuring Peru.", "2025-12-05", {}, {}};
    const Article article = article_of(c);
    const AnalysedDocument read = given_document(article, c.trees, test_resources());
    const Document& document = read.document;
    const Ontology& ontology = test_resources().ontology;
    REQUIRE(document.form(1) == "vetoed");
    REQUIRE(document.form(4) == "censuring");
    TriggerPattern guess{&sense(0)};
    guess.guessed = true;
    const Relation veto = relation(0, "opposes", 1, 1, 6000), censure = relation(0, "accuses", 1, 4, 6000);
    const Relation guessed_veto = relation(0, "opposes", 1, 1, 6000, guess);
    const Relation guessed_censure = relation(0, "accuses", 1, 4, 6000, guess);
    CHECK(shown(main_events({veto, guessed_censure}, document, ontology)) == Shown{"0 opposes 1 @1"});
    CHECK(shown(main_events({guessed_censure, guessed_veto}, document, ontology)) == Shown{"0 opposes 1 @1"});
    CHECK(shown(main_events({guessed_censure}, document, ontology)) == Shown{"0 accuses 1 @4"});
    CHECK(shown(main_events({censure, veto}, document, ontology)) == Shown{"0 opposes 1 @1"});
    CHECK(main_events({}, document, ontology).empty());
}

TEST_CASE("a sentence states an edge once, from its surest relation", "[trees]") {
    ExtractionCase c{"Chile criticised Peru. Peru and Chile met.", "2025-12-05", {}, {}};
    const Article article = article_of(c);
    const AnalysedDocument read = given_document(article, c.trees, test_resources());
    const std::vector<std::string> ids = {"state:CHL", "state:PER", "state:CHL"};
    const auto selected = [&](std::vector<Relation> found) {
        return shown(surest_statements(std::move(found), ids, read.document, test_resources().ontology));
    };
    // Entities 0 and 2 are one node. Symmetric types have no direction, others have.
    CHECK(selected({relation(0, "accuses", 1, 1, 5000), relation(2, "accuses", 1, 1, 6000)}) ==
          Shown{"2 accuses 1 @1"});
    CHECK(selected({relation(0, "meets-with", 1, 7, 5000), relation(1, "meets-with", 2, 7, 6000)}) ==
          Shown{"1 meets-with 2 @7"});
    CHECK(selected({relation(0, "accuses", 1, 1, 5000), relation(1, "accuses", 0, 1, 6000)}).size() == 2);
    // Another sentence is another statement.
    CHECK(selected({relation(0, "accuses", 1, 1, 5000), relation(0, "accuses", 1, 7, 6000)}) ==
          Shown{"0 accuses 1 @7", "0 accuses 1 @1"});
}
