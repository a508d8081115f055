#include "core/parse/encoder.h"

#include "core/model/error.h"
#include "core/parse/activation.h"
#include "core/parse/lstm_step.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

namespace entente {
namespace {

// Arc scores as whole numbers for the tree search: 2^-16 apart, at most 2^32 each way.
constexpr float arc_unit = 65536.0F;
constexpr float arc_limit = 65536.0F;

std::int8_t to_int8(float value) {
    return static_cast<std::int8_t>(static_cast<std::int32_t>(value + (value < 0.0F ? -0.5F : 0.5F)));
}

// Whole numbers for a row of real ones, the greatest of which becomes 127. Returns the value of 1.
float quantise(const float* values, std::size_t count, std::int8_t* out) {
    float greatest = 1e-9F;
    for (std::size_t j = 0; j < count; ++j) {
        const float size = values[j] < 0.0F ? -values[j] : values[j];
        greatest = size > greatest ? size : greatest;
    }
    const float factor = quantised_limit / greatest;
    for (std::size_t j = 0; j < count; ++j) out[j] = to_int8(values[j] * factor);
    return greatest / quantised_limit;
}

template <typename T>
void make_room(std::vector<T>& buffer, std::size_t size) {
    if (buffer.size() < size) buffer.resize(size);
}

std::size_t greatest_of(const float* values, std::size_t count) {
    return static_cast<std::size_t>(std::max_element(values, values + count) - values);
}

}  // namespace

NetworkShape read_shape(const ModelFile& file) {
    const auto n = file.numbers<std::uint32_t>("shape", 9);
    for (const std::uint32_t number : n) {
        if (number > 1U << 16U) {
            throw Error(ErrorKind::data,
                        "the model " + file.path().string() + " has an impossible shape; train it again");
        }
    }
    return {n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]};
}

Encoder::Encoder(const ModelFile& file, const NetworkShape& shape, std::uint32_t root_label)
    : shape_(shape), root_label_(root_label), root_(root_features()), table_(file) {
    const auto fail = [&](const std::string& what) {
        throw Error(ErrorKind::data,
                    "the model " + file.path().string() + " has " + what + "; train it again");
    };
    // Rows of activations are as long as panels are wide, without filling up.
    for (const std::uint32_t size : {shape.input_size(), shape.hidden, shape.arc_size, shape.label_hidden}) {
        if (size == 0 || size % panel_columns != 0) fail("layers whose sizes are not multiples of 4");
    }
    if (shape.hidden % panel_columns != 0 || shape.layers == 0 || shape.layers > 16)
        fail("an impossible shape");
    words_ = file.numbers<std::int8_t>("words", file.section("words").size());
    vectors_ = file.numbers<std::int8_t>("vectors", file.section("vectors").size());
    affixes_ = file.numbers<std::int8_t>("affixes", affix_tables * affix_rows * shape.affix_size);
    for (std::uint32_t layer = 0; layer < shape.layers; ++layer) {
        std::array<QuantisedMatrix, 2> input;
        std::array<QuantisedMatrix, 2> state;
        const std::size_t width = layer == 0 ? shape.input_size() : shape.output_size();
        for (int direction = 0; direction < 2; ++direction) {
            const std::string name = "lstm." + std::to_string(layer) + "." + std::to_string(direction);
            input[direction] = read_quantised(file, name + ".input", std::size_t{4} * shape.hidden, width);
            state[direction] =
                read_quantised(file, name + ".state", std::size_t{4} * shape.hidden, shape.hidden);
        }
        input_.push_back(input);
        state_.push_back(state);
    }
    const std::size_t output = shape.output_size();
    tag_ = read_quantised(file, "tag", shape.tags, output);
    arc_dependent_ = read_quantised(file, "arc.dependent", shape.arc_size, output);
    arc_head_ = read_quantised(file, "arc.head", shape.arc_size, output);
    arc_ = read_quantised(file, "arc", shape.arc_size, shape.arc_size);
    label_dependent_ = read_quantised(file, "label.dependent", shape.label_hidden, output);
    label_head_ = read_quantised(file, "label.head", shape.label_hidden, output);
    label_ = read_quantised(file, "label", shape.labels, shape.label_hidden);
}

