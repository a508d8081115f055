#pragma once

#include "core/parse/int8_gemm.h"
#include "core/parse/model_file.h"
#include "core/parse/piece.h"
#include "core/parse/quantised.h"
#include "core/text/token.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace entente {

/// Pieces of a text that are encoded together, each in sight of the others: [first, last) of its pieces.
struct Window {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// What an encoder makes of a piece. Views into an Encoding.
struct EncodedPiece {
    QuantisedRows tags;  ///< what tags are read from: a row a word
    QuantisedRows tree;  ///< what arcs and labels are read from: the artificial root's row, then one a word
    std::span<const std::int8_t> states;  ///< for further models: TextEncoder::state_size() numbers a word
};

/// The pieces of some windows, in order, and the numbers behind them; to be reused, so that in the long run
/// nothing is allocated.
struct Encoding {
    Encoding() = default;
    Encoding(const Encoding&) = delete;  // the views would stay with the other's numbers
    Encoding& operator=(const Encoding&) = delete;

    std::vector<EncodedPiece> pieces;
    std::vector<std::int8_t> rows, states;
    std::vector<float> scales;
};

/// Makes rows of whole numbers of the words of a text in their context, for the heads that find tags and
/// trees (ParseHeads). An encoder sees the text itself, with the places of the words in it: what it makes its
/// rows of - hashed affixes, word pieces - is its own matter.
///
/// Further heads, as that of names (core/mention), read the states: Analyser puts them into
/// ParsedSentence::states, Document::states hands them out a sentence at a time, and a head lays those of
/// neighbouring words side by side as it wants them (windowed_states). So all states of an encoder count in
/// one unit, which their heads learn, while rows have a scale each: an encoder whose rows differ in scale
/// brings its states to a unit that its model file gives. A head fits the states of one trained encoder, and
/// its file says of which (MentionModel).
///
/// Immutable; one serves many threads, each with working memory of its own. The same text gives the same bits
/// on every processor and however its windows are put into batches.
class TextEncoder {
  public:
    virtual ~TextEncoder() = default;

    /// The numbers of a row of EncodedPiece::tags and of EncodedPiece::tree.
    virtual std::size_t tag_width() const = 0;
    virtual std::size_t tree_width() const = 0;
    virtual std::size_t state_size() const = 0;

    /// Appends the windows of a text, in order: they cover all its pieces and follow from the text alone.
    virtual void cut_into_windows(const TokenizedText& text, std::span<const Piece> pieces,
                                  std::vector<Window>& windows) const = 0;

    /// Encodes some of a text's windows; `pieces` are all pieces of the text. The more windows at once, the
    /// less time for each.
    virtual void encode(const TokenizedText& text, std::span<const Piece> pieces,
                        std::span<const Window> windows, Encoding& result) const = 0;
};

/// The encoder of a model, of the kind that its section "encoder" says. It holds views into `file`, which
/// must live as long. Throws Error(data) for a kind that this program doesn't know and for broken sections.
std::unique_ptr<TextEncoder> open_encoder(const ModelFile& file, Simd simd = best_simd());

}  // namespace entente
