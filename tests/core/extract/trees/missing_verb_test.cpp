#include "core/extract/trees/missing_verb.h"

#include "core/text/sentence_splitter.h"
#include "tests/core/extract/extraction_case.h"
#include "tests/tree_check.h"

#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("a tree stays one where a missing verb is restored, whatever the words") {
    const std::vector<std::string> bits = {"Police",     "strikes", "targets", "court", "in",     "Lima",
                                           "the",        "arrest",  "of",      ",",     "Peru",   "sentences",
                                           "opposition", "and",     "leader",  "bombs", "visits", "Anna",
                                           "Berg",       "launch",  "missile", "at",    "three",  "orders"};
    std::mt19937 random(7);
    std::size_t restored = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (unsigned i = 0, n = 3 + random() % 9; i < n; ++i) text += bits[random() % bits.size()] + " ";
        text += ".";
        const TokenizedText tokens = split_sentences(text);
        for (ParsedSentence& sentence : test_resources().analyser.analyse(tokens)) {
            const std::vector<Word> before = sentence.words;
            restore_missing_verb(sentence, tokens, test_resources().triggers);
            INFO(text);
            check_tree(sentence);
            for (std::size_t i = 0; i < before.size(); ++i)
                restored += before[i].upos == Upos::NOUN && sentence.words[i].upos == Upos::VERB;
        }
    }
    CHECK(restored > 100);
}
