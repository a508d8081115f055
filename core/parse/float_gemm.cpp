#include "core/parse/float_gemm.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace entente {
namespace {

// A panel is as wide as two vectors of AVX-512; narrower units go through it in several steps.
constexpr std::size_t panel_width = 32;
// So many rows of a panel stay in the first-level cache while all rows of the left side pass.
constexpr std::size_t depth_block = 256;

using Kernel = void (*)(const float* a, std::size_t row, std::size_t column, const float* panel,
                        std::size_t depth, float* out);

using Float16 = float __attribute__((vector_size(64)));
using Float8 = float __attribute__((vector_size(32)));
using Float4 = float __attribute__((vector_size(16)));

// out (Rows x panel_width) = a (Rows x depth) * panel (depth x panel_width), `Vectors` accumulators wide at a
// time.
template <typename V, int Rows, int Vectors>
[[gnu::always_inline]] inline void tile(const float* a, std::size_t row, std::size_t column,
                                        const float* panel, std::size_t depth, float* out) {
    constexpr std::size_t lanes = sizeof(V) / sizeof(float);
    for (std::size_t first = 0; first < panel_width; first += lanes * Vectors) {
        V sum[Rows][Vectors] = {};
        const float* p = panel + first;
        const float* left = a;
        for (std::size_t k = 0; k < depth; ++k, p += panel_width, left += column) {
            V b[Vectors];
#pragma GCC unroll 4
            for (int v = 0; v < Vectors; ++v) std::memcpy(&b[v], p + v * lanes, sizeof(V));
#pragma GCC unroll 16
            for (int i = 0; i < Rows; ++i) {
                const float x = left[i * row];
#pragma GCC unroll 4
                for (int v = 0; v < Vectors; ++v) sum[i][v] += x * b[v];
            }
        }
#pragma GCC unroll 16
        for (int i = 0; i < Rows; ++i) {
#pragma GCC unroll 4
            for (int v = 0; v < Vectors; ++v) {
                std::memcpy(out + i * panel_width + first + v * lanes, &sum[i][v], sizeof(V));
            }
        }
    }
}

#if defined(__x86_64__)
template <int Rows>
__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma"), optimize("fp-contract=fast"))) void
tile_avx512(const float* a, std::size_t row, std::size_t column, const float* panel, std::size_t depth,
            float* out) {
    tile<Float16, Rows, 2>(a, row, column, panel, depth, out);
}
template <int Rows>
__attribute__((target("avx2,fma"), optimize("fp-contract=fast"))) void tile_avx2(
    const float* a, std::size_t row, std::size_t column, const float* panel, std::size_t depth, float* out) {
    tile<Float8, Rows, 2>(a, row, column, panel, depth, out);
}
#endif
template <int Rows>
void tile_plain(const float* a, std::size_t row, std::size_t column, const float* panel, std::size_t depth,
                float* out) {
    tile<Float4, Rows, 2>(a, row, column, panel, depth, out);
}

// Kernels for 1..max rows; kernels[n - 1] takes n.
template <int Max, template <int> typename Pick, int... N>
const Kernel* table(std::integer_sequence<int, N...>) {
    static const Kernel kernels[Max] = {Pick<N + 1>::kernel...};
    return kernels;
}
template <int Rows>
struct Plain {
    static constexpr Kernel kernel = tile_plain<Rows>;
};
#if defined(__x86_64__)
template <int Rows>
struct Avx2 {
    static constexpr Kernel kernel = tile_avx2<Rows>;
};
template <int Rows>
struct Avx512 {
    static constexpr Kernel kernel = tile_avx512<Rows>;
};
#endif

struct Kernels {
    const Kernel* by_rows;
    std::size_t max_rows;
};

Kernels choose_kernels() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
        return {table<14, Avx512>(std::make_integer_sequence<int, 14>{}), 14};
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return {table<6, Avx2>(std::make_integer_sequence<int, 6>{}), 6};
    }
#endif
    return {table<4, Plain>(std::make_integer_sequence<int, 4>{}), 4};
}

const Kernels kernels = choose_kernels();

}  // namespace

void PackedMatrix::pack(const MatrixView& matrix) {
    rows_ = matrix.rows;
    columns_ = matrix.columns;
    const std::size_t panels = (columns_ + panel_width - 1) / panel_width;
    panels_.assign(panels * panel_width * rows_, 0.0F);
    for (std::size_t panel = 0; panel < panels; ++panel) {
        float* out = panels_.data() + panel * panel_width * rows_;
        const std::size_t first = panel * panel_width;
        const std::size_t width = std::min(panel_width, columns_ - first);
        const float* in = matrix.data + first * matrix.column;
        if (matrix.column == 1) {
            for (std::size_t k = 0; k < rows_; ++k) {
                std::memcpy(out + k * panel_width, in + k * matrix.row, width * sizeof(float));
            }
        } else {
            for (std::size_t j = 0; j < width; ++j) {
                const float* from = in + j * matrix.column;
                for (std::size_t k = 0; k < rows_; ++k) out[k * panel_width + j] = from[k * matrix.row];
            }
        }
    }
}

void multiply(const MatrixView& a, const PackedMatrix& b, float* c, std::size_t c_row, bool add) {
    float out[16 * panel_width];
    for (std::size_t start = 0; start < b.rows_; start += depth_block) {
        const std::size_t depth = std::min(depth_block, b.rows_ - start);
        const bool sum = add || start > 0;
        for (std::size_t first = 0; first < b.columns_; first += panel_width) {
            const float* panel = b.panels_.data() + first * b.rows_ + start * panel_width;
            const std::size_t width = std::min(panel_width, b.columns_ - first);
            for (std::size_t i = 0; i < a.rows;) {
                const std::size_t rows = std::min(kernels.max_rows, a.rows - i);
                kernels.by_rows[rows - 1](a.data + i * a.row + start * a.column, a.row, a.column, panel,
                                          depth, out);
                for (std::size_t r = 0; r < rows; ++r) {
                    float* to = c + (i + r) * c_row + first;
                    const float* from = out + r * panel_width;
                    if (sum) {
                        for (std::size_t j = 0; j < width; ++j) to[j] += from[j];
                    } else {
                        std::memcpy(to, from, width * sizeof(float));
                    }
                }
                i += rows;
            }
        }
    }
}

void multiply(const MatrixView& a, const MatrixView& b, float* c, std::size_t c_row, bool add) {
    thread_local PackedMatrix packed;
    packed.pack(b);
    multiply(a, packed, c, c_row, add);
}

}  // namespace entente
