#include "core/mention/chain_ranker.h"

#include "core/text/sentence_splitter.h"
#include "tests/core/extract/extraction_case.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("a pronoun means the candidate of its chain, and by salience whom it would mean without one") {
    Article article;
    article.text = "Harvoy met Quellin. He left.";
    TokenizedText text = split_sentences(article.text);
    std::vector<ParsedSentence> trees = test_resources().analyser.analyse(text);
    const Document document(article, std::move(text), std::move(trees));
    REQUIRE(document.form(4) == "He");
    const Anaphor he{Anaphor::Kind::person, Gender::masculine, 4};
    const std::vector<AntecedentCandidate> candidates = {{0, 0, "person", 1}, {2, 2, "person", 1}};
    const auto meant = [&](const std::vector<HeadMention>& heads) {
        return best_antecedent(candidates, ChainRanker(heads).scores(he, candidates, document));
    };
    const auto person = [](std::uint32_t token, std::uint32_t chain) {
        return HeadMention{token, MentionType::person, chain};
    };
    CHECK(meant({person(0, 0), person(2, 1), person(4, 1)}) == 1);
    CHECK(meant({person(0, 0), person(2, 1), person(4, 0)}) == 0);
    // In a chain of its own, or in none.
    const auto by_salience = best_antecedent(candidates, SalienceRanker().scores(he, candidates, document));
    CHECK(meant({person(0, 0), person(2, 1), person(4, 2)}) == by_salience);
    CHECK(meant({person(0, 0), person(2, 1)}) == by_salience);
}
