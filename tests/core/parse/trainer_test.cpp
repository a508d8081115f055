#include "core/parse/trainer.h"

#include "core/model/error.h"

#include <fstream>
#include <unistd.h>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const std::string tiny = std::string(ENTENTE_CASES) + "/parse/tiny.conllu";

struct TemporaryDirectory {
    TemporaryDirectory()
        : path(std::filesystem::temp_directory_path() / ("entente-trainer-" + std::to_string(getpid()))) {
        std::filesystem::create_directories(path);
    }
    ~TemporaryDirectory() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

TrainingOptions small_options(const std::filesystem::path& model) {
    TrainingOptions options;
    options.train = {tiny};
    options.model = model;
    options.epochs = 60;
    options.batch_words = 60;
    options.rate = 0.01F;
    options.average_decay = 0.9F;
    options.shape.word_size = 16;
    options.shape.affix_size = 4;
    options.shape.layers = 2;
    options.shape.hidden = 24;
    options.shape.arc_size = 24;
    options.shape.label_hidden = 24;
    options.dropout = {0.0F, 0.1F, 0.0F, 0.05F, 0.05F, 0.0F, 0.05F};
    return options;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a tiny treebank is learnt, and twice to the same bytes") {
    const TemporaryDirectory directory;
    int epochs = 0;
    train(small_options(directory.path / "a.model"), [&](const TrainingProgress& progress) {
        if (progress.epoch_done) ++epochs;
    });
    CHECK(epochs == 60);
    train(small_options(directory.path / "b.model"), nullptr);
    CHECK(bytes_of(directory.path / "a.model") == bytes_of(directory.path / "b.model"));

    const auto gold = read_treebank(tiny);
    const Analyser analyser = Analyser::open(directory.path / "a.model");
    const ParseScores scores = score_parse(gold, parse_words(analyser, gold));
    CHECK(scores.words.f1() == Approx(100.0));
    CHECK(scores.upos.f1() > 95.0);
    CHECK(scores.lemma.f1() > 95.0);
    CHECK(scores.las.f1() > 90.0);
}

TEST_CASE("a treebank agrees with itself, and less with a changed one") {
    const auto gold = read_treebank(tiny);
    const ParseScores same = score_parse(gold, gold);
    CHECK(same.las.f1() == Approx(100.0));
    CHECK(same.clas.f1() == Approx(100.0));
    auto changed = gold;
    changed[0].words[0].deprel = "amod";
    changed[0].words[1].upos = Upos::VERB;
    const ParseScores scores = score_parse(gold, changed);
    CHECK(scores.las.same == scores.las.gold - 1);
    CHECK(scores.uas.same == scores.uas.gold);
    CHECK(scores.upos.same == scores.upos.gold - 1);
    changed.pop_back();
    CHECK_THROWS_AS(score_parse(gold, changed), Error);
}

TEST_CASE("training without a sentence or with a wrong shape is refused") {
    const TemporaryDirectory directory;
    TrainingOptions options = small_options(directory.path / "c.model");
    options.train.clear();
    CHECK_THROWS_AS(train(options, nullptr), Error);
    options = small_options(directory.path / "c.model");
    options.shape.hidden = 25;
    CHECK_THROWS_AS(train(options, nullptr), Error);
}
