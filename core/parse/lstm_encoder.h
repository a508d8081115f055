#pragma once

#include "core/parse/model_file.h"
#include "core/parse/network_shape.h"
#include "core/parse/text_encoder.h"
#include "core/parse/word_table.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// The sizes of a model's network. Throws Error(data) for impossible ones.
NetworkShape read_shape(const ModelFile& file);

/// Bidirectional LSTM layers over vectors of words and affixes, in whole numbers: 8-bit weights and
/// activations, 32-bit sums; between products, single IEEE operations whose order is fixed. Each piece is a
/// window of its own; a state is a word's output of the layer that tags are read from, then its fixed vector.
class LstmEncoder : public TextEncoder {
  public:
    /// Views into `file`, which must live as long. Throws Error(data) for a model whose sections don't fit
    /// together.
    LstmEncoder(const ModelFile& file, const NetworkShape& shape, Simd simd = best_simd());

    std::size_t tag_width() const override { return shape_.output_size(); }
    std::size_t tree_width() const override { return shape_.output_size(); }
    std::size_t state_size() const override { return shape_.output_size() + shape_.vector_size; }

    void cut_into_windows(const TokenizedText& text, std::span<const Piece> pieces,
                          std::vector<Window>& windows) const override;
    void encode(const TokenizedText& text, std::span<const Piece> pieces, std::span<const Window> windows,
                Encoding& result) const override;

  private:
    struct Workspace;
    void look_at_words(const TokenizedText& text, std::span<const Piece> pieces,
                       std::span<const Window> windows, Workspace& workspace) const;
    void embed(Workspace& workspace) const;
    void copy_vector(const WordFeatures& features, std::int8_t* out) const;
    void embed_word(const WordFeatures& features, std::int8_t* out) const;
    void run_layer(std::uint32_t layer, Workspace& workspace) const;
    void make_pieces(const Workspace& workspace, Encoding& result) const;
    void keep_states(const Workspace& workspace, Encoding& result) const;
    void keep_rows(const Workspace& workspace, Encoding& result) const;

    Simd simd_;
    NetworkShape shape_;
    WordFeatures root_;
    WordTable table_;
    std::span<const std::int8_t> vectors_, words_, affixes_;
    std::vector<std::array<QuantisedMatrix, 2>> input_, state_;
};

}  // namespace entente
