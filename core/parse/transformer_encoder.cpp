#include "core/parse/transformer_encoder.h"

#include "core/model/error.h"
#include "core/parse/quantised.h"
#include "core/parse/transformer_math.h"
#include "core/parse/word_shape.h"

#include <algorithm>
#include <cmath>

namespace entente {

struct TransformerEncoder::Workspace {
    // Of the window being encoded.
    std::vector<std::uint32_t> cut;          ///< word pieces of one piece of the text
    std::vector<std::uint32_t> cut_begins;   ///< where each of its words begins in `cut`
    std::vector<std::uint32_t> first_piece;  ///< row of each word
    std::size_t rows = 0;                    ///< word pieces, with the two at the ends
    std::vector<float> hidden;               ///< rows x width
    // Working memory.
    std::vector<std::int8_t> numbers;
    std::vector<float> scales;
    std::vector<std::int32_t> sums;
    std::vector<float> projected, attended, part, wide;
    std::vector<std::int8_t> query, key, weight, turned;
    std::vector<float> query_scale, key_scale, value_scale, weight_scale, scores, column;
    Int8PanelBuffer keys, values;
};

namespace {

WordPieces read_vocabulary(const ModelFile& file) {
    const std::string_view pieces = file.text("pieces");
    try {
        return WordPieces(pieces, "<unk>");
    } catch (const Error& error) {
        file.fail(std::string("has a broken list of word pieces: ") + error.what());
    }
}

}  // namespace

TransformerEncoder::TransformerEncoder(const ModelFile& file, Simd simd)
    : simd_(simd),
      vocabulary_(read_vocabulary(file)),
      first_(vocabulary_.number("<s>")),
      last_(vocabulary_.number("</s>")) {
    const auto sizes = file.numbers<std::uint32_t>("transformer.sizes", {2});
    heads_ = sizes[0];
    longest_window_ = sizes[1];
    words_ = file.numbers<std::int8_t>("transformer.words", {vocabulary_.size(), any_size});
    width_ = file.section("transformer.words").shape[1];
    if (heads_ == 0 || longest_window_ < 4 || longest_window_ > 65536 || width_ % (4 * heads_) != 0)
        file.fail("has impossible sizes of a transformer; train it again");
    const auto floats = [&](const std::string& name, std::initializer_list<std::size_t> shape) {
        const auto numbers = file.numbers<float>(name, shape);
        check_parameters(file, name, numbers);
        return numbers;
    };
    word_scales_ = floats("transformer.words.scale", {vocabulary_.size()});
    positions_ = floats("transformer.positions", {longest_window_, width_});
    shapes_ = floats("transformer.shapes", {word_shapes, width_});
    norm_ = floats("transformer.norm", {2, width_});
    distances_ = floats("transformer.distances", {heads_, 2 * longest_window_ - 1});
    unit_ = floats("states.unit", {1})[0];
    if (!(unit_ > 0.0F)) file.fail("has an impossible unit of states; train it again");
    for (std::string name = "transformer.0"; file.contains(name + ".in.weights");
         name = "transformer." + std::to_string(layers_.size())) {
        Layer layer;
        layer.in = read_quantised(file, name + ".in", 3 * width_, width_);
        layer.out = read_quantised(file, name + ".out", width_, width_);
        layer.wide = read_quantised(file, name + ".wide", any_size, width_);
        layer.narrow = read_quantised(file, name + ".narrow", width_, layer.wide.rows);
        layer.norms = floats(name + ".norms", {4, width_});
        layers_.push_back(layer);
    }
    if (layers_.empty()) file.fail("has a transformer without layers; train it again");
}

void TransformerEncoder::cut_words(const TokenizedText& text, const Piece& piece, Workspace& w) const {
    w.cut.clear();
    w.cut_begins.clear();
    for (std::uint32_t t = piece.first; t < piece.last; ++t) {
        w.cut_begins.push_back(static_cast<std::uint32_t>(w.cut.size()));
        vocabulary_.cut(text[t], w.cut);
    }
    if (w.cut.size() <= most_pieces()) return;
    // A sentence of addresses or digits: each word is known by its beginning.
    const std::size_t most = std::max<std::size_t>(1, most_pieces() / w.cut_begins.size());
    std::vector<std::uint32_t> kept;
    for (std::size_t i = 0; i < w.cut_begins.size(); ++i) {
        const std::size_t begin = w.cut_begins[i];
        const std::size_t end = i + 1 < w.cut_begins.size() ? w.cut_begins[i + 1] : w.cut.size();
        w.cut_begins[i] = static_cast<std::uint32_t>(kept.size());
        for (std::size_t p = begin; p < std::min(end, begin + most); ++p) kept.push_back(w.cut[p]);
    }
    w.cut = std::move(kept);
}

void TransformerEncoder::cut_into_windows(const TokenizedText& text, std::span<const Piece> pieces,
                                          std::vector<Window>& windows) const {
    thread_local Workspace w;
    std::size_t room = 0;
    for (std::uint32_t p = 0; p < pieces.size(); ++p) {
        cut_words(text, pieces[p], w);
        if (p == 0 || w.cut.size() > room) {
            windows.push_back({p, p});
            room = most_pieces();
        }
        room -= w.cut.size();
        windows.back().last = p + 1;
    }
}

void TransformerEncoder::add_piece(std::uint32_t piece, std::size_t shape, Workspace& w) const {
    const std::size_t row = w.rows++;
    make_room(w.hidden, w.rows * width_);
    float* out = w.hidden.data() + row * width_;
    const std::int8_t* word = words_.data() + piece * width_;
    const float scale = word_scales_[piece];
    for (std::size_t j = 0; j < width_; ++j)
        out[j] =
            static_cast<float>(word[j]) * scale + positions_[row * width_ + j] + shapes_[shape * width_ + j];
    layer_norm(out, width_, norm_.data(), norm_.data() + width_);
}

void TransformerEncoder::embed(const TokenizedText& text, std::span<const Piece> pieces, Workspace& w) const {
    w.rows = 0;
    w.first_piece.clear();
    add_piece(first_, 0, w);
    for (const Piece& piece : pieces) {
        cut_words(text, piece, w);
        for (std::size_t i = 0; i < w.cut_begins.size(); ++i) {
            const std::size_t end = i + 1 < w.cut_begins.size() ? w.cut_begins[i + 1] : w.cut.size();
            const std::size_t shape = word_shape(text[piece.first + i]);
            w.first_piece.push_back(static_cast<std::uint32_t>(w.rows));
            for (std::size_t p = w.cut_begins[i]; p < end; ++p) add_piece(w.cut[p], shape, w);
        }
    }
    add_piece(last_, 0, w);
}

void TransformerEncoder::project_rows(const QuantisedMatrix& matrix, const std::vector<float>& rows,
                                      std::size_t width, Workspace& w, std::vector<float>& values) const {
    make_room(w.numbers, w.rows * width);
    make_room(w.scales, w.rows);
    for (std::size_t i = 0; i < w.rows; ++i)
        w.scales[i] = quantise_row(rows.data() + i * width, width, w.numbers.data() + i * width);
    project(simd_, matrix, {w.numbers.data(), width, std::span(w.scales).first(w.rows)}, w.sums, values);
}

/// What a head brings to each row: the values of all rows, weighted by how well their keys fit its query.
void TransformerEncoder::attend(std::size_t head, Workspace& w) const {
    const std::size_t size = width_ / heads_, n = w.rows, stride = round_up(3 * width_, panel_rows);
    const std::size_t padded = round_up(n, panel_columns);
    make_room(w.query, n * size);
    make_room(w.key, n * size);
    make_room(w.turned, size * padded);
    make_room(w.query_scale, n);
    make_room(w.key_scale, n);
    make_room(w.value_scale, size);
    make_room(w.column, n);
    for (std::size_t i = 0; i < n; ++i) {
        const float* row = w.projected.data() + i * stride + head * size;
        w.query_scale[i] = quantise_row(row, size, w.query.data() + i * size);
        w.key_scale[i] = quantise_row(row + width_, size, w.key.data() + i * size);
    }
    for (std::size_t d = 0; d < size; ++d) {
        for (std::size_t i = 0; i < n; ++i)
            w.column[i] = w.projected[i * stride + 2 * width_ + head * size + d];
        w.value_scale[d] = quantise_row(w.column.data(), n, w.turned.data() + d * padded);
    }
    w.keys.pack(w.key.data(), n, size, size);
    w.values.pack(w.turned.data(), size, n, padded);
    const std::size_t score_stride = w.keys.panels().rows;
    make_room(w.sums, n * std::max(score_stride, w.values.panels().rows));
    multiply(simd_, w.query.data(), n, size, w.keys.panels(), w.sums.data(), score_stride);
    make_room(w.scores, n);
    make_room(w.weight, n * padded);
    make_room(w.weight_scale, n);
    const float unit = 1.0F / std::sqrt(static_cast<float>(size));
    for (std::size_t i = 0; i < n; ++i) {
        const std::int32_t* sums = w.sums.data() + i * score_stride;
        const float* distance =
            distances_.data() + head * (2 * longest_window_ - 1) + (longest_window_ - 1 - i);
        const float scale = w.query_scale[i] * unit;
        for (std::size_t j = 0; j < n; ++j)
            w.scores[j] = static_cast<float>(sums[j]) * (scale * w.key_scale[j]) + distance[j];
        w.weight_scale[i] = 1.0F / (quantised_limit * exponentials(w.scores.data(), n));
        std::int8_t* weight = w.weight.data() + i * padded;
        for (std::size_t j = 0; j < n; ++j)
            weight[j] =
                static_cast<std::int8_t>(static_cast<std::int32_t>(w.scores[j] * quantised_limit + 0.5F));
        std::fill(weight + n, weight + padded, std::int8_t{0});
    }
    const std::size_t out_stride = w.values.panels().rows;
    multiply(simd_, w.weight.data(), n, padded, w.values.panels(), w.sums.data(), out_stride);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t d = 0; d < size; ++d)
            w.attended[i * width_ + head * size + d] =
                static_cast<float>(w.sums[i * out_stride + d]) * (w.weight_scale[i] * w.value_scale[d]);
}

