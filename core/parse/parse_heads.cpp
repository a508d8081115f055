#include "core/parse/parse_heads.h"

#include "core/parse/activation.h"

#include <algorithm>
#include <limits>

namespace entente {
namespace {

// Arc scores as whole numbers for the tree search: 2^-16 apart, at most 2^32 each way.
constexpr float arc_unit = 65536.0F;
constexpr float arc_limit = 65536.0F;

std::uint32_t greatest_of(const float* values, std::size_t count) {
    return static_cast<std::uint32_t>(std::max_element(values, values + count) - values);
}

}  // namespace

ParseHeads::ParseHeads(const ModelFile& file, const TextEncoder& encoder, std::uint32_t root_label, Simd simd)
    : simd_(simd), root_label_(root_label) {
    const std::size_t width = encoder.tree_width();
    tag_ = read_quantised(file, "tag", any_size, encoder.tag_width());
    arc_dependent_ = read_quantised(file, "arc.dependent", any_size, width);
    arc_head_ = read_quantised(file, "arc.head", arc_dependent_.rows, width);
    arc_ = read_quantised(file, "arc", arc_dependent_.rows, arc_dependent_.rows);
    label_dependent_ = read_quantised(file, "label.dependent", any_size, width);
    label_head_ = read_quantised(file, "label.head", label_dependent_.rows, width);
    label_ = read_quantised(file, "label", any_size, label_dependent_.rows);
}

void ParseHeads::analyse(const EncodedPiece& piece, HeadsWorkspace& w, PieceAnalysis& result) const {
    find_tags(piece.tags, w, result);
    find_arcs(piece.tree, w, result);
    find_labels(piece.tree, w, result);
}

void ParseHeads::find_tags(const QuantisedRows& words, HeadsWorkspace& w, PieceAnalysis& result) const {
    project(simd_, tag_, words, w.sums, w.scores);
    result.tags.clear();
    for (std::size_t i = 0; i < words.size(); ++i)
        result.tags.push_back(greatest_of(w.scores.data() + i * tag_.panels.rows, tag_.rows));
}

void ParseHeads::find_arcs(const QuantisedRows& words, HeadsWorkspace& w, PieceAnalysis& result) const {
    const std::size_t size = words.size();
    const std::size_t arc = arc_.rows;
    const std::size_t columns = arc_head_.panels.rows;
    make_room(w.dependent, size * arc);
    make_room(w.head, size * arc);
    make_room(w.row_scales, size);
    make_room(w.head_scales, size);
    const auto rectify = [&](std::vector<std::int8_t>& out, std::vector<float>& scales) {
        for (std::size_t i = 0; i < size; ++i) {
            float* row = w.projected.data() + i * columns;
            for (std::size_t j = 0; j < arc; ++j) row[j] = leaky(row[j]);
            scales[i] = quantise_row(row, arc, out.data() + i * arc);
        }
    };
    project(simd_, arc_head_, words, w.sums, w.projected);
    rectify(w.head, w.head_scales);
    project(simd_, arc_dependent_, words, w.sums, w.projected);
    rectify(w.dependent, w.row_scales);
    // Dependents through the biaffine matrix; then each is a row of weights over the heads.
    project(simd_, arc_, {w.dependent.data(), arc, {w.row_scales.data(), size}}, w.sums, w.projected);
    for (std::size_t i = 0; i < size; ++i)
        w.row_scales[i] = quantise_row(w.projected.data() + i * columns, arc, w.dependent.data() + i * arc);
    w.head_panels.pack(w.head.data(), size, arc, arc);
    const std::size_t all = round_up(size, panel_rows);
    make_room(w.sums, size * all);
    multiply(simd_, w.dependent.data(), size, arc, w.head_panels.panels(), w.sums.data(), all);
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

void ParseHeads::find_labels(const QuantisedRows& words, HeadsWorkspace& w, PieceAnalysis& result) const {
    const std::size_t size = words.size();
    const std::size_t hidden = label_dependent_.rows;
    const std::size_t columns = label_dependent_.panels.rows;
    project(simd_, label_dependent_, words, w.sums, w.label_dependent);
    project(simd_, label_head_, words, w.sums, w.label_head);
    make_room(w.joined, size * hidden);
    make_room(w.row_scales, size);
    for (std::size_t i = 1; i < size; ++i) {
        float* row = w.label_dependent.data() + i * columns;
        const float* head = w.label_head.data() + result.heads[i - 1] * columns;
        for (std::size_t j = 0; j < hidden; ++j) row[j] = leaky(row[j] + head[j]);
        w.row_scales[i - 1] = quantise_row(row, hidden, w.joined.data() + (i - 1) * hidden);
    }
    project(simd_, label_, {w.joined.data(), hidden, {w.row_scales.data(), size - 1}}, w.sums, w.scores);
    result.labels.clear();
    for (std::size_t i = 0; i + 1 < size; ++i) {
        if (result.heads[i] == 0) {
            result.labels.push_back(root_label_);
            continue;
        }
        float* scores = w.scores.data() + i * label_.panels.rows;
        scores[root_label_] = std::numeric_limits<float>::lowest();
        result.labels.push_back(greatest_of(scores, label_.rows));
    }
}

}  // namespace entente