void Encoder::analyse(Simd simd, std::span<const std::span<const WordFeatures>> pieces, EncoderWorkspace& w,
                      std::span<PieceAnalysis> results) const {
    if (pieces.empty()) return;
    embed(pieces, w);
    for (std::uint32_t layer = 0; layer < shape_.layers; ++layer) {
        run_layer(simd, layer, w);
        if (layer == shape_.tag_layer()) {
            find_tags(simd, w, results);
            keep_states(pieces, w, results);
        }
        std::swap(w.input, w.output);
    }
    const std::size_t width = shape_.output_size();
    for (std::size_t b = 0; b < w.order.size(); ++b) {
        const std::size_t size = pieces[w.order[b]].size() + 1;
        make_room(w.gathered, size * width);
        for (std::size_t t = 0; t < size; ++t) {
            std::memcpy(w.gathered.data() + t * width, w.input.data() + (w.starts[t] + b) * width, width);
        }
        PieceAnalysis& result = results[w.order[b]];
        find_arcs(simd, size, w, result);
        find_labels(simd, size, w, result);
    }
}

void Encoder::copy_vector(const WordFeatures& features, std::int8_t* out) const {
    const std::size_t vector = table_.find(features.key).vector;
    if ((vector + 1) * shape_.vector_size <= vectors_.size()) {
        std::memcpy(out, vectors_.data() + vector * shape_.vector_size, shape_.vector_size);
    } else {
        std::memset(out, 0, shape_.vector_size);
    }
}

void Encoder::embed_word(const WordFeatures& features, std::int8_t* out) const {
    const std::size_t word = table_.find(features.key).word;
    copy_vector(features, out);
    out += shape_.vector_size;
    if ((word + 1) * shape_.word_size <= words_.size()) {
        std::memcpy(out, words_.data() + word * shape_.word_size, shape_.word_size);
    } else {
        std::memset(out, 0, shape_.word_size);
    }
    out += shape_.word_size;
    for (const std::uint32_t affix : features.affixes) {
        std::memcpy(out, affixes_.data() + std::size_t{affix} * shape_.affix_size, shape_.affix_size);
        out += shape_.affix_size;
    }
}

// Sentences lie by falling length, and the row of position t of the b-th is starts[t] + b, so that the words
// at one position are one block.
void Encoder::embed(std::span<const std::span<const WordFeatures>> pieces, EncoderWorkspace& w) const {
    w.order.resize(pieces.size());
    std::iota(w.order.begin(), w.order.end(), 0U);
    std::sort(w.order.begin(), w.order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return pieces[a].size() != pieces[b].size() ? pieces[a].size() > pieces[b].size() : a < b;
    });
    const std::size_t positions = pieces[w.order[0]].size() + 1;
    const std::size_t width = shape_.input_size();
    w.starts.assign(1, 0);
    std::size_t count = pieces.size();
    for (std::size_t t = 0; t < positions; ++t) {
        while (count > 0 && pieces[w.order[count - 1]].size() < t) --count;
        w.starts.push_back(w.starts.back() + static_cast<std::uint32_t>(count));
    }
    make_room(w.input, w.starts.back() * width);
    for (std::size_t t = 0; t < positions; ++t) {
        for (std::size_t r = w.starts[t]; r < w.starts[t + 1]; ++r) {
            const auto piece = pieces[w.order[r - w.starts[t]]];
            embed_word(t == 0 ? root_ : piece[t - 1], w.input.data() + r * width);
        }
    }
}

