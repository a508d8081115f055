#pragma once

#include "core/parse/int8_gemm.h"
#include "core/parse/model_file.h"
#include "core/parse/network_shape.h"
#include "core/parse/quantised.h"
#include "core/parse/spanning_tree.h"
#include "core/parse/word_table.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente {

/// The sizes of a model's network. Throws Error(data) for impossible ones.
NetworkShape read_shape(const ModelFile& file);

/// The answers for a piece of text without the artificial root: heads are positions in the piece counted from
/// 1, 0 for the root; labels and tags are numbers of the model's lists.
struct PieceAnalysis {
    std::vector<std::uint32_t> tags;
    std::vector<std::uint32_t> heads;
    std::vector<std::uint32_t> labels;
    std::vector<std::int8_t> states;  ///< Encoder::state_size() numbers a word
};

/// Working memory of an Encoder; one for each thread, reused, so that in the long run nothing is allocated.
struct EncoderWorkspace {
    std::vector<std::uint32_t> order;   ///< pieces by falling length
    std::vector<std::uint32_t> starts;  ///< first row of each position
    std::vector<std::int8_t> input, output, tag_input, gathered, state;
    std::vector<std::int32_t> sums, state_sums;
    std::vector<float> cell, scores, projected, label_dependent, label_head, row_scales, head_scales;
    std::vector<std::int8_t> dependent, head, joined;
    std::vector<std::int64_t> arcs;
    std::vector<std::uint32_t> heads;
    Int8PanelBuffer head_panels;
    SpanningTree tree;
};

/// The trained network in whole numbers: 8-bit weights and activations, 32-bit sums; between products, single
/// IEEE operations whose order is fixed. So the answers are the same on every processor and however pieces
/// are put into batches.
class Encoder {
  public:
    /// Views into `file`, which must live as long. `root_label` is the label of words on the root, which no
    /// other word gets. Throws Error(data) for a model whose sections don't fit together.
    Encoder(const ModelFile& file, const NetworkShape& shape, std::uint32_t root_label);

    const WordTable& words() const { return table_; }

    /// The numbers of a word's state: its output of the layer that tags are read from, then its fixed vector.
    std::size_t state_size() const { return shape_.output_size() + shape_.vector_size; }

    /// Analyses pieces; `features[i]` are the words of the i-th. `results` has room for as many.
    void analyse(Simd simd, std::span<const std::span<const WordFeatures>> pieces,
                 EncoderWorkspace& workspace, std::span<PieceAnalysis> results) const;

  private:
    void embed(std::span<const std::span<const WordFeatures>> pieces, EncoderWorkspace& workspace) const;
    void copy_vector(const WordFeatures& features, std::int8_t* out) const;
    void embed_word(const WordFeatures& features, std::int8_t* out) const;
    void run_layer(Simd simd, std::uint32_t layer, EncoderWorkspace& workspace) const;
    void keep_states(std::span<const std::span<const WordFeatures>> pieces, const EncoderWorkspace& workspace,
                     std::span<PieceAnalysis> results) const;
    void find_tags(Simd simd, EncoderWorkspace& workspace, std::span<PieceAnalysis> results) const;
    void find_arcs(Simd simd, std::size_t size, EncoderWorkspace& workspace, PieceAnalysis& result) const;
    void find_labels(Simd simd, std::size_t size, EncoderWorkspace& workspace, PieceAnalysis& result) const;
    void project(Simd simd, const QuantisedMatrix& matrix, const std::int8_t* input, std::size_t rows,
                 EncoderWorkspace& workspace, std::vector<float>& out) const;

    NetworkShape shape_;
    std::uint32_t root_label_;
    WordFeatures root_;
    WordTable table_;
    std::span<const std::int8_t> vectors_, words_, affixes_;
    std::vector<std::array<QuantisedMatrix, 2>> input_, state_;
    QuantisedMatrix tag_, arc_dependent_, arc_head_, arc_, label_dependent_, label_head_, label_;
};

}  // namespace entente
