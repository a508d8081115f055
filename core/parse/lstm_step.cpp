#include "core/parse/lstm_step.h"

#include "core/parse/activation.h"

#include <cstring>

namespace entente {
namespace {

struct By4 {
    static constexpr int lanes = 4;
    typedef float Float __attribute__((vector_size(16)));
    typedef std::int32_t Whole __attribute__((vector_size(16)));
    typedef std::int8_t Byte __attribute__((vector_size(4)));
};
struct By8 {
    static constexpr int lanes = 8;
    typedef float Float __attribute__((vector_size(32)));
    typedef std::int32_t Whole __attribute__((vector_size(32)));
    typedef std::int8_t Byte __attribute__((vector_size(8)));
};
struct By16 {
    static constexpr int lanes = 16;
    typedef float Float __attribute__((vector_size(64)));
    typedef std::int32_t Whole __attribute__((vector_size(64)));
    typedef std::int8_t Byte __attribute__((vector_size(16)));
};

// smooth_tanh of each number, in place: wide vectors can't be returned by functions for all processors.
template <typename Float>
[[gnu::always_inline]] inline void make_tanh(Float& x) {
    x = x > tanh_limit ? Float{} + tanh_limit : x;
    x = x < -tanh_limit ? Float{} - tanh_limit : x;
    const Float q = x * x;
    const Float up = x * (135135.0F + q * (17325.0F + q * (378.0F + q)));
    const Float down = 135135.0F + q * (62370.0F + q * (3150.0F + q * 28.0F));
    x = up / down;
}

template <typename Vector>
[[gnu::always_inline]] inline void step_by(const LstmStep& step, float* cell, std::int8_t* state) {
    using Float = typename Vector::Float;
    using Whole = typename Vector::Whole;
    using Byte = typename Vector::Byte;
    const std::size_t hidden = step.hidden;
    for (std::size_t j = 0; j < hidden; j += Vector::lanes) {
        Float gates[4];
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k) {
            const std::size_t at = k * hidden + j;
            Whole input_sum;
            Whole state_sum;
            Float input_scale;
            Float state_scale;
            Float bias;
            std::memcpy(&input_sum, step.input_sums + at, sizeof input_sum);
            std::memcpy(&state_sum, step.state_sums + at, sizeof state_sum);
            std::memcpy(&input_scale, step.input_scale + at, sizeof input_scale);
            std::memcpy(&state_scale, step.state_scale + at, sizeof state_scale);
            std::memcpy(&bias, step.bias + at, sizeof bias);
            const Float x = __builtin_convertvector(input_sum, Float);
            const Float h = __builtin_convertvector(state_sum, Float);
            gates[k] = x * input_scale + h * state_scale + bias;
        }
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k) {
            // A sigmoid is a tanh of half the size, moved.
            if (k < 3) gates[k] *= 0.5F;
            make_tanh(gates[k]);
            if (k < 3) gates[k] = 0.5F + 0.5F * gates[k];
        }
        Float before;
        std::memcpy(&before, cell + j, sizeof before);
        const Float next = gates[0] * gates[3] + gates[1] * before;
        std::memcpy(cell + j, &next, sizeof next);
        Float squashed = next;
        make_tanh(squashed);
        const Float out = 127.0F * (gates[2] * squashed);
        const Float half = out < 0.0F ? Float{} - 0.5F : Float{} + 0.5F;
        const Whole rounded = __builtin_convertvector(out + half, Whole);
        const Byte bytes = __builtin_convertvector(rounded, Byte);
        std::memcpy(state + j, &bytes, sizeof bytes);
    }
}

#if defined(__x86_64__)
[[gnu::target("avx512f,avx512bw,avx512vl,avx512dq")]] void step_avx512(const LstmStep& step, float* cell,
                                                                       std::int8_t* state) {
    step_by<By16>(step, cell, state);
}
[[gnu::target("avx2")]] void step_avx2(const LstmStep& step, float* cell, std::int8_t* state) {
    step_by<By8>(step, cell, state);
}
#endif

}  // namespace

void lstm_step(Simd simd, const LstmStep& step, float* cell, std::int8_t* state) {
#if defined(__x86_64__)
    if (simd == Simd::avx512_vnni && step.hidden % 16 == 0) {
        step_avx512(step, cell, state);
        return;
    }
    if ((simd == Simd::avx2 || simd == Simd::avx512_vnni) && step.hidden % 8 == 0) {
        step_avx2(step, cell, state);
        return;
    }
#else
    static_cast<void>(simd);
#endif
    step_by<By4>(step, cell, state);
}

}  // namespace entente
