#include "core/evaluation/confidence_trainer.h"

#include "core/knowledge/confidence_model.h"
#include "core/model/error.h"
#include "tests/core/knowledge/data_folder.h"

#include <cmath>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// `n` edges with a feature, so many of them right.
void add(std::vector<ConfidenceSample>& samples, const std::string& feature, int n, int right) {
    for (int i = 0; i < n; ++i) samples.push_back({{feature, "all"}, i < right});
}

double confidence(const ConfidenceWeights& w, const std::string& feature) {
    const auto weight = [&](const std::string& f) {
        const auto it = w.weights.find(f);
        return it == w.weights.end() ? 0 : it->second;
    };
    return ConfidenceModel::confidence_of(w.bias + weight(feature) + weight("all")) / 10000.0;
}

}  // namespace

TEST_CASE("learnt confidence is the share of right edges where there are many") {
    std::vector<ConfidenceSample> samples;
    add(samples, "sure", 1000, 930);
    add(samples, "even", 1000, 500);
    add(samples, "doubtful", 1000, 200);
    const ConfidenceWeights w = train_confidence(samples);
    CHECK(confidence(w, "sure") == Approx(0.93).margin(0.04));
    CHECK(confidence(w, "even") == Approx(0.50).margin(0.04));
    CHECK(confidence(w, "doubtful") == Approx(0.20).margin(0.04));
}

TEST_CASE("what is rare moves confidence little, and what is rarest not at all") {
    std::vector<ConfidenceSample> samples;
    add(samples, "usual", 400, 300);
    add(samples, "rare", 4, 0);
    add(samples, "once", 1, 0);
    const ConfidenceWeights w = train_confidence(samples);
    CHECK(confidence(w, "rare") < confidence(w, "usual"));
    CHECK(confidence(w, "rare") > 0.5);
    CHECK(w.weights.count("once") == 0);
}

TEST_CASE("edges that are all right or all wrong teach nothing") {
    std::vector<ConfidenceSample> samples;
    CHECK_THROWS_AS(train_confidence(samples), Error);
    add(samples, "a", 5, 5);
    CHECK_THROWS_WITH(train_confidence(samples), Catch::Contains("of 5 edges 5 are right"));
}

TEST_CASE("edges are worth drawing from the confidence on where F1 is greatest") {
    std::vector<ConfidenceSample> samples;
    add(samples, "sure", 100, 90);
    add(samples, "even", 100, 50);
    add(samples, "doubtful", 100, 10);
    for (ConfidenceSample& sample : samples) sample.required = sample.right;
    const ConfidenceWeights w = train_confidence(samples);
    const auto of = [&](const std::string& feature) {
        return static_cast<Confidence>(std::lround(confidence(w, feature) * 10000));
    };
    // Of 150 edges, with sure ones alone: 2 * 90 / 250; with the even ones 2 * 140 / 350; with all 2 * 150 /
    // 450.
    CHECK(least_confidence(samples, w, 150) == of("even"));
    // Of so many that are to be found any wrong one costs little.
    CHECK(least_confidence(samples, w, 2000) == of("doubtful"));
    // Where nothing that is optional has to be found.
    for (ConfidenceSample& sample : samples)
        sample.required = sample.right && sample.features.front() == "sure";
    CHECK(least_confidence(samples, w, 100) == of("sure"));
}

TEST_CASE("learnt weights are written as the model reads them") {
    std::vector<ConfidenceSample> samples;
    add(samples, "type \"odd\"", 50, 40);
    add(samples, "other", 50, 10);
    const ConfidenceWeights w = train_confidence(samples);
    const DataFolder folder;
    folder.write("confidence.json", confidence_file(w, "on 100 \"edges\""));
    const ConfidenceModel model = ConfidenceModel::load(folder.path() / "confidence.json");
    CHECK(model.bias() == w.bias);
    CHECK(model.least(1000) == 0);
    for (const auto& [feature, weight] : w.weights) CHECK(model.weight(feature) == weight);
    folder.write("confidence.json", confidence_file(w, "m", {{0, 3500}, {80, 2000}}));
    const ConfidenceModel bounded = ConfidenceModel::load(folder.path() / "confidence.json");
    CHECK(bounded.least(79) == 3500);
    CHECK(bounded.least(80) == 2000);
}
