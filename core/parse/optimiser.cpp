#include "core/parse/optimiser.h"

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

// Of Dozat & Manning (2017), whose short memory of the second moment suits sparse rows.
constexpr float first_decay = 0.9F;
constexpr float second_decay = 0.95F;
constexpr float epsilon = 1e-8F;
constexpr float longest_gradient = 5.0F;

}  // namespace

Optimiser::Optimiser(std::size_t parameters, float average_decay)
    : average_decay_(average_decay), first_(parameters), second_(parameters), average_(parameters) {}

void Optimiser::step(std::span<float> parameters, std::span<float> gradient, float rate) {
    ++steps_;
    float square = 0;
    constexpr std::size_t lanes = 16;
    float parts[lanes] = {};
    const std::size_t size = parameters.size();
    const std::size_t even = size - size % lanes;
    for (std::size_t i = 0; i < even; i += lanes) {
        for (std::size_t j = 0; j < lanes; ++j) parts[j] += gradient[i + j] * gradient[i + j];
    }
    for (const float part : parts) square += part;
    for (std::size_t i = even; i < size; ++i) square += gradient[i] * gradient[i];
    const float shrink = std::min(1.0F, longest_gradient / (std::sqrt(square) + 1e-12F));
    const auto n = static_cast<double>(steps_);
    const auto first_bias = static_cast<float>(1.0 / (1.0 - std::pow(first_decay, n)));
    const auto second_bias = static_cast<float>(1.0 / (1.0 - std::pow(second_decay, n)));
    // Young averages forget faster, so that the starting values leave no trace.
    const auto keep = static_cast<float>(std::min<double>(average_decay_, (n - 1.0) / (n + 9.0)));
    float* p = parameters.data();
    float* g = gradient.data();
    float* first = first_.data();
    float* second = second_.data();
    float* average = average_.data();
    for (std::size_t i = 0; i < size; ++i) {
        const float x = g[i] * shrink;
        g[i] = 0;
        first[i] = first_decay * first[i] + (1.0F - first_decay) * x;
        second[i] = second_decay * second[i] + (1.0F - second_decay) * x * x;
        p[i] -= rate * first[i] * first_bias / (std::sqrt(second[i] * second_bias) + epsilon);
        average[i] = keep * average[i] + (1.0F - keep) * p[i];
    }
}

}  // namespace entente
