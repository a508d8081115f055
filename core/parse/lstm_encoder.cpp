#include "core/parse/lstm_encoder.h"

#include "core/parse/lstm_step.h"
#include "core/parse/network_shape.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>

namespace entente {

// Sentences lie by falling length, and the row of position t of the b-th is starts[t] + b, so that the words
// at one position are one block. Position 0 is the artificial root.
struct LstmEncoder::Workspace {
    std::vector<WordFeatures> features;     ///< of all words
    std::vector<std::uint32_t> first_word;  ///< of each piece, and the number of all words
    std::vector<std::uint32_t> order;       ///< pieces by falling length
    std::vector<std::uint32_t> starts;      ///< first row of each position
    std::vector<std::int8_t> input, output, state;
    std::vector<std::int32_t> sums, state_sums;
    std::vector<float> cell;
    std::string scratch;

    std::size_t pieces() const { return first_word.size() - 1; }
    std::span<const WordFeatures> piece(std::size_t i) const {
        return {features.data() + first_word[i], size(i)};
    }
    std::size_t size(std::size_t i) const { return first_word[i + 1] - first_word[i]; }
};

LstmEncoder::Table::Table(const ModelFile& file, const std::string& name, std::size_t rows)
    : numbers(file.numbers<std::int8_t>(name, {rows, any_size})), width(file.section(name).shape[1]) {}

void LstmEncoder::Table::copy(std::size_t row, std::int8_t* out) const {
    if ((row + 1) * width <= numbers.size())
        std::memcpy(out, numbers.data() + row * width, width);
    else
        std::memset(out, 0, width);
}

LstmEncoder::LstmEncoder(const ModelFile& file, Simd simd)
    : simd_(simd),
      root_(root_features()),
      table_(file),
      vectors_(file, "vectors", any_size),
      words_(file, "words", any_size),
      affixes_(file, "affixes", affix_tables * affix_rows),
      hidden_(read_quantised(file, "lstm.0.0.state", any_size, any_size).panels.columns) {
    std::size_t width = input_size();
    const auto name_of = [](std::size_t layer, int direction) {
        return "lstm." + std::to_string(layer) + "." + std::to_string(direction);
    };
    while (input_.empty() || file.contains(name_of(input_.size(), 0) + ".input.weights")) {
        std::array<QuantisedMatrix, 2> input;
        std::array<QuantisedMatrix, 2> state;
        for (int direction = 0; direction < 2; ++direction) {
            const std::string name = name_of(input_.size(), direction);
            input[direction] = read_quantised(file, name + ".input", 4 * hidden_, width);
            state[direction] = read_quantised(file, name + ".state", 4 * hidden_, hidden_);
        }
        input_.push_back(input);
        state_.push_back(state);
        width = 2 * hidden_;
    }
}

std::size_t LstmEncoder::input_size() const {
    return vectors_.width + words_.width + affix_tables * affixes_.width;
}

void LstmEncoder::cut_into_windows(const TokenizedText&, std::span<const Piece> pieces,
                                   std::vector<Window>& windows) const {
    for (std::uint32_t p = 0; p < pieces.size(); ++p) windows.push_back({p, p + 1});
}

void LstmEncoder::encode(const TokenizedText& text, std::span<const Piece> pieces,
                         std::span<const Window> windows, Encoding& result) const {
    thread_local Workspace w;
    look_at_words(text, pieces, windows, w);
    make_pieces(w, result);
    if (w.pieces() == 0) return;
    embed(w);
    const auto layers = static_cast<std::uint32_t>(input_.size());
    for (std::uint32_t layer = 0; layer < layers; ++layer) {
        run_layer(layer, w);
        if (layer == NetworkShape::tag_layer_of(layers)) keep_states(w, result);
        if (layer + 1 == layers) keep_rows(w, result);
        std::swap(w.input, w.output);
    }
}

void LstmEncoder::look_at_words(const TokenizedText& text, std::span<const Piece> pieces,
                                std::span<const Window> windows, Workspace& w) const {
    w.features.clear();
    w.first_word.assign(1, 0);
    for (const Window& window : windows) {
        for (const Piece& piece : pieces.subspan(window.first, window.last - window.first)) {
            for (std::uint32_t i = piece.first; i < piece.last; ++i)
                w.features.push_back(word_features(text[i], text.space_before(i), w.scratch));
            w.first_word.push_back(static_cast<std::uint32_t>(w.features.size()));
        }
    }
}

void LstmEncoder::embed_word(const WordFeatures& features, std::int8_t* out) const {
    const WordTable::Rows rows = table_.find(features.key);
    vectors_.copy(rows.vector, out);
    out += vectors_.width;
    words_.copy(rows.word, out);
    out += words_.width;
    for (const std::uint32_t affix : features.affixes) {
        affixes_.copy(affix, out);
        out += affixes_.width;
    }
}

void LstmEncoder::embed(Workspace& w) const {
    w.order.resize(w.pieces());
    std::iota(w.order.begin(), w.order.end(), 0U);
    std::sort(w.order.begin(), w.order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return w.size(a) != w.size(b) ? w.size(a) > w.size(b) : a < b;
    });
    const std::size_t positions = w.size(w.order[0]) + 1;
    const std::size_t width = input_size();
    w.starts.assign(1, 0);
    std::size_t count = w.pieces();
    for (std::size_t t = 0; t < positions; ++t) {
        while (count > 0 && w.size(w.order[count - 1]) < t) --count;
        w.starts.push_back(w.starts.back() + static_cast<std::uint32_t>(count));
    }
    make_room(w.input, w.starts.back() * width);
    for (std::size_t t = 0; t < positions; ++t) {
        for (std::size_t r = w.starts[t]; r < w.starts[t + 1]; ++r) {
            const auto piece = w.piece(w.order[r - w.starts[t]]);
            embed_word(t == 0 ? root_ : piece[t - 1], w.input.data() + r * width);
        }
    }
}

