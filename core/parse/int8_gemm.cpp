#include "core/parse/int8_gemm.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace entente {
namespace {

void multiply_plain(const std::int8_t* a, std::size_t a_rows, std::size_t a_stride, const Int8Panels& b,
                    std::int32_t* out, std::size_t out_stride) {
    for (std::size_t first = 0; first < b.rows; first += panel_rows) {
        const std::int8_t* panel = b.data + first * b.columns;
        for (std::size_t i = 0; i < a_rows; ++i) {
            std::int32_t sums[panel_rows] = {};
            for (std::size_t k = 0; k < b.columns; ++k) {
                const std::int8_t* weights =
                    panel + k / panel_columns * panel_rows * panel_columns + k % panel_columns;
                for (std::size_t j = 0; j < panel_rows; ++j) {
                    sums[j] += a[i * a_stride + k] * weights[j * panel_columns];
                }
            }
            std::memcpy(out + i * out_stride + first, sums, sizeof sums);
        }
    }
}

#if defined(__x86_64__)

std::int32_t four(const std::int8_t* from) {
    std::int32_t value = 0;
    std::memcpy(&value, from, sizeof value);
    return value;
}

void multiply_sse2(const std::int8_t* a, std::size_t a_rows, std::size_t a_stride, const Int8Panels& b,
                   std::int32_t* out, std::size_t out_stride) {
    const auto widen = [](__m128i bytes) { return _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8); };
    for (std::size_t first = 0; first < b.rows; first += panel_rows) {
        const std::int8_t* panel = b.data + first * b.columns;
        for (std::size_t i = 0; i < a_rows; ++i) {
            // Two sums for each of the 16 rows, added at the end.
            __m128i sums[8] = {};
            const std::int8_t* w = panel;
            for (std::size_t k = 0; k < b.columns; k += panel_columns, w += panel_rows * panel_columns) {
                const __m128i x = widen(_mm_set1_epi32(four(a + i * a_stride + k)));
#pragma GCC unroll 4
                for (int q = 0; q < 4; ++q) {
                    const __m128i weights = _mm_loadu_si128(reinterpret_cast<const __m128i*>(w + 16 * q));
                    const __m128i high = _mm_srai_epi16(_mm_unpackhi_epi8(weights, weights), 8);
                    sums[2 * q] = _mm_add_epi32(sums[2 * q], _mm_madd_epi16(x, widen(weights)));
                    sums[2 * q + 1] = _mm_add_epi32(sums[2 * q + 1], _mm_madd_epi16(x, high));
                }
            }
            for (int q = 0; q < 4; ++q) {
                const __m128 low = _mm_castsi128_ps(sums[2 * q]);
                const __m128 high = _mm_castsi128_ps(sums[2 * q + 1]);
                const __m128i even = _mm_castps_si128(_mm_shuffle_ps(low, high, _MM_SHUFFLE(2, 0, 2, 0)));
                const __m128i odd = _mm_castps_si128(_mm_shuffle_ps(low, high, _MM_SHUFFLE(3, 1, 3, 1)));
                _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i * out_stride + first + 4 * q),
                                 _mm_add_epi32(even, odd));
            }
        }
    }
}

// Products of an unsigned and a signed byte: |a| with b under the sign of a. Sums of two are at most 2 * 127
// * 127, so they fit into 16 bits.
template <int Rows>
[[gnu::target("avx2")]] void tile_avx2(const std::int8_t* a, std::size_t a_stride, const std::int8_t* panel,
                                       std::size_t columns, std::int32_t* out, std::size_t out_stride) {
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sums[Rows][2];
#pragma GCC unroll 4
    for (int i = 0; i < Rows; ++i) sums[i][0] = sums[i][1] = _mm256_setzero_si256();
    for (std::size_t k = 0; k < columns; k += panel_columns, panel += panel_rows * panel_columns) {
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(panel));
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(panel + 32));
#pragma GCC unroll 4
        for (int i = 0; i < Rows; ++i) {
            const __m256i x = _mm256_set1_epi32(four(a + i * a_stride + k));
            const __m256i size = _mm256_abs_epi8(x);
            const __m256i low_pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(low, x));
            const __m256i high_pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(high, x));
            sums[i][0] = _mm256_add_epi32(sums[i][0], _mm256_madd_epi16(low_pairs, ones));
            sums[i][1] = _mm256_add_epi32(sums[i][1], _mm256_madd_epi16(high_pairs, ones));
        }
    }
