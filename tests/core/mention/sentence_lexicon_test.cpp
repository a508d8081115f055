#include "core/mention/sentence_lexicon.h"

#include "core/text/sentence_splitter.h"
#include "tests/core/extract/extraction_case.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

std::vector<std::string> actors_of(std::span<const ActorName> readings) {
    std::vector<std::string> names;
    for (const ActorName& reading : readings)
        names.emplace_back(test_resources().actors.actor(reading.actor).name);
    return names;
}

}  // namespace

TEST_CASE("a name without capitals is known by its usual spelling, and only when asked for") {
    Article article;
    article.text = "we met vladimir putin in vietnam, not in Vietnam.";
    TokenizedText text = split_sentences(article.text);
    std::vector<ParsedSentence> trees = test_resources().analyser.analyse(text);
    const Document document(article, std::move(text), std::move(trees));
    const SentenceLexicon lexicon(document, 0, test_resources().actors);
    CHECK(actors_of(lexicon.lower_case_name(2, 4)) == std::vector<std::string>{"Vladimir Putin"});
    CHECK(actors_of(lexicon.lower_case_name(5, 6)) == std::vector<std::string>{"Vietnam"});
    CHECK(lexicon.lower_case_name(9, 10).empty());  // has a capital
    std::uint32_t end = 0;
    CHECK(lexicon.name_at(5, end).empty());
}
