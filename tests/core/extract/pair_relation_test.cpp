#include "core/extract/pair_relation.h"

#include "core/model/error.h"
#include "tests/core/extract/extraction_case.h"

#include <fstream>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

struct PairCase {
    std::string event, text;
    TextSpan source, target;
};

/// Takes the marks out of a sentence and remembers where they stood.
PairCase read_pair_case(const std::string& line) {
    PairCase c;
    const std::size_t bar = line.find(" | ");
    REQUIRE(bar != std::string::npos);
    c.event = line.substr(0, bar);
    for (const char ch : line.substr(bar + 3)) {
        const auto at = static_cast<std::uint32_t>(c.text.size());
        switch (ch) {
            case '[': c.source.begin = at; break;
            case ']': c.source.end = at; break;
            case '<': c.target.begin = at; break;
            case '>': c.target.end = at; break;
            default: c.text += ch;
        }
    }
    return c;
}

}  // namespace

TEST_CASE("the relation of two marked spans is read, named or not", "[trees]") {
    std::ifstream file(std::string(ENTENTE_CASES) + "/extract/pairs.txt");
    REQUIRE(file);
    int cases = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        const PairCase c = read_pair_case(line);
        INFO(line);
        Article article;
        article.text = c.text;
        const PairRelation relation = relate(given_document(article, "pairs", test_resources()).document,
                                             c.source, c.target, test_resources());
        INFO("trigger: " << relation.trigger << ", type: " << relation.type);
        CHECK(relation.plover == c.event);
        ++cases;
    }
    CHECK(cases > 70);
}

TEST_CASE("a pair that no word relates gets an answer that is hardly sure", "[trees]") {
    const PairRelation relation = relate("A map of Oslo and Bergen.", {9, 13}, {18, 24}, test_resources());
    CHECK_FALSE(relation.plover.empty());
    CHECK(relation.confidence < 1000);
    CHECK(relation.trigger.empty());
}

TEST_CASE("spans that are no stretches of the text are refused", "[trees]") {
    const std::string text = "Gunmen freed a priest.";
    CHECK_THROWS_AS(relate(text, {0, 0}, {13, 21}, test_resources()), Error);
    CHECK_THROWS_AS(relate(text, {6, 0}, {13, 21}, test_resources()), Error);
    CHECK_THROWS_AS(relate(text, {0, 6}, {13, 400}, test_resources()), Error);
    CHECK_THROWS_AS(relate(text, {0, 6}, {6, 7}, test_resources()), Error);
    CHECK_THROWS_AS(relate("Gunmen \xff freed a priest.", {0, 6}, {13, 21}, test_resources()), Error);
}