void TransformerEncoder::run_layer(const Layer& layer, Workspace& w) const {
    const auto add_and_norm = [&](const std::vector<float>& values, std::size_t stride, const float* norms) {
        for (std::size_t i = 0; i < w.rows; ++i) {
            float* row = w.hidden.data() + i * width_;
            for (std::size_t j = 0; j < width_; ++j) row[j] += values[i * stride + j];
            layer_norm(row, width_, norms, norms + width_);
        }
    };
    project_rows(layer.in, w.hidden, width_, w, w.projected);
    make_room(w.attended, w.rows * width_);
    for (std::size_t head = 0; head < heads_; ++head) attend(head, w);
    project_rows(layer.out, w.attended, width_, w, w.part);
    add_and_norm(w.part, layer.out.panels.rows, layer.norms.data());
    project_rows(layer.wide, w.hidden, width_, w, w.wide);
    const std::size_t wide = layer.wide.rows, wide_stride = layer.wide.panels.rows;
    for (std::size_t i = 0; i < w.rows; ++i)
        for (std::size_t j = 0; j < wide; ++j) w.wide[i * wide + j] = gelu(w.wide[i * wide_stride + j]);
    project_rows(layer.narrow, w.wide, wide, w, w.part);
    add_and_norm(w.part, layer.narrow.panels.rows, layer.norms.data() + 2 * width_);
}

