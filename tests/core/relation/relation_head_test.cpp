#include "core/relation/relation_head.h"

#include "core/model/error.h"
#include "core/parse/analyser.h"
#include "core/text/sentence_splitter.h"
#include "tests/core/knowledge/data_folder.h"

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include <catch2/catch.hpp>
#include <rapidjson/document.h>

using namespace entente;

namespace {

// Made by tools/training/make_toy_model.py.
const std::string kToys = std::string(ENTENTE_CASES) + "/parse/";
constexpr float kAll = -1000;

const Analyser& toy_analyser() {
    static const Analyser analyser = Analyser::open(kToys + "toy-transformer.model");
    return analyser;
}

const RelationHead& toy_head() {
    static const RelationHead head = RelationHead::open(kToys + "toy-relations.model", toy_analyser());
    return head;
}

struct ReadText {
    explicit ReadText(std::string text) : article(article_of(std::move(text))) {
        TokenizedText tokens = split_sentences(article.text);
        std::vector<ParsedSentence> trees = toy_analyser().analyse(tokens);
        document.emplace(article, std::move(tokens), std::move(trees));
    }
    static Article article_of(std::string text) {
        Article article;
        article.text = std::move(text);
        return article;
    }
    Article article;
    std::optional<Document> document;
};

std::string content_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream content;
    content << in.rdbuf();
    return content.str();
}

/// A long text of this sentence, and a state for every so many words, one mention each.
struct LongText {
    LongText(std::size_t sentences, std::size_t step) : text(repeated(sentences)) {
        for (std::uint32_t t = 0; t < text.document->size(); t += static_cast<std::uint32_t>(step))
            nodes.push_back({"state", {{t, t + 1}}});
    }
    static std::string repeated(std::size_t sentences) {
        std::string all;
        for (std::size_t i = 0; i < sentences; ++i) all += "Talks between Kenya and Peru failed. ";
        return all;
    }
    ReadText text;
    std::vector<RelationNode> nodes;
};

}  // namespace

TEST_CASE("the head of relations says what PyTorch says with the same weights") {
    rapidjson::Document expected;
    expected.Parse(content_of(kToys + "toy-relations.json").c_str());
    REQUIRE(!expected.HasParseError());
    for (const auto& window : expected.GetArray()) {
        INFO(window["text"].GetString());
        const ReadText text(window["text"].GetString());
        std::vector<RelationNode> nodes;
        for (const auto& node : window["nodes"].GetArray()) {
            nodes.push_back({node["type"].GetString(), {}});
            for (const auto& span : node["mentions"].GetArray())
                nodes.back().mentions.push_back({span[0].GetUint(), span[1].GetUint()});
        }
        const std::vector<PairReading> found = toy_head().read(*text.document, nodes, kAll);
        const auto& pairs = window["pairs"].GetArray();
        REQUIRE(found.size() == pairs.Size());
        const std::size_t types = toy_head().types().size();
        for (rapidjson::SizeType p = 0; p < pairs.Size(); ++p) {
            CHECK(found[p].source == pairs[p]["source"].GetUint());
            CHECK(found[p].target == pairs[p]["target"].GetUint());
            std::vector<float> scores;
            for (const auto& score : pairs[p]["scores"].GetArray()) scores.push_back(score.GetFloat());
            // Whole numbers in the products; scores lie between -15 and 15.
            for (std::size_t t = 0; t < types; ++t)
                CHECK(found[p].scores[t] == Approx(scores[t]).margin(0.5));
            const auto denial = scores.begin() + static_cast<std::ptrdiff_t>(types);
            CHECK(found[p].negated == (denial[1] > denial[0]));
            CHECK(static_cast<std::ptrdiff_t>(found[p].modality) ==
                  std::max_element(denial + 2, scores.end()) - (denial + 2));
        }
    }
}

TEST_CASE("of a pair only what is likely enough is told") {
    const ReadText text("Talks between Kenya and Peru failed.");
    const std::vector<RelationNode> nodes = {{"event", {{0, 1}}}, {"state", {{2, 3}}}, {"state", {{4, 5}}}};
    const std::vector<PairReading> all = toy_head().read(*text.document, nodes, kAll);
    for (const float least : {-4.0F, 0.0F, 2.0F}) {
        const std::vector<PairReading> found = toy_head().read(*text.document, nodes, least);
        std::size_t expected = 0;
        for (const PairReading& pair : all) expected += pair.best() > least;
        CHECK(found.size() == expected);
    }
}

TEST_CASE("what says so is a word of the text that is none of the pair's names") {
    const ReadText text("Talks between Kenya and Peru failed.");
    const std::vector<RelationNode> nodes = {{"state", {{2, 3}}}, {"state", {{4, 5}}}};
    for (const PairReading& pair : toy_head().read(*text.document, nodes, kAll)) {
        CHECK(pair.trigger < text.document->size());
        CHECK(pair.trigger != 2);
        CHECK(pair.trigger != 4);
    }
}

TEST_CASE(
    "nodes within three hundred words make a pair in each direction, those over six hundred apart none") {
    const LongText text(400, 290);  // 2,800 words
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> seen;
    for (const PairReading& pair : toy_head().read(*text.text.document, text.nodes, kAll))
        ++seen[{pair.source, pair.target}];
    for (std::uint32_t n = 1; n < text.nodes.size(); ++n) {
        CHECK(seen.count({n - 1, n}));
        CHECK(seen.count({n, n - 1}));
    }
    for (const auto& [pair, times] : seen) {
        CHECK(times == 1);
        const auto apart = pair.first < pair.second ? pair.second - pair.first : pair.first - pair.second;
        CHECK(apart <= 2);
    }
}

TEST_CASE("a text without nodes, or with one, has no relations") {
    const ReadText text("Talks between Kenya and Peru failed.");
    CHECK(toy_head().read(*text.document, {}, kAll).empty());
    const std::vector<RelationNode> one = {{"state", {{2, 3}}}, {"state", {}}, {"weapon", {{4, 5}}}};
    CHECK(toy_head().read(*text.document, one, kAll).empty());
}

TEST_CASE("a head of relations that belongs to another analyser is refused") {
    const Analyser other = Analyser::open(ENTENTE_DATA_DIR "/models/english.model");
    CHECK_THROWS_WITH(RelationHead::open(kToys + "toy-relations.model", other),
                      Catch::Contains("toy-relations.model") && Catch::Contains("another analyser"));
    CHECK_THROWS_WITH(RelationHead::open(kToys + "toy-transformer.model", toy_analyser()),
                      Catch::Contains("is no model of relations"));
}

TEST_CASE("a head of relations cut anywhere, or with a bit changed, is refused") {
    const DataFolder folder;
    const std::string whole = content_of(kToys + "toy-relations.model");
    const std::string file = (folder.path() / "cut.model").string();
    for (std::size_t i = 0; i < 40; ++i) {
        const std::size_t at = whole.size() * i / 40;
        folder.write("cut.model", whole.substr(0, at));
        CHECK_THROWS_AS(RelationHead::open(file, toy_analyser()), Error);
        std::string flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 16);
        folder.write("cut.model", flipped);
        CHECK_THROWS_AS(RelationHead::open(file, toy_analyser()), Error);
    }
}
