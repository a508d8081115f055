#pragma once

#include "core/parse/network.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace entente {

inline MatrixView view(std::span<const float> parameters, const Slot& slot) {
    return dense(parameters.data() + slot.at, slot.rows, slot.columns);
}

inline void fill_mask(std::vector<float>& mask, std::size_t size, float rate, Random& random) {
    mask.resize(size);
    const float kept = 1.0F / (1.0F - rate);
    for (float& m : mask) m = random.uniform() < rate ? 0.0F : kept;
}

inline void add_bias(float* matrix, std::size_t rows, std::size_t columns, const float* bias) {
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t j = 0; j < columns; ++j) matrix[r * columns + j] += bias[j];
    }
}

inline void add_column_sums(const float* matrix, std::size_t rows, std::size_t columns, float* sums) {
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t j = 0; j < columns; ++j) sums[j] += matrix[r * columns + j];
    }
}

// Turns scores into the gradient of the cross-entropy and returns the loss.
inline double softmax_gradient(float* scores, std::size_t count, std::size_t gold, float scale) {
    const float greatest = *std::max_element(scores, scores + count);
    float sum = 0;
    for (std::size_t j = 0; j < count; ++j) {
        scores[j] = std::exp(scores[j] - greatest);
        sum += scores[j];
    }
    const double loss = -std::log(std::max(1e-30, static_cast<double>(scores[gold]) / sum));
    const float factor = scale / sum;
    for (std::size_t j = 0; j < count; ++j) scores[j] *= factor;
    scores[gold] -= scale;
    return loss;
}

}  // namespace entente