void Encoder::run_layer(Simd simd, std::uint32_t layer, EncoderWorkspace& w) const {
    const std::size_t hidden = shape_.hidden;
    const std::size_t gates = 4 * hidden;
    const std::size_t width = layer == 0 ? shape_.input_size() : shape_.output_size();
    const std::size_t positions = w.starts.size() - 1;
    const std::size_t rows = w.starts.back();
    const std::size_t most = w.starts[1];
    make_room(w.sums, rows * gates);
    make_room(w.state_sums, most * gates);
    make_room(w.cell, most * hidden);
    make_room(w.state, most * hidden);
    make_room(w.output, rows * 2 * hidden);
    for (int direction = 0; direction < 2; ++direction) {
        const QuantisedMatrix& input = input_[layer][direction];
        const QuantisedMatrix& state = state_[layer][direction];
        multiply(simd, w.input.data(), rows, width, input.panels, w.sums.data(), gates);
        std::fill_n(w.cell.begin(), most * hidden, 0.0F);
        std::fill_n(w.state.begin(), most * hidden, std::int8_t{0});
        for (std::size_t step = 0; step < positions; ++step) {
            const std::size_t t = direction == 0 ? step : positions - 1 - step;
            const std::size_t count = w.starts[t + 1] - w.starts[t];
            multiply(simd, w.state.data(), count, hidden, state.panels, w.state_sums.data(), gates);
            for (std::size_t b = 0; b < count; ++b) {
                std::int8_t* next = w.state.data() + b * hidden;
                lstm_step(simd,
                          {w.sums.data() + (w.starts[t] + b) * gates, w.state_sums.data() + b * gates,
                           input.scale.data(), state.scale.data(), input.bias.data(), hidden},
                          w.cell.data() + b * hidden, next);
                std::memcpy(w.output.data() + (w.starts[t] + b) * 2 * hidden + direction * hidden, next,
                            hidden);
            }
        }
    }
}

void Encoder::project(Simd simd, const QuantisedMatrix& matrix, const std::int8_t* input, std::size_t rows,
                      EncoderWorkspace& w, std::vector<float>& out) const {
    const std::size_t columns = matrix.panels.rows;
    make_room(w.sums, rows * columns);
    make_room(out, rows * columns);
    multiply(simd, input, rows, matrix.panels.columns, matrix.panels, w.sums.data(), columns);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::int32_t* from = w.sums.data() + i * columns;
        float* to = out.data() + i * columns;
        for (std::size_t j = 0; j < columns; ++j) {
            to[j] = static_cast<float>(from[j]) * matrix.scale[j] + matrix.bias[j];
        }
    }
}

void Encoder::find_tags(Simd simd, EncoderWorkspace& w, std::span<PieceAnalysis> results) const {
    const std::size_t positions = w.starts.size() - 1;
    for (std::size_t b = 0; b < w.order.size(); ++b) results[w.order[b]].tags.clear();
    for (std::size_t t = 1; t < positions; ++t) {
        const std::size_t count = w.starts[t + 1] - w.starts[t];
        project(simd, tag_, w.output.data() + w.starts[t] * shape_.output_size(), count, w, w.scores);
        for (std::size_t b = 0; b < count; ++b) {
            const float* scores = w.scores.data() + b * tag_.panels.rows;
            results[w.order[b]].tags.push_back(static_cast<std::uint32_t>(greatest_of(scores, shape_.tags)));
        }
    }
}

void Encoder::keep_states(std::span<const std::span<const WordFeatures>> pieces, const EncoderWorkspace& w,
                          std::span<PieceAnalysis> results) const {
    const std::size_t width = shape_.output_size();
    for (std::size_t b = 0; b < w.order.size(); ++b) {
        const std::span<const WordFeatures> piece = pieces[w.order[b]];
        std::vector<std::int8_t>& states = results[w.order[b]].states;
        states.resize(piece.size() * state_size());
        for (std::size_t i = 0; i < piece.size(); ++i) {
            std::int8_t* to = states.data() + i * state_size();
            std::memcpy(to, w.output.data() + (w.starts[i + 1] + b) * width, width);
            copy_vector(piece[i], to + width);
        }
    }
}