#pragma GCC unroll 4
    for (int i = 0; i < Rows; ++i) {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i * out_stride), sums[i][0]);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i * out_stride + 8), sums[i][1]);
    }
}

void multiply_avx2(const std::int8_t* a, std::size_t a_rows, std::size_t a_stride, const Int8Panels& b,
                   std::int32_t* out, std::size_t out_stride) {
    for (std::size_t first = 0; first < b.rows; first += panel_rows) {
        const std::int8_t* panel = b.data + first * b.columns;
        for (std::size_t i = 0; i < a_rows;) {
            const std::size_t rows = std::min<std::size_t>(4, a_rows - i);
            const std::int8_t* from = a + i * a_stride;
            std::int32_t* to = out + i * out_stride + first;
            switch (rows) {
                case 1: tile_avx2<1>(from, a_stride, panel, b.columns, to, out_stride); break;
                case 2: tile_avx2<2>(from, a_stride, panel, b.columns, to, out_stride); break;
                case 3: tile_avx2<3>(from, a_stride, panel, b.columns, to, out_stride); break;
                default: tile_avx2<4>(from, a_stride, panel, b.columns, to, out_stride);
            }
            i += rows;
        }
    }
}

// The unit multiplies unsigned by signed bytes, so `a` is shifted by 128 and 128 times the row's sum taken
// off again.
template <int Rows, int Panels>
[[gnu::target("avx512f,avx512bw,avx512vl,avx512vnni")]] void tile_vnni(
    const std::int8_t* a, std::size_t a_stride, const std::int8_t* panel, const std::int32_t* row_sums,
    std::size_t columns, std::int32_t* out, std::size_t out_stride) {
    const __m512i shift = _mm512_set1_epi8(static_cast<char>(0x80));
    __m512i sums[Rows][Panels];
#pragma GCC unroll 4
    for (int p = 0; p < Panels; ++p) {
        const __m512i start =
            _mm512_mullo_epi32(_mm512_loadu_si512(row_sums + p * panel_rows), _mm512_set1_epi32(-128));
#pragma GCC unroll 8
        for (int i = 0; i < Rows; ++i) sums[i][p] = start;
    }
    for (std::size_t k = 0; k < columns; k += panel_columns) {
        __m512i weights[Panels];
#pragma GCC unroll 4
        for (int p = 0; p < Panels; ++p) {
            weights[p] = _mm512_loadu_si512(panel + p * panel_rows * columns + k * panel_rows);
        }
#pragma GCC unroll 8
        for (int i = 0; i < Rows; ++i) {
            const __m512i x = _mm512_xor_si512(_mm512_set1_epi32(four(a + i * a_stride + k)), shift);
#pragma GCC unroll 4
            for (int p = 0; p < Panels; ++p) sums[i][p] = _mm512_dpbusd_epi32(sums[i][p], x, weights[p]);
        }
    }
#pragma GCC unroll 8
    for (int i = 0; i < Rows; ++i) {
#pragma GCC unroll 4
        for (int p = 0; p < Panels; ++p)
            _mm512_storeu_si512(out + i * out_stride + p * panel_rows, sums[i][p]);
    }
}

