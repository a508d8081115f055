#include "core/evaluation/confidence_trainer.h"

#include "core/model/error.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente {
namespace {

constexpr int kRounds = 100;

/// A feature and the samples that have it.
struct Column {
    std::string feature;
    std::vector<std::size_t> samples;
    double weight = 0;
};

std::vector<Column> columns_of(const std::vector<ConfidenceSample>& samples, std::size_t least) {
    std::map<std::string, std::vector<std::size_t>> by_feature;
    for (std::size_t i = 0; i < samples.size(); ++i)
        for (const std::string& feature : samples[i].features) by_feature[feature].push_back(i);
    std::vector<Column> columns;
    for (auto& [feature, with] : by_feature)
        if (with.size() >= least) columns.push_back({feature, std::move(with), 0});
    return columns;
}

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

int thousandths(double weight) {
    return static_cast<int>(std::lround(weight * 1000));
}

/// A string as JSON has it, with its quotes.
std::string quoted(const std::string& text) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
    json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    return buffer.GetString();
}

}  // namespace

ConfidenceWeights train_confidence(const std::vector<ConfidenceSample>& samples,
                                   const ConfidenceTraining& options) {
    const auto right = std::count_if(samples.begin(), samples.end(), [](const auto& s) { return s.right; });
    if (right == 0 || static_cast<std::size_t>(right) == samples.size())
        throw Error(ErrorKind::input,
                    fmt::format("of {} edges {} are right: confidence can't be learnt without both right and "
                                "wrong ones; give more gold articles",
                                samples.size(), right));
    std::vector<Column> columns = columns_of(samples, options.least);
    std::vector<double> sums(samples.size(), 0.0);
    double bias = 0;
    // The step of one weight that a quadratic fit of the loss asks for.
    const auto step = [&](const auto& members, double gradient, double curvature) {
        for (const std::size_t i : members) {
            const double p = logistic(sums[i]);
            gradient += p - samples[i].right;
            curvature += p * (1 - p);
        }
        return -gradient / curvature;
    };
    std::vector<std::size_t> everyone(samples.size());
    for (std::size_t i = 0; i < everyone.size(); ++i) everyone[i] = i;
    for (int round = 0; round < kRounds; ++round) {
        const double change = step(everyone, 0, 1e-6);
        bias += change;
        for (double& sum : sums) sum += change;
        for (Column& column : columns) {
            const double d = step(column.samples, options.penalty * column.weight, options.penalty);
            column.weight += d;
            for (const std::size_t i : column.samples) sums[i] += d;
        }
    }
    ConfidenceWeights weights;
    weights.bias = thousandths(bias);
    for (const Column& column : columns)
        if (const int weight = thousandths(column.weight); weight != 0)
            weights.weights[column.feature] = weight;
    return weights;
}

Confidence least_confidence(const std::vector<ConfidenceSample>& samples, const ConfidenceWeights& weights,
                            std::size_t to_find) {
    std::map<Confidence, std::pair<std::size_t, std::size_t>, std::greater<>> found;  // required, wrong
    for (const ConfidenceSample& sample : samples) {
        int sum = weights.bias;
        for (const std::string& feature : sample.features)
            if (const auto it = weights.weights.find(feature); it != weights.weights.end()) sum += it->second;
        auto& [required, wrong] = found[ConfidenceModel::confidence_of(sum)];
        required += sample.required;
        wrong += !sample.right;
    }
    std::size_t required = 0, wrong = 0;
    double best = 0;
    Confidence least = 0;
    for (const auto& [confidence, its] : found) {
        required += its.first;
        wrong += its.second;
        const double f1 = 2 * static_cast<double>(required) / static_cast<double>(required + wrong + to_find);
        if (f1 > best) best = f1, least = confidence;
    }
    return least;
}

std::string confidence_file(const ConfidenceWeights& weights, const std::string& measured,
                            const std::vector<LeastConfidence>& least) {
    std::string text = fmt::format("{{\n  \"version\": 1,\n  \"measured\": {},\n", quoted(measured));
    if (!least.empty()) {
        std::vector<std::string> entries;
        for (const LeastConfidence& from : least)
            entries.push_back(
                fmt::format("{{\"words\": {}, \"confidence\": {}}}", from.words, from.confidence));
        text += fmt::format("  \"least\": [{}],\n", fmt::join(entries, ", "));
    }
    text += fmt::format("  \"bias\": {},\n  \"weights\": [", weights.bias);
    const char* separator = "\n";
    for (const auto& [feature, weight] : weights.weights) {
        text += fmt::format("{}    {{\"feature\": {}, \"weight\": {}}}", separator, quoted(feature), weight);
        separator = ",\n";
    }
    return text + "\n  ]\n}\n";
}

}  // namespace entente
