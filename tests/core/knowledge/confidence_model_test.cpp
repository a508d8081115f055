#include "core/knowledge/confidence_model.h"

#include "core/model/error.h"
#include "tests/core/knowledge/data_folder.h"

#include <cmath>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

std::string message_of(const std::string& json) {
    const DataFolder folder;
    return folder.failure("confidence.json", json,
                          [&] { ConfidenceModel::load(folder.path() / "confidence.json"); });
}

}  // namespace

TEST_CASE("confidence follows the logistic function, in whole numbers, and is never certain") {
    CHECK(ConfidenceModel::confidence_of(0) == 5000);
    Confidence before = 0;
    for (int x = -9000; x <= 9000; x += 37) {
        const Confidence c = ConfidenceModel::confidence_of(x);
        INFO(x);
        CHECK(c >= before);
        CHECK(ConfidenceModel::confidence_of(-x) == kCertain - c);
        if (std::abs(x) < 4500) CHECK(c / 10000.0 == Approx(1 / (1 + std::exp(-x / 1000.0))).margin(0.003));
        before = c;
    }
    CHECK(ConfidenceModel::confidence_of(2000000000) == 9900);
    CHECK(ConfidenceModel::confidence_of(-2000000000) == 100);
}

TEST_CASE("a feature that the model does not know adds nothing") {
    const DataFolder folder;
    folder.write(
        "confidence.json",
        R"({"version": 1, "measured": "m", "bias": -7, "weights": [{"feature": "a b", "weight": 3}]})");
    const ConfidenceModel model = ConfidenceModel::load(folder.path() / "confidence.json");
    CHECK(model.bias() == -7);
    CHECK(model.weight("a b") == 3);
    CHECK(model.weight("a") == 0);
}

TEST_CASE("a confidence model says from which confidence on an edge is worth drawing") {
    const auto least = [](const std::string& member, std::size_t words = 0) {
        const DataFolder folder;
        folder.write("confidence.json",
                     R"({"version": 1, "measured": "m", )" + member + R"("bias": 0, "weights": []})");
        return ConfidenceModel::load(folder.path() / "confidence.json").least(words);
    };
    CHECK(least("") == 0);
    const std::string two =
        R"("least": [{"words": 5, "confidence": 4200}, {"words": 100, "confidence": 3100}], )";
    CHECK(least(two, 4) == 0);
    CHECK(least(two, 5) == 4200);
    CHECK(least(two, 99) == 4200);
    CHECK(least(two, 100) == 3100);
    CHECK_THROWS_WITH(least(R"("least": [{"words": 0, "confidence": 10001}], )"),
                      Catch::Contains("\"confidence\" must be of 0..10000"));
    CHECK_THROWS_WITH(least(R"("least": [{"words": -1, "confidence": 1}], )"),
                      Catch::Contains("\"words\" must grow"));
    CHECK_THROWS_WITH(least(R"("least": [{"words": 7, "confidence": 1}, {"words": 7, "confidence": 1}], )"),
                      Catch::Contains("\"words\" must grow"));
}

TEST_CASE("a broken confidence model is refused with the place and what is wrong") {
    CHECK_THAT(message_of("[]"), Catch::Contains("must hold one JSON object"));
    CHECK_THAT(message_of(R"({"version": 1, "bias": 0, "weights": []})"),
               Catch::Contains("\"measured\" is missing"));
    CHECK_THAT(message_of(R"({"version": 1, "measured": "m", "bias": 0.5, "weights": []})"),
               Catch::Contains("\"bias\": must be a whole number") || Catch::Contains("whole number"));
    CHECK_THAT(
        message_of(
            R"({"version": 1, "measured": "m", "bias": 0, "weights": [{"feature": "a", "weight": 1}, {"feature": "a", "weight": 2}]})"),
        Catch::Contains("\"a\" stands there twice"));
    CHECK_THAT(
        message_of(
            R"({"version": 1, "measured": "m", "bias": 0, "weights": [{"feature": "a", "weight": 1000000}]})"),
        Catch::Contains("\"weight\" must be of -100000..100000"));
}
