#pragma once

#include "core/parse/model_file.h"
#include "core/parse/text_encoder.h"
#include "core/parse/word_pieces.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente {

/// Transformer layers over word pieces, as MPNet has them (Song et al. 2020; BERT's, Devlin et al. 2019, with
/// a bias by relative position): normalised after each part, GELU. Products are in whole numbers: 8-bit
/// weights, a scale a row, and 8-bit activations, a scale a word. A window holds whole neighbouring
/// sentences, as many as there are positions for, so that each word is seen in the text around its sentence.
/// A word's row is that of its first piece.
///
///     transformer.sizes     u32   heads, pieces that a window may have (with the two at its ends)
///     pieces                text  the vocabulary, a piece a line; has <s>, </s> and <unk>
///     transformer.words     s8    pieces x width
///     transformer.words.scale f32 pieces: the real value of 1 in each row
///     transformer.positions f32   window x width; a type of token, where there is one, is added to them
///     transformer.shapes    f32   kinds of shape (word_shape.h) x width: the vocabulary has no capitals
///     transformer.norm      f32   2 x width: gain and bias of the embedding
///     transformer.distances f32   heads x (2 * window - 1): what is added to the score of a piece so far
///     away,
///                                 from the last before to the last behind
///     transformer.L.in      queries, keys and values of layer L, from 0 (read_quantised)
///     transformer.L.out     of attention
///     transformer.L.wide, transformer.L.narrow    of the feed-forward part
///     transformer.L.norms   f32   4 x width: gain and bias behind attention, then behind the other part
///     states.unit           f32   1: the real value of 1 in a state
class TransformerEncoder : public TextEncoder {
  public:
    /// Views into `file`, which must live as long. Throws Error(data) for a model whose sections don't fit
    /// together.
    TransformerEncoder(const ModelFile& file, Simd simd);

    std::size_t tag_width() const override { return width_; }
    std::size_t tree_width() const override { return width_; }
    std::size_t state_size() const override { return width_; }

    void cut_into_windows(const TokenizedText& text, std::span<const Piece> pieces,
                          std::vector<Window>& windows) const override;
    void encode(const TokenizedText& text, std::span<const Piece> pieces, std::span<const Window> windows,
                Encoding& result) const override;

  private:
    struct Layer {
        QuantisedMatrix in, out, wide, narrow;
        std::span<const float> norms;
    };
    struct Workspace;
    /// The word pieces of a text's piece, and where each word begins among them.
    void cut_words(const TokenizedText& text, const Piece& piece, Workspace& workspace) const;
    std::size_t most_pieces() const { return longest_window_ - 2; }
    void add_piece(std::uint32_t piece, std::size_t shape, Workspace& workspace) const;
    void embed(const TokenizedText& text, std::span<const Piece> pieces, Workspace& workspace) const;
    void run_layer(const Layer& layer, Workspace& workspace) const;
    void attend(std::size_t head, Workspace& workspace) const;
    /// values = matrix * rows, of all rows.
    void project_rows(const QuantisedMatrix& matrix, const std::vector<float>& rows, std::size_t width,
                      Workspace& workspace, std::vector<float>& values) const;
    void keep(std::span<const Piece> pieces, const Workspace& workspace, Encoding& result) const;

    Simd simd_;
    WordPieces vocabulary_;
    std::uint32_t first_, last_;  ///< the pieces at a window's ends
    std::size_t heads_, longest_window_, width_;
    std::span<const std::int8_t> words_;
    std::span<const float> word_scales_, positions_, shapes_, norm_, distances_;
    std::vector<Layer> layers_;
    float unit_;
};

}  // namespace entente
