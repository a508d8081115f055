#pragma once

#include "core/parse/int8_gemm.h"
#include "core/parse/model_file.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente {

/// The greatest whole number of weights and activations: 1 of an activation's real range.
inline constexpr float quantised_limit = 127.0F;

/// A matrix of a model in whole numbers: a product's row i counts scale[i] times, and bias[i] is added. Views
/// into the model file.
struct QuantisedMatrix {
    Int8Panels panels;
    std::size_t rows = 0;  ///< without those filled up
    std::span<const float> scale;
    std::span<const float> bias;
};

/// Rows of whole numbers, so many bytes apart; a number of row i counts scale[i] times. A view.
struct QuantisedRows {
    const std::int8_t* numbers = nullptr;
    std::size_t stride = 0;
    std::span<const float> scale;

    std::size_t size() const { return scale.size(); }
};

/// out[i * matrix.panels.rows + j] = the product of row i with row j of the matrix, in real numbers. `sums`
/// is working memory.
void project(Simd simd, const QuantisedMatrix& matrix, const QuantisedRows& rows,
             std::vector<std::int32_t>& sums, std::vector<float>& out);

/// Whole numbers for a row of real ones, the greatest of which becomes 127. Returns the value of 1.
float quantise_row(const float* values, std::size_t count, std::int8_t* out);

/// Working memory grows and never shrinks.
template <typename T>
void make_room(std::vector<T>& buffer, std::size_t size) {
    if (buffer.size() < size) buffer.resize(size);
}

/// The matrix of that name, of these sizes or any_size. Its columns are not filled up, so that rows of
/// activations can be of their number. Throws Error(data) for sections that are missing or of another size,
/// and for impossible numbers.
QuantisedMatrix read_quantised(const ModelFile& file, const std::string& name, std::size_t rows,
                               std::size_t columns);

/// Throws Error(data) unless each number is a finite one of a sane size, so that no product of them leaves
/// the range of float.
void check_parameters(const ModelFile& file, const std::string& name, std::span<const float> numbers);

/// Adds a matrix in whole numbers; `unit` is the real value of 1 in each column of its input.
void add_quantised(ModelFileWriter& writer, const std::string& name, std::vector<float> weights,
                   std::size_t rows, std::size_t columns, const std::vector<float>& unit,
                   std::span<const float> bias);

/// Adds a table in whole numbers and returns the real value of 1.
float add_table(ModelFileWriter& writer, const std::string& name, std::span<const float> values,
                std::size_t columns);

}  // namespace entente