void Encoder::find_arcs(Simd simd, std::size_t size, EncoderWorkspace& w, PieceAnalysis& result) const {
    const std::size_t arc = shape_.arc_size;
    const std::size_t columns = arc_head_.panels.rows;
    make_room(w.dependent, size * arc);
    make_room(w.head, size * arc);
    make_room(w.row_scales, size);
    make_room(w.head_scales, size);
    const auto rectify = [&](std::vector<std::int8_t>& out, std::vector<float>& scales) {
        for (std::size_t i = 0; i < size; ++i) {
            float* row = w.projected.data() + i * columns;
            for (std::size_t j = 0; j < arc; ++j) row[j] = leaky(row[j]);
            scales[i] = quantise(row, arc, out.data() + i * arc);
        }
    };
    project(simd, arc_head_, w.gathered.data(), size, w, w.projected);
    rectify(w.head, w.head_scales);
    project(simd, arc_dependent_, w.gathered.data(), size, w, w.projected);
    rectify(w.dependent, w.row_scales);
    // Dependents through the biaffine matrix; then each is a row of weights over the heads.
    multiply(simd, w.dependent.data(), size, arc, arc_.panels, w.sums.data(), columns);
    for (std::size_t i = 0; i < size; ++i) {
        float* row = w.projected.data() + i * columns;
        for (std::size_t j = 0; j < arc; ++j) {
            row[j] = static_cast<float>(w.sums[i * columns + j]) * (arc_.scale[j] * w.row_scales[i]) +
                     arc_.bias[j];
        }
        w.row_scales[i] = quantise(row, arc, w.dependent.data() + i * arc);
    }
    w.head_panels.pack(w.head.data(), size, arc, arc);
    const std::size_t all = round_up(size, panel_rows);
    make_room(w.sums, size * all);
    multiply(simd, w.dependent.data(), size, arc, w.head_panels.panels(), w.sums.data(), all);
    w.arcs.resize(size * size);
    for (std::size_t d = 0; d < size; ++d) {
        for (std::size_t h = 0; h < size; ++h) {
            const float score =
                static_cast<float>(w.sums[d * all + h]) * (w.row_scales[d] * w.head_scales[h]);
            w.arcs[d * size + h] =
                static_cast<std::int64_t>(std::clamp(score, -arc_limit, arc_limit) * arc_unit);
        }
    }
    w.tree.find(w.arcs, size, w.heads);
    result.heads.assign(w.heads.begin() + 1, w.heads.end());
}

void Encoder::find_labels(Simd simd, std::size_t size, EncoderWorkspace& w, PieceAnalysis& result) const {
    const std::size_t hidden = shape_.label_hidden;
    const std::size_t columns = label_dependent_.panels.rows;
    project(simd, label_dependent_, w.gathered.data(), size, w, w.label_dependent);
    project(simd, label_head_, w.gathered.data(), size, w, w.label_head);
    make_room(w.joined, size * hidden);
    for (std::size_t i = 1; i < size; ++i) {
        float* row = w.label_dependent.data() + i * columns;
        const float* head = w.label_head.data() + result.heads[i - 1] * columns;
        for (std::size_t j = 0; j < hidden; ++j) row[j] = leaky(row[j] + head[j]);
        w.row_scales[i] = quantise(row, hidden, w.joined.data() + (i - 1) * hidden);
    }
    const std::size_t labels = label_.panels.rows;
    make_room(w.sums, size * labels);
    multiply(simd, w.joined.data(), size - 1, hidden, label_.panels, w.sums.data(), labels);
    make_room(w.scores, labels);
    result.labels.clear();
    for (std::size_t i = 1; i < size; ++i) {
        if (result.heads[i - 1] == 0) {
            result.labels.push_back(root_label_);
            continue;
        }
        const std::int32_t* sums = w.sums.data() + (i - 1) * labels;
        for (std::size_t j = 0; j < shape_.labels; ++j) {
            w.scores[j] = static_cast<float>(sums[j]) * (label_.scale[j] * w.row_scales[i]) + label_.bias[j];
        }
        w.scores[root_label_] = std::numeric_limits<float>::lowest();
        result.labels.push_back(static_cast<std::uint32_t>(greatest_of(w.scores.data(), shape_.labels)));
    }
}

}  // namespace entente
