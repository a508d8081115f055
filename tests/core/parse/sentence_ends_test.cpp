#include "core/parse/sentence_ends.h"

#include "core/parse/analyser.h"
#include "core/parse/piece.h"
#include "core/parse/random.h"
#include "core/text/sentence_splitter.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

constexpr float kSurely = 9.0F, kNever = -9.0F;

const Analyser& toy_with_ends() {
    static const Analyser analyser =
        Analyser::open(std::string(ENTENTE_CASES) + "/parse/toy-transformer.model");
    return analyser;
}

void check_cover(const std::vector<Sentence>& sentences, std::uint32_t first, std::uint32_t last) {
    std::uint32_t next = first;
    for (const Sentence& sentence : sentences) {
        REQUIRE(sentence.first == next);
        REQUIRE(sentence.last > sentence.first);
        next = sentence.last;
    }
    CHECK(next == last);
}

}  // namespace

TEST_CASE("sentences are parted and joined where the model is sure") {
    const std::vector<Sentence> given = {{0, 3, true}, {3, 6}};
    const std::vector<float> joined = {kNever, kNever, kNever, kNever, kNever, kNever};
    CHECK(recut_sentences(given, joined) == std::vector<Sentence>{{0, 6, true}});
    const std::vector<float> parted = {kNever, kSurely, kNever, kNever, kSurely, kNever};
    CHECK(recut_sentences(given, parted) == std::vector<Sentence>{{0, 2, true}, {2, 5}, {5, 6}});
    const std::vector<float> unsure(6, 0.0F);
    CHECK(recut_sentences(given, unsure) == given);
}

TEST_CASE("a paragraph ends a sentence, whatever the model says") {
    const std::vector<Sentence> given = {{10, 12, true}, {12, 14, true}};
    CHECK(recut_sentences(given, std::vector<float>(4, kNever)) == given);
}

TEST_CASE("sentences that are joined don't grow beyond what is parsed as one") {
    std::vector<Sentence> given;
    for (std::uint32_t s = 0; s < 100; ++s) given.push_back({s * 10, s * 10 + 10});
    const auto sentences = recut_sentences(given, std::vector<float>(1000, kNever));
    check_cover(sentences, 0, 1000);
    for (const Sentence& sentence : sentences) CHECK(sentence.last - sentence.first <= longest_piece + 10);
}

TEST_CASE("sentences that are cut anew hold all words in order, of any text") {
    Random random(3);
    const std::vector<std::string> words = {"Talks",
                                            "failed",
                                            ".",
                                            "the",
                                            "minister",
                                            ",",
                                            "said",
                                            "!",
                                            "\xF0\x9F\x98\x80",
                                            "\xE8\xAE\xA8\xE8\xAE\xBA",
                                            "\n\n",
                                            "\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85"};
    for (const std::size_t size : {0, 1, 2, 30, 700, 3000}) {
        std::string text;
        // The longest is one sentence: without stops and paragraphs.
        for (std::size_t i = 0; i < size; ++i)
            text += words[random.below(size == 3000 ? 2 : static_cast<std::uint32_t>(words.size()))] + " ";
        TokenizedText tokens = split_sentences(text);
        const std::size_t count = tokens.tokens.size();
        const std::vector<ParsedSentence> trees = toy_with_ends().recut_and_analyse(tokens);
        INFO(size << " words");
        REQUIRE(trees.size() == tokens.sentences.size());
        check_cover(tokens.sentences, 0, static_cast<std::uint32_t>(count));
        for (std::size_t s = 0; s < trees.size(); ++s) {
            const Sentence& sentence = tokens.sentences[s];
            CHECK(trees[s].first_token == sentence.first);
            CHECK(trees[s].words.size() == sentence.last - sentence.first);
            CHECK(trees[s].states.size() == trees[s].words.size() * toy_with_ends().state_size());
            CHECK(std::ranges::count(trees[s].words, -1, &Word::head) == 1);
        }
    }
}

TEST_CASE("an analyser that doesn't move ends reads the same words in the same context") {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "Talks between Kenya and Peru failed. The minister fled on Monday. ";
    TokenizedText given = split_sentences(text), recut = given;
    const auto states = [](const std::vector<ParsedSentence>& sentences) {
        std::vector<std::int8_t> all;
        for (const ParsedSentence& sentence : sentences)
            all.insert(all.end(), sentence.states.begin(), sentence.states.end());
        return all;
    };
    CHECK(states(toy_with_ends().analyse(given)) == states(toy_with_ends().recut_and_analyse(recut)));
}
