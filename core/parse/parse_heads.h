#pragma once

#include "core/parse/int8_gemm.h"
#include "core/parse/model_file.h"
#include "core/parse/quantised.h"
#include "core/parse/spanning_tree.h"
#include "core/parse/text_encoder.h"

#include <cstdint>
#include <vector>

namespace entente {

/// The answers for a piece of text without the artificial root: heads are positions in the piece counted from
/// 1, 0 for the root; labels and tags are numbers of the model's lists.
struct PieceAnalysis {
    std::vector<std::uint32_t> tags;
    std::vector<std::uint32_t> heads;
    std::vector<std::uint32_t> labels;

    bool operator==(const PieceAnalysis&) const = default;
};

/// Working memory of ParseHeads; one for each thread, reused, so that in the long run nothing is allocated.
struct HeadsWorkspace {
    std::vector<std::int32_t> sums;
    std::vector<float> scores, projected, label_dependent, label_head, row_scales, head_scales;
    std::vector<std::int8_t> dependent, head, joined;
    std::vector<std::int64_t> arcs;
    std::vector<std::uint32_t> heads;
    Int8PanelBuffer head_panels;
    SpanningTree tree;
};

/// Finds the tags and the tree of a piece from its words' rows, whatever encoder made them, in whole numbers
/// as the encoders work.
class ParseHeads {
  public:
    /// Views into `file`, which must live as long. `root_label` is the label of words on the root, which no
    /// other word gets. Throws Error(data) for a model whose sections don't fit together.
    ParseHeads(const ModelFile& file, const TextEncoder& encoder, std::uint32_t root_label,
               Simd simd = best_simd());

    /// How many of each the model knows.
    std::size_t tags() const { return tag_.rows; }
    std::size_t labels() const { return label_.rows; }

    void analyse(const EncodedPiece& piece, HeadsWorkspace& workspace, PieceAnalysis& result) const;

  private:
    void find_tags(const QuantisedRows& words, HeadsWorkspace& workspace, PieceAnalysis& result) const;
    void find_arcs(const QuantisedRows& words, HeadsWorkspace& workspace, PieceAnalysis& result) const;
    void find_labels(const QuantisedRows& words, HeadsWorkspace& workspace, PieceAnalysis& result) const;

    Simd simd_;
    std::uint32_t root_label_;
    QuantisedMatrix tag_, arc_dependent_, arc_head_, arc_, label_dependent_, label_head_, label_;
};

}  // namespace entente