template <int Panels>
void panels_vnni(const std::int8_t* a, std::size_t a_rows, std::size_t a_stride, const Int8Panels& b,
                 std::size_t first, std::int32_t* out, std::size_t out_stride) {
    const std::int8_t* panel = b.data + first * b.columns;
    const std::int32_t* sums = b.row_sums + first;
    for (std::size_t i = 0; i < a_rows;) {
        const std::size_t rows = std::min<std::size_t>(6, a_rows - i);
        const std::int8_t* from = a + i * a_stride;
        std::int32_t* to = out + i * out_stride + first;
        switch (rows) {
            case 1: tile_vnni<1, Panels>(from, a_stride, panel, sums, b.columns, to, out_stride); break;
            case 2: tile_vnni<2, Panels>(from, a_stride, panel, sums, b.columns, to, out_stride); break;
            case 3: tile_vnni<3, Panels>(from, a_stride, panel, sums, b.columns, to, out_stride); break;
            case 4: tile_vnni<4, Panels>(from, a_stride, panel, sums, b.columns, to, out_stride); break;
            case 5: tile_vnni<5, Panels>(from, a_stride, panel, sums, b.columns, to, out_stride); break;
            default: tile_vnni<6, Panels>(from, a_stride, panel, sums, b.columns, to, out_stride);
        }
        i += rows;
    }
}

void multiply_vnni(const std::int8_t* a, std::size_t a_rows, std::size_t a_stride, const Int8Panels& b,
                   std::int32_t* out, std::size_t out_stride) {
    std::size_t first = 0;
    for (; first + 4 * panel_rows <= b.rows; first += 4 * panel_rows) {
        panels_vnni<4>(a, a_rows, a_stride, b, first, out, out_stride);
    }
    for (; first < b.rows; first += panel_rows)
        panels_vnni<1>(a, a_rows, a_stride, b, first, out, out_stride);
}

#endif

}  // namespace

bool is_supported(Simd simd) {
#if defined(__x86_64__)
    switch (simd) {
        case Simd::plain:
        case Simd::sse2: return true;
        case Simd::avx2: return __builtin_cpu_supports("avx2") != 0;
        case Simd::avx512_vnni:
            return __builtin_cpu_supports("avx512vnni") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
                   __builtin_cpu_supports("avx512vl") != 0;
    }
#endif
    return simd == Simd::plain;
}

Simd best_simd() {
    for (const Simd simd : {Simd::avx512_vnni, Simd::avx2, Simd::sse2}) {
        if (is_supported(simd)) return simd;
    }
    return Simd::plain;
}

void Int8PanelBuffer::pack(const std::int8_t* data, std::size_t rows, std::size_t columns,
                           std::size_t stride) {
    rows_ = round_up(rows, panel_rows);
    columns_ = round_up(columns, panel_columns);
    data_.assign(rows_ * columns_, 0);
    row_sums_.assign(rows_, 0);
    for (std::size_t j = 0; j < rows; ++j) {
        std::int8_t* out =
            data_.data() + j / panel_rows * panel_rows * columns_ + j % panel_rows * panel_columns;
        const std::int8_t* in = data + j * stride;
        for (std::size_t k = 0; k < columns; ++k) {
            out[k / panel_columns * panel_rows * panel_columns + k % panel_columns] = in[k];
            row_sums_[j] += in[k];
        }
    }
}

void multiply(Simd simd, const std::int8_t* a, std::size_t a_rows, std::size_t a_stride, const Int8Panels& b,
              std::int32_t* out, std::size_t out_stride) {
#if defined(__x86_64__)
    switch (simd) {
        case Simd::avx512_vnni: multiply_vnni(a, a_rows, a_stride, b, out, out_stride); return;
        case Simd::avx2: multiply_avx2(a, a_rows, a_stride, b, out, out_stride); return;
        case Simd::sse2: multiply_sse2(a, a_rows, a_stride, b, out, out_stride); return;
        case Simd::plain: break;
    }
#else
    static_cast<void>(simd);
#endif
    multiply_plain(a, a_rows, a_stride, b, out, out_stride);
}

}  // namespace entente
