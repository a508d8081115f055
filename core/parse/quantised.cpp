#include "core/parse/quantised.h"

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

// The few greatest values of a learnt table are cut, so that the others keep their precision.
constexpr double kept_share = 0.9998;

std::int8_t to_int8(float value, float scale) {
    return static_cast<std::int8_t>(
        std::clamp(std::nearbyint(value / scale), -quantised_limit, quantised_limit));
}

// Of scales and biases: no product of them leaves the range of float, whatever a model says, so that rounding
// to whole numbers is always defined.
constexpr float greatest_parameter = 1e4F;

}  // namespace

void check_parameters(const ModelFile& file, const std::string& name, std::span<const float> numbers) {
    // Written so that what is no number fails too.
    const bool fits = std::all_of(numbers.begin(), numbers.end(), [](float number) {
        return number >= -greatest_parameter && number <= greatest_parameter;
    });
    if (!fits) file.fail("has impossible numbers in \"" + name + "\"; train it again");
}

QuantisedMatrix read_quantised(const ModelFile& file, const std::string& name, std::size_t rows,
                               std::size_t columns) {
    const ModelSection& weights = file.section(name + ".weights", SectionKind::panels, {rows, columns});
    QuantisedMatrix matrix;
    matrix.rows = weights.shape[0];
    matrix.panels.rows = round_up(matrix.rows, panel_rows);
    matrix.panels.columns = weights.shape[1];
    if (matrix.rows == 0 || matrix.panels.columns == 0 || matrix.panels.columns % panel_columns != 0)
        file.fail("has a matrix \"" + name + "\" whose columns are no multiple of 4; train it again");
    matrix.panels.data = reinterpret_cast<const std::int8_t*>(weights.bytes.data());
    matrix.panels.row_sums = file.numbers<std::int32_t>(name + ".sums", {matrix.panels.rows}).data();
    matrix.scale = file.numbers<float>(name + ".scale", {matrix.panels.rows});
    matrix.bias = file.numbers<float>(name + ".bias", {matrix.panels.rows});
    check_parameters(file, name, matrix.scale);
    check_parameters(file, name, matrix.bias);
    return matrix;
}

void project(Simd simd, const QuantisedMatrix& matrix, const QuantisedRows& rows,
             std::vector<std::int32_t>& sums, std::vector<float>& out) {
    const std::size_t columns = matrix.panels.rows;
    make_room(sums, rows.size() * columns);
    make_room(out, rows.size() * columns);
    multiply(simd, rows.numbers, rows.size(), rows.stride, matrix.panels, sums.data(), columns);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int32_t* from = sums.data() + i * columns;
        float* to = out.data() + i * columns;
        const float scale = rows.scale[i];
        for (std::size_t j = 0; j < columns; ++j)
            to[j] = static_cast<float>(from[j]) * (matrix.scale[j] * scale) + matrix.bias[j];
    }
}

float quantise_row(const float* values, std::size_t count, std::int8_t* out) {
    float greatest = 1e-9F;
    for (std::size_t j = 0; j < count; ++j) {
        const float size = values[j] < 0.0F ? -values[j] : values[j];
        greatest = size > greatest ? size : greatest;
    }
    const float factor = quantised_limit / greatest;
    for (std::size_t j = 0; j < count; ++j) {
        const float value = values[j] * factor;
        out[j] = static_cast<std::int8_t>(static_cast<std::int32_t>(value + (value < 0.0F ? -0.5F : 0.5F)));
    }
    return greatest / quantised_limit;
}

float add_table(ModelFileWriter& writer, const std::string& name, std::span<const float> values,
                std::size_t columns) {
    std::vector<float> sizes(values.size());
    std::transform(values.begin(), values.end(), sizes.begin(), [](float v) { return std::fabs(v); });
    const auto cut =
        sizes.begin() + static_cast<std::ptrdiff_t>(kept_share * static_cast<double>(sizes.size() - 1));
    std::nth_element(sizes.begin(), cut, sizes.end());
    const float scale = std::max(*cut, 1e-6F) / quantised_limit;
    std::vector<std::int8_t> table(values.size());
    std::transform(values.begin(), values.end(), table.begin(), [&](float v) { return to_int8(v, scale); });
    writer.add_numbers(name, table, {table.size() / columns, columns});
    return scale;
}

void add_quantised(ModelFileWriter& writer, const std::string& name, std::vector<float> weights,
                   std::size_t rows, std::size_t columns, const std::vector<float>& unit,
                   std::span<const float> bias) {
    std::vector<std::int8_t> whole(rows * columns);
    std::vector<float> scales(round_up(rows, panel_rows), 0.0F);
    std::vector<float> biases(scales.size(), 0.0F);
    for (std::size_t r = 0; r < rows; ++r) {
        float* row = weights.data() + r * columns;
        float greatest = 1e-9F;
        for (std::size_t j = 0; j < columns; ++j) {
            row[j] *= unit[j];
            greatest = std::max(greatest, std::fabs(row[j]));
        }
        scales[r] = greatest / quantised_limit;
        for (std::size_t j = 0; j < columns; ++j) whole[r * columns + j] = to_int8(row[j], scales[r]);
    }
    std::copy(bias.begin(), bias.end(), biases.begin());
    Int8PanelBuffer panels;
    panels.pack(whole.data(), rows, columns, columns);
    writer.add_panels(name + ".weights", panels, rows, columns);
    writer.add_numbers(name + ".sums", panels.row_sums());
    writer.add_numbers(name + ".scale", scales);
    writer.add_numbers(name + ".bias", biases);
}

}  // namespace entente
