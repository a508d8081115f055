#pragma once

#include "core/parse/int8_gemm.h"

#include <cstddef>
#include <cstdint>

namespace entente {

/// One word's step of one direction of an LSTM layer, after the products: `input_sums` and `state_sums` hold
/// four numbers a cell, in the order input, forget, output, candidate, each with a scale a number.
struct LstmStep {
    const std::int32_t* input_sums;
    const std::int32_t* state_sums;
    const float* input_scale;
    const float* state_scale;
    const float* bias;
    std::size_t hidden;
};

/// Updates `cell` and writes the next state in 127ths. All vector units give the same bits: each number goes
/// through the same single IEEE operations.
void lstm_step(Simd simd, const LstmStep& step, float* cell, std::int8_t* state);

}  // namespace entente
