#include "core/parse/analyser.h"

#include "core/parse/random.h"
#include "core/parse/treebank.h"
#include "core/resources/model_manifest.h"
#include "core/text/sentence_splitter.h"
#include "core/text/utf8.h"
#include "tests/tree_check.h"

#include <fstream>
#include <set>
#include <thread>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const std::filesystem::path model_path =
    ModelManifest::load(ENTENTE_DATA_DIR).files(ModelKind::fast).analyser;

const Analyser& english() {
    static const Analyser analyser = Analyser::open(model_path);
    return analyser;
}

std::vector<TreebankSentence> parse(const std::string& text) {
    const TokenizedText tokens = split_sentences(text);
    return to_treebank(tokens, english().analyse(tokens));
}

void check_analysis(const ParsedSentence& sentence) {
    check_tree(sentence);
    for (const Word& word : sentence.words) {
        CHECK_FALSE(word.lemma.empty());
        CHECK(find_invalid_utf8(word.lemma) == std::string_view::npos);
    }
}

std::string random_soup(Random& random, std::size_t words) {
    static const std::vector<std::string> bits = {"the",
                                                  "Putin",
                                                  ",",
                                                  ".",
                                                  "\"",
                                                  "met",
                                                  "\xC3\xA9t\xC3\xA9",
                                                  "x",
                                                  "-",
                                                  "\xE2\x80\x99s",
                                                  "42",
                                                  "!!!!",
                                                  "\n\n",
                                                  "WASHINGTON",
                                                  "\xF0\x9F\x98\x80",
                                                  "of",
                                                  "(",
                                                  "$3bn",
                                                  "\xD0\x9C\xD0\xB8\xD1\x80",
                                                  "not"};
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
        text += bits[random.below(bits.size())];
        if (random.below(4) != 0) text += ' ';
    }
    return text;
}

}  // namespace

TEST_CASE("any text gives trees that cover its tokens") {
    Random random(11);
    for (int round = 0; round < 40; ++round) {
        const std::string text = random_soup(random, 1 + random.below(120));
        const TokenizedText tokens = split_sentences(text);
        const auto parsed = english().analyse(tokens);
        REQUIRE(parsed.size() == tokens.sentences.size());
        for (std::size_t s = 0; s < parsed.size(); ++s) {
            INFO(text);
            REQUIRE(parsed[s].first_token == tokens.sentences[s].first);
            REQUIRE(parsed[s].words.size() == tokens.sentences[s].last - tokens.sentences[s].first);
            if (!parsed[s].words.empty()) check_analysis(parsed[s]);
        }
    }
}

TEST_CASE("a sentence of a thousand words is one tree") {
    std::string text = "The minister met";
    for (int i = 0; i < 300; ++i) text += " the envoy , and";
    text += " the king .";
    TokenizedText tokens = split_sentences(text);
    tokens.sentences = {{0, static_cast<std::uint32_t>(tokens.tokens.size()), true}};
    const auto parsed = english().analyse(tokens);
    REQUIRE(parsed.size() == 1);
    check_analysis(parsed[0]);
}

TEST_CASE("a text without words has no sentences") {
    CHECK(english().analyse(split_sentences("")).empty());
    CHECK(english().analyse(split_sentences(" \n\n ")).empty());
}

TEST_CASE("lemmas are whole characters, whatever letters a word has") {
    std::ifstream in(std::string(ENTENTE_CASES) + "/parse/accented_words.txt");
    REQUIRE(in);
    for (std::string word; in >> word;)
        for (const auto& sentence : parse("The " + word + " met Emilia " + word + " and " + word + "s ."))
            for (const auto& parsed : sentence.words) {
                INFO(word);
                CHECK(find_invalid_utf8(parsed.lemma) == std::string_view::npos);
            }
}

TEST_CASE("lemmas of rare verbs get back the e that their ending took") {
    const std::pair<const char*, const char*> cases[] = {{"blamed", "blame"}, {"fled", "flee"},
                                                         {"raided", "raid"},  {"planned", "plan"},
                                                         {"fired", "fire"},   {"acted", "act"}};
    for (const auto& [form, lemma] : cases) {
        INFO(form);
        CHECK(parse(std::string("Israel ") + form + " Iran .").at(0).words.at(1).lemma == lemma);
    }
}

TEST_CASE("the answer does not depend on the sentences around") {
    const std::string first = "Kenya denied that its soldiers had crossed the border.";
    const std::string second = "The bridge was destroyed by rebels on Sunday.";
    const auto both = parse(first + "\n\n" + second);
    REQUIRE(both.size() == 2);
    CHECK(parse(first).at(0).words == both[0].words);
    // The last word's SpaceAfter is a matter of the text.
    CHECK(parse(second).at(0).words == both[1].words);
}

TEST_CASE("many threads get the answer of one") {
    Random random(12);
    std::vector<std::string> texts;
    for (int i = 0; i < 12; ++i) texts.push_back(random_soup(random, 200));
    std::vector<std::vector<TreebankSentence>> alone;
    for (const auto& text : texts) alone.push_back(parse(text));
    std::vector<std::vector<TreebankSentence>> together(texts.size());
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (std::size_t i = t; i < texts.size(); i += 4) together[i] = parse(texts[i]);
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(together == alone);
}

TEST_CASE("key words of hard news sentences have the right heads") {
    std::ifstream cases(std::string(ENTENTE_CASES) + "/parse/news.tsv");
    REQUIRE(cases);
    std::size_t count = 0;
    for (std::string line; std::getline(cases, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::vector<std::string> fields;
        for (std::size_t at = 0; at != std::string::npos;) {
            const std::size_t tab = line.find('\t', at);
            fields.push_back(line.substr(at, tab == std::string::npos ? tab : tab - at));
            at = tab == std::string::npos ? tab : tab + 1;
        }
        REQUIRE(fields.size() == 4);
        const auto trees = parse(fields[0]);
        REQUIRE(trees.size() == 1);
        const auto& words = trees[0].words;
        std::set<std::pair<std::string, std::string>> heads;
        for (const TreebankWord& word : words) {
            if (word.form == fields[1] && word.head >= 0) heads.emplace(words[word.head].form, word.deprel);
        }
        INFO(line);
        CHECK(heads.contains({fields[2], fields[3]}));
        ++count;
    }
    CHECK(count > 40);
}
