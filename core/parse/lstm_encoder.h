#pragma once

#include "core/parse/model_file.h"
#include "core/parse/text_encoder.h"
#include "core/parse/word_features.h"
#include "core/parse/word_table.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente {

/// Bidirectional LSTM layers over vectors of words and affixes, in whole numbers: 8-bit weights and
/// activations, 32-bit sums; between products, single IEEE operations whose order is fixed. Each piece is a
/// window of its own; a state is a word's output of the layer that tags are read from, then its fixed vector.
class LstmEncoder : public TextEncoder {
  public:
    /// Views into `file`, which must live as long. Throws Error(data) for a model whose sections don't fit
    /// together.
    LstmEncoder(const ModelFile& file, Simd simd);

    std::size_t tag_width() const override { return 2 * hidden_; }
    std::size_t tree_width() const override { return 2 * hidden_; }
    std::size_t state_size() const override { return 2 * hidden_ + vectors_.width; }

    void cut_into_windows(const TokenizedText& text, std::span<const Piece> pieces,
                          std::vector<Window>& windows) const override;
    void encode(const TokenizedText& text, std::span<const Piece> pieces, std::span<const Window> windows,
                Encoding& result) const override;

  private:
    struct Workspace;
    /// Vectors of words or affixes, row by row.
    struct Table {
        Table(const ModelFile& file, const std::string& name, std::size_t rows);
        /// Zeros for a row that isn't there, as that of a word without a vector.
        void copy(std::size_t row, std::int8_t* out) const;
        std::span<const std::int8_t> numbers;
        std::size_t width;
    };
    void look_at_words(const TokenizedText& text, std::span<const Piece> pieces,
                       std::span<const Window> windows, Workspace& workspace) const;
    void embed(Workspace& workspace) const;
    std::size_t input_size() const;
    void embed_word(const WordFeatures& features, std::int8_t* out) const;
    void run_layer(std::uint32_t layer, Workspace& workspace) const;
    void make_pieces(const Workspace& workspace, Encoding& result) const;
    void keep_states(const Workspace& workspace, Encoding& result) const;
    void keep_rows(const Workspace& workspace, Encoding& result) const;

    Simd simd_;
    WordFeatures root_;
    WordTable table_;
    Table vectors_, words_, affixes_;
    std::size_t hidden_;  ///< of one direction
    std::vector<std::array<QuantisedMatrix, 2>> input_, state_;
};

}  // namespace entente
