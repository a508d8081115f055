#include "core/mention/mention_model.h"

#include "core/mention/mention_trainer.h"
#include "core/model/error.h"
#include "core/parse/random.h"
#include "core/parse/trainer.h"
#include "core/resources/model_manifest.h"
#include "core/resources/resources.h"
#include "core/text/sentence_splitter.h"
#include "tests/core/knowledge/data_folder.h"

#include <fstream>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const Resources& resources() {
    static const Resources loaded = Resources::load(ENTENTE_DATA_DIR, entente::ModelKind::fast);
    return loaded;
}

std::vector<FoundMention> names_in(const std::string& text) {
    Article article;
    article.text = text;
    TokenizedText tokens = split_sentences(article.text);
    std::vector<ParsedSentence> trees = resources().analyser.analyse(tokens);
    const Document document(article, std::move(tokens), std::move(trees));
    std::vector<FoundMention> all;
    const DocumentMentions mentions =
        resources().mentions->find(document, {resources().actors, resources().cues});
    for (std::uint32_t s = 0; const FoundMentions& found : mentions.names) {
        const Sentence& span = document.sentence_span(s++);
        CHECK(found.outside.size() == span.last - span.first);
        all.insert(all.end(), found.mentions.begin(), found.mentions.end());
    }
    return all;
}

}  // namespace

TEST_CASE("the best labels make whole names, whatever the scores") {
    Random random(7);
    for (int round = 0; round < 200; ++round) {
        const std::size_t words = 1 + random.below(12);
        std::vector<float> scores(words * mention_labels);
        for (float& score : scores) score = 4.0F * random.uniform() - 2.0F;
        std::vector<std::uint8_t> labels;
        best_labels(scores, mention_types, labels);
        REQUIRE(labels.size() == words);
        // Written out again, the names give the same labels: none is left open or changes its type.
        std::vector<std::uint8_t> again(words, 0);
        for (const FoundMention& name : mentions_of_labels(labels, name_model_types, 0)) {
            for (std::uint32_t t = name.first; t < name.last; ++t) {
                LabelPlace place = LabelPlace::inside;
                if (name.last == name.first + 1)
                    place = LabelPlace::unit;
                else if (t == name.first)
                    place = LabelPlace::begin;
                else if (t + 1 == name.last)
                    place = LabelPlace::last;
                again[t] =
                    static_cast<std::uint8_t>(mention_label(static_cast<std::size_t>(name.type), place));
            }
        }
        CHECK(again == labels);
    }
}

TEST_CASE("a sentence without words has no names") {
    std::vector<std::uint8_t> labels{1, 2};
    best_labels({}, mention_types, labels);
    CHECK(labels.empty());
    CHECK(mentions_of_labels(labels, name_model_types, 5).empty());
}

TEST_CASE("the model finds names that no lexicon has, with their types") {
    const auto found =
        names_in("Quellin Harvoy, who leads the Institute for Marsh Studies, was born in Tarnabrook.");
    REQUIRE(found.size() == 3);
    CHECK(found[0].type == MentionType::person);
    CHECK((found[0].first == 0 && found[0].last == 2));
    CHECK(found[1].type == MentionType::organization);
    CHECK(found[1].last - found[1].first == 4);
    CHECK(found[2].type == MentionType::place);
    CHECK(found[2].margin > 0);
}

TEST_CASE("an election with year and country is one event") {
    const auto found = names_in("He lost the 1966 United Kingdom general election by a wide margin.");
    REQUIRE(found.size() == 1);
    CHECK(found[0].type == MentionType::event);
    CHECK(found[0].last - found[0].first == 5);
}

TEST_CASE("the same text gives the same margins") {
    const std::string text = "Talks between Harvoy and the Tarnabrook Council failed on Monday.";
    CHECK(names_in(text) == names_in(text));
}

TEST_CASE("a mention model is refused by every analyser but the one that it was trained over") {
    const DataFolder folder;
    const auto analyser_of_seed = [&](std::uint64_t seed) {
        TrainingOptions options;
        options.train = {std::string(ENTENTE_CASES) + "/parse/tiny.conllu"};
        options.model = folder.path() / (std::to_string(seed) + ".model");
        options.epochs = 1;
        options.shape = {0, 8, 4, 1, 8, 8, 8, 0, 0};
        options.seed = seed;
        train(options, nullptr);
        return Analyser::open(options.model);
    };
    const Analyser first = analyser_of_seed(1);
    const Analyser second = analyser_of_seed(2);
    folder.write("names.jsonl",
                 R"({"text": "Harvoy spoke.", "entities": [{"begin": 0, "end": 6, "type": "person"}]})");
    MentionTraining options;
    options.train = {folder.path() / "names.jsonl"};
    options.model = folder.path() / "mentions.model";
    options.epochs = 1;
    options.hidden = 4;
    train_mentions(options, first, resources().actors, resources().cues, nullptr);
    CHECK_NOTHROW(open_mention_finder(options.model, first));
    REQUIRE(first.state_size() == second.state_size());
    CHECK_THROWS_WITH(open_mention_finder(options.model, second),
                      Catch::Contains("mentions.model was trained over another analyser") &&
                          Catch::Contains(first.fingerprint()) && Catch::Contains(second.fingerprint()) &&
                          Catch::Contains("entente train --mentions"));
    CHECK_THROWS_WITH(
        open_mention_finder(ModelManifest::load(ENTENTE_DATA_DIR).files(ModelKind::fast).mentions, first),
        Catch::Contains("another analyser"));
}

TEST_CASE("what is no mention model is refused") {
    const Analyser& analyser = resources().analyser;
    CHECK_THROWS_WITH(
        open_mention_finder(ModelManifest::load(ENTENTE_DATA_DIR).files(ModelKind::fast).analyser, analyser),
        Catch::Contains("is no mention model"));
    CHECK_THROWS_AS(open_mention_finder("no-such.model", analyser), Error);
}
