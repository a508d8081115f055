#pragma once

namespace entente {

// Only additions, products and one quotient of IEEE numbers: the same bits on every processor, as long as the
// compiler doesn't fuse them (-ffp-contract=off). Training and use share them.

/// Where the fraction of smooth_tanh reaches 1.
inline constexpr float tanh_limit = 4.97F;

/// Hyperbolic tangent by Lambert's continued fraction, cut where it reaches 1; off by less than 1e-4.
inline float smooth_tanh(float x) {
    x = x > tanh_limit ? tanh_limit : x;
    x = x < -tanh_limit ? -tanh_limit : x;
    const float q = x * x;
    const float up = x * (135135.0F + q * (17325.0F + q * (378.0F + q)));
    const float down = 135135.0F + q * (62370.0F + q * (3150.0F + q * 28.0F));
    return up / down;
}

inline float smooth_sigmoid(float x) {
    return 0.5F + 0.5F * smooth_tanh(0.5F * x);
}

/// Rectifier with a small slope below zero.
inline float leaky(float x) {
    return x > 0.0F ? x : 0.1F * x;
}

}  // namespace entente
