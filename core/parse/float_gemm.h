#pragma once

#include <cstddef>
#include <vector>

namespace entente {

/// A view of a float matrix with free strides: element (i, k) is data[i * row + k * column], so that a
/// transpose costs nothing.
struct MatrixView {
    const float* data = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::size_t row = 0;
    std::size_t column = 1;

    MatrixView transposed() const { return {data, columns, rows, column, row}; }
};

/// A row-major matrix without gaps.
inline MatrixView dense(const float* data, std::size_t rows, std::size_t columns) {
    return {data, rows, columns, columns, 1};
}

/// The right side of a product, rearranged once for many products.
class PackedMatrix {
  public:
    void pack(const MatrixView& matrix);
    std::size_t rows() const { return rows_; }
    std::size_t columns() const { return columns_; }

  private:
    friend void multiply(const MatrixView& a, const PackedMatrix& b, float* c, std::size_t c_row, bool add);
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    std::vector<float> panels_;  ///< panels of `panel_width` columns, each row by row
};

/// c = a * b, or c += a * b; c is row-major with `c_row` floats a row. The order of sums is fixed on one
/// machine; between machines it depends on their vector units.
void multiply(const MatrixView& a, const PackedMatrix& b, float* c, std::size_t c_row, bool add);
/// The same for a right side that is used once.
void multiply(const MatrixView& a, const MatrixView& b, float* c, std::size_t c_row, bool add);

}  // namespace entente