void LstmEncoder::run_layer(std::uint32_t layer, Workspace& w) const {
    const std::size_t hidden = hidden_;
    const std::size_t gates = 4 * hidden;
    const std::size_t width = layer == 0 ? input_size() : 2 * hidden;
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
        multiply(simd_, w.input.data(), rows, width, input.panels, w.sums.data(), gates);
        std::fill_n(w.cell.begin(), most * hidden, 0.0F);
        std::fill_n(w.state.begin(), most * hidden, std::int8_t{0});
        for (std::size_t step = 0; step < positions; ++step) {
            const std::size_t t = direction == 0 ? step : positions - 1 - step;
            const std::size_t count = w.starts[t + 1] - w.starts[t];
            multiply(simd_, w.state.data(), count, hidden, state.panels, w.state_sums.data(), gates);
            for (std::size_t b = 0; b < count; ++b) {
                std::int8_t* next = w.state.data() + b * hidden;
                lstm_step(simd_,
                          {w.sums.data() + (w.starts[t] + b) * gates, w.state_sums.data() + b * gates,
                           input.scale.data(), state.scale.data(), input.bias.data(), hidden},
                          w.cell.data() + b * hidden, next);
                std::memcpy(w.output.data() + (w.starts[t] + b) * 2 * hidden + direction * hidden, next,
                            hidden);
            }
        }
    }
}

// The rows of tags are the first part of the states. The heads' weights hold the unit of rows, which is the
// same for all.
void LstmEncoder::make_pieces(const Workspace& w, Encoding& result) const {
    const std::size_t width = 2 * hidden_;
    make_room(result.states, w.features.size() * state_size());
    make_room(result.rows, (w.features.size() + w.pieces()) * width);
    result.scales.assign(w.features.size() + 1, 1.0F);
    result.pieces.clear();
    for (std::size_t i = 0; i < w.pieces(); ++i) {
        const std::int8_t* states = result.states.data() + w.first_word[i] * state_size();
        const std::int8_t* rows = result.rows.data() + (w.first_word[i] + i) * width;
        const std::span<const float> scales = result.scales;
        result.pieces.push_back({{states, state_size(), scales.first(w.size(i))},
                                 {rows, width, scales.first(w.size(i) + 1)},
                                 {states, w.size(i) * state_size()}});
    }
}

void LstmEncoder::keep_states(const Workspace& w, Encoding& result) const {
    const std::size_t width = 2 * hidden_;
    for (std::size_t b = 0; b < w.order.size(); ++b) {
        const std::size_t first = w.first_word[w.order[b]];
        const std::span<const WordFeatures> piece = w.piece(w.order[b]);
        for (std::size_t i = 0; i < piece.size(); ++i) {
            std::int8_t* to = result.states.data() + (first + i) * state_size();
            std::memcpy(to, w.output.data() + (w.starts[i + 1] + b) * width, width);
            vectors_.copy(table_.find(piece[i].key).vector, to + width);
        }
    }
}

void LstmEncoder::keep_rows(const Workspace& w, Encoding& result) const {
    const std::size_t width = 2 * hidden_;
    for (std::size_t b = 0; b < w.order.size(); ++b) {
        std::int8_t* to = result.rows.data() + (w.first_word[w.order[b]] + w.order[b]) * width;
        for (std::size_t t = 0; t <= w.size(w.order[b]); ++t)
            std::memcpy(to + t * width, w.output.data() + (w.starts[t] + b) * width, width);
    }
}

}  // namespace entente
