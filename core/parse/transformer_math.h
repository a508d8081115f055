#pragma once

#include <cstddef>

namespace entente {

// Single IEEE operations in a fixed order, sums in sixteen parts: the same bits on every processor, as long
// as the compiler doesn't fuse them (-ffp-contract=off).

/// The exponential function, off by less than 2e-7 of its value; 0 below -87, and for up to 88.
float exact_order_exp(float x);

/// x * P(X <= x) for the standard normal distribution (Hendrycks & Gimpel 2016), off by less than 1e-6.
float gelu(float x);

/// Takes the mean off a row and divides it by the standard deviation, then scales and shifts each number (Ba,
/// Kiros & Hinton 2016).
void layer_norm(float* row, std::size_t width, const float* gain, const float* bias);

/// Turns scores into e^(score - greatest), and returns their sum. The greatest becomes 1.
float exponentials(float* scores, std::size_t count);

}  // namespace entente
