#include "core/parse/transformer_math.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace entente {
namespace {

constexpr std::size_t kParts = 16;
constexpr float kEpsilon = 1e-5F;  // of layer_norm, as MPNet was trained

float total(const std::array<float, kParts>& parts) {
    float sum = 0.0F;
    for (const float part : parts) sum += part;
    return sum;
}

template <typename Value>
float sum_of(std::size_t count, Value value) {
    std::array<float, kParts> parts{};
    std::size_t i = 0;
    for (; i + kParts <= count; i += kParts)
        for (std::size_t p = 0; p < kParts; ++p) parts[p] += value(i + p);
    for (std::size_t p = 0; i < count; ++i, ++p) parts[p] += value(i);
    return total(parts);
}

// e^x = 2^n * e^r with |r| <= ln(2) / 2, the latter by Taylor's series.
inline float power_of_e(float x) {
    constexpr float kLog2E = 1.44269504F;
    // ln(2) in two parts, of which the first has zeros at its end (Cody & Waite 1980).
    constexpr float kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
    // Adding and taking off 1.5 * 2^23 rounds to a whole number.
    constexpr float kRounder = 12582912.0F;
    x = x < -87.0F ? -87.0F : x;
    x = x > 88.0F ? 88.0F : x;
    const float whole = (x * kLog2E + kRounder) - kRounder;
    const float r = (x - whole * kLn2High) - whole * kLn2Low;
    const float series =
        1.0F + r * (1.0F + r * (0.5F + r * (0.16666667F +
                                            r * (0.041666667F + r * (0.0083333333F + r * 0.0013888889F)))));
    const auto exponent = static_cast<std::uint32_t>(static_cast<std::int32_t>(whole) + 127) << 23U;
    return series * std::bit_cast<float>(exponent);
}

}  // namespace

float exact_order_exp(float x) {
    return x < -87.0F ? 0.0F : power_of_e(x);
}

float gelu(float x) {
    // The error function by Abramowitz & Stegun 1964, 7.1.26.
    const float z = (x < 0.0F ? -x : x) * 0.70710678F;
    const float t = 1.0F / (1.0F + 0.3275911F * z);
    const float polynomial =
        t *
        (0.254829592F + t * (-0.284496736F + t * (1.421413741F + t * (-1.453152027F + t * 1.061405429F))));
    const float tail = 0.5F * polynomial * power_of_e(-z * z);  // P(X > |x|)
    return x * (x < 0.0F ? tail : 1.0F - tail);
}

void layer_norm(float* row, std::size_t width, const float* gain, const float* bias) {
    const auto count = static_cast<float>(width);
    const float mean = sum_of(width, [&](std::size_t i) { return row[i]; }) / count;
    const float variance = sum_of(width,
                                  [&](std::size_t i) {
                                      const float from_mean = row[i] - mean;
                                      return from_mean * from_mean;
                                  }) /
                           count;
    const float scale = 1.0F / std::sqrt(variance + kEpsilon);
    for (std::size_t i = 0; i < width; ++i) row[i] = (row[i] - mean) * scale * gain[i] + bias[i];
}

float exponentials(float* scores, std::size_t count) {
    float greatest = scores[0];
    for (std::size_t i = 1; i < count; ++i) greatest = std::max(greatest, scores[i]);
    for (std::size_t i = 0; i < count; ++i) {
        const float x = scores[i] - greatest;
        scores[i] = x < -87.0F ? 0.0F : power_of_e(x);
    }
    return sum_of(count, [&](std::size_t i) { return scores[i]; });
}

}  // namespace entente
