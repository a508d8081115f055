#include "core/knowledge/confidence_model.h"

#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr Confidence kLeast = 100;

/// 10,000 / (1 + e^-x) for x = 0, 1/4, ... 6.
constexpr std::array<int, 25> kLogistic = {5000, 5622, 6225, 6792, 7311, 7773, 8176, 8520, 8808,
                                           9047, 9241, 9399, 9526, 9627, 9707, 9770, 9820, 9859,
                                           9890, 9914, 9933, 9948, 9959, 9968, 9975};
constexpr int kStep = 250;  // thousandths from one entry to the next

}  // namespace

ConfidenceModel ConfidenceModel::load(const std::filesystem::path& file) {
    std::string text = read_data_file(file);
    const JsonDocument document(file, text, 1);
    const JsonNode root = document.root();
    root.expect_object({"version", "measured", "least", "bias", "weights"});
    root.string_of("measured");
    ConfidenceModel model;
    if (const auto least = root.optional_member("least")) {
        for (std::size_t i = 0; i < least->array_size(); ++i) {
            const JsonNode entry = least->element(i);
            entry.expect_object({"words", "confidence"});
            const int words = entry.integer_of("words"), value = entry.integer_of("confidence");
            const int before = i == 0 ? -1 : static_cast<int>(model.least_.back().words);
            if (words <= before) entry.fail("\"words\" must grow from entry to entry");
            if (value < 0 || value > kCertain) entry.fail("\"confidence\" must be of 0..10000");
            model.least_.push_back({static_cast<std::size_t>(words), static_cast<Confidence>(value)});
        }
    }
    model.bias_ = root.integer_of("bias");
    const JsonNode weights = root.member("weights");
    for (std::size_t i = 0; i < weights.array_size(); ++i) {
        const JsonNode entry = weights.element(i);
        entry.expect_object({"feature", "weight"});
        const std::string feature(entry.string_of("feature"));
        const int weight = entry.integer_of("weight");
        if (std::abs(weight) > 100000) entry.fail("\"weight\" must be of -100000..100000");
        if (!model.weights_.emplace(feature, weight).second)
            entry.fail(fmt::format("\"{}\" stands there twice", feature));
    }
    return model;
}

Confidence ConfidenceModel::least(std::size_t words) const {
    Confidence least = 0;
    for (const LeastConfidence& from : least_)
        if (from.words <= words) least = from.confidence;
    return least;
}

int ConfidenceModel::weight(std::string_view feature) const {
    const auto it = weights_.find(feature);
    return it == weights_.end() ? 0 : it->second;
}

Confidence ConfidenceModel::confidence_of(int thousandths) {
    const int x = std::min(std::abs(thousandths), kStep * static_cast<int>(kLogistic.size() - 1) - 1);
    const auto i = static_cast<std::size_t>(x / kStep);
    const int upper = kLogistic[i] + (kLogistic[i + 1] - kLogistic[i]) * (x % kStep) / kStep;
    const int value = thousandths < 0 ? kCertain - upper : upper;
    return static_cast<Confidence>(std::clamp<int>(value, kLeast, kCertain - kLeast));
}

}  // namespace entente
