#include "core/mention/mention_heads.h"

#include "core/model/error.h"
#include "core/parse/analyser.h"
#include "core/resources/model_manifest.h"
#include "core/text/sentence_splitter.h"
#include "tests/core/extract/extraction_case.h"

#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <rapidjson/document.h>

using namespace entente;

namespace {

// Made by tools/training/make_toy_model.py.
const std::string kToyReader = std::string(ENTENTE_CASES) + "/parse/toy-transformer";

const Analyser& toy_reader() {
    static const Analyser analyser = Analyser::open(kToyReader + ".model");
    return analyser;
}

DocumentMentions mentions_in(const std::string& of) {
    static const auto finder = open_mention_finder(kToyReader + ".model", toy_reader());
    Article article;
    article.text = of;
    TokenizedText tokens = split_sentences(article.text);
    std::vector<ParsedSentence> trees = toy_reader().analyse(tokens);
    const Document document(article, std::move(tokens), std::move(trees));
    return finder->find(document, {test_resources().actors, test_resources().cues});
}

}  // namespace

TEST_CASE("heads find the mentions and the chains that NumPy finds with the same weights") {
    std::ifstream in(kToyReader + ".json");
    std::stringstream content;
    content << in.rdbuf();
    rapidjson::Document expected;
    expected.Parse(content.str().c_str());
    REQUIRE(!expected.HasParseError());
    for (const auto& window : expected["windows"].GetArray()) {
        INFO(window["text"].GetString());
        const std::vector<HeadMention> found = mentions_in(window["text"].GetString()).heads;
        const auto& wanted = window["mentions"].GetArray();
        REQUIRE(found.size() == wanted.Size());
        for (rapidjson::SizeType i = 0; i < wanted.Size(); ++i) {
            CHECK(found[i].token == wanted[i]["word"].GetUint());
            CHECK(static_cast<unsigned>(found[i].type) + 1 == wanted[i]["type"].GetUint());
            CHECK(found[i].chain == wanted[i]["chain"].GetUint());
        }
    }
}

TEST_CASE("heads say something of each sentence, and matters are events or agreements") {
    const DocumentMentions found = mentions_in("Talks failed. Kenya fled, the minister said.\n\nPeru!");
    REQUIRE(found.names.size() == 3);
    REQUIRE(found.matters.size() == 3);
    for (const FoundMentions& sentence : found.matters) {
        CHECK(!sentence.outside.empty());
        for (const FoundMention& matter : sentence.mentions)
            CHECK((matter.type == MentionType::event || matter.type == MentionType::agreement));
    }
}

TEST_CASE("a text without words has no mentions") {
    const DocumentMentions found = mentions_in("");
    CHECK(found.names.empty());
    CHECK(found.heads.empty());
}

TEST_CASE("the mention heads of another analyser are refused") {
    CHECK_THROWS_WITH(open_mention_finder(kToyReader + ".model", test_resources().analyser),
                      Catch::Contains("toy-transformer.model") && Catch::Contains("another analyser"));
}
