#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente {

/// The vector unit that the whole-number products use. All give the same numbers.
enum class Simd : std::uint8_t { plain, sse2, avx2, avx512_vnni };

/// The best one of this processor.
Simd best_simd();
bool is_supported(Simd simd);

/// Rows of weights are stored in panels: for each 16 rows, for each 4 columns, the 4 numbers of each row.
/// Rows are filled up with zeros to a multiple of 16 and columns to one of 4.
inline constexpr std::size_t panel_rows = 16;
inline constexpr std::size_t panel_columns = 4;

constexpr std::size_t round_up(std::size_t n, std::size_t step) {
    return (n + step - 1) / step * step;
}

/// Whole-number weights in panels; numbers are -127..127.
struct Int8Panels {
    const std::int8_t* data = nullptr;
    const std::int32_t* row_sums = nullptr;  ///< of each row, zeros for those filled up
    std::size_t rows = 0;                    ///< filled up
    std::size_t columns = 0;                 ///< filled up
};

/// Weights that are put into panels at run time or for writing a model.
class Int8PanelBuffer {
  public:
    /// `rows` x `columns` numbers, `stride` from row to row.
    void pack(const std::int8_t* data, std::size_t rows, std::size_t columns, std::size_t stride);
    Int8Panels panels() const { return {data_.data(), row_sums_.data(), rows_, columns_}; }
    const std::vector<std::int8_t>& data() const { return data_; }
    const std::vector<std::int32_t>& row_sums() const { return row_sums_; }

  private:
    std::vector<std::int8_t> data_;
    std::vector<std::int32_t> row_sums_;
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
};

/// out[i * out_stride + j] = the product of row i of `a` with row j of `b`, for all filled-up rows of b. Rows
/// of `a` are b.columns numbers of -127..127 long.
void multiply(Simd simd, const std::int8_t* a, std::size_t a_rows, std::size_t a_stride, const Int8Panels& b,
              std::int32_t* out, std::size_t out_stride);

}  // namespace entente
