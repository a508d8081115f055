#pragma once

#include <cstddef>
#include <string_view>

namespace entente {

inline constexpr std::size_t word_shapes = 8;

/// How a word is written, for encoders whose vocabulary has no capitals: 0 for the ends of a window, 1 lower
/// case, 2 with a capital, 3 a single capital, 4 capitals alone, 5 mixed ("McDonald", "eBay"), 6 with a
/// digit, 7 without letters and digits.
std::size_t word_shape(std::string_view word);

}  // namespace entente