void TransformerEncoder::encode(const TokenizedText& text, std::span<const Piece> pieces,
                                std::span<const Window> windows, Encoding& result) const {
    thread_local Workspace w;
    std::size_t words = 0, of_text = 0;
    for (const Window& window : windows)
        for (const Piece& piece : pieces.subspan(window.first, window.last - window.first))
            words += piece.last - piece.first, ++of_text;
    result.pieces.clear();
    make_room(result.rows, (words + of_text) * width_);
    make_room(result.states, words * width_);
    make_room(result.scales, words + of_text);
    for (const Window& window : windows) {
        const auto own = pieces.subspan(window.first, window.last - window.first);
        embed(text, own, w);
        for (const Layer& layer : layers_) run_layer(layer, w);
        keep(own, w, result);
    }
}

void TransformerEncoder::keep(std::span<const Piece> pieces, const Workspace& w, Encoding& result) const {
    std::size_t word = 0;  // of the window
    for (const Piece& piece : pieces) {
        std::size_t row = 0, state = 0;
        if (!result.pieces.empty()) {
            const EncodedPiece& before = result.pieces.back();
            row = static_cast<std::size_t>(before.tree.numbers - result.rows.data()) / width_ +
                  before.tree.size();
            state = static_cast<std::size_t>(before.states.data() - result.states.data()) / width_ +
                    before.tags.size();
        }
        const std::size_t words = piece.last - piece.first;
        std::int8_t* rows = result.rows.data() + row * width_;
        float* scales = result.scales.data() + row;
        scales[0] = quantise_row(w.hidden.data(), width_, rows);
        std::int8_t* states = result.states.data() + state * width_;
        for (std::size_t i = 0; i < words; ++i) {
            const float* hidden = w.hidden.data() + w.first_piece[word++] * width_;
            scales[i + 1] = quantise_row(hidden, width_, rows + (i + 1) * width_);
            for (std::size_t j = 0; j < width_; ++j) {
                const float value = std::clamp(hidden[j] / unit_, -quantised_limit, quantised_limit);
                states[i * width_ + j] = static_cast<std::int8_t>(
                    static_cast<std::int32_t>(value + (value < 0.0F ? -0.5F : 0.5F)));
            }
        }
        result.pieces.push_back({{rows + width_, width_, {scales + 1, words}},
                                 {rows, width_, {scales, words + 1}},
                                 {states, words * width_}});
    }
}

}  // namespace entente
