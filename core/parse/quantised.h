#pragma once

#include "core/parse/int8_gemm.h"
#include "core/parse/model_file.h"

#include <cstddef>
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
    std::span<const float> scale;
    std::span<const float> bias;
};

/// The matrix of that name. Throws Error(data) for sections that are missing or of another size, and for
/// impossible numbers.
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
float add_table(ModelFileWriter& writer, const std::string& name, std::span<const float> values);

}  // namespace entente
