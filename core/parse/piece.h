#pragma once

#include "core/text/token.h"

#include <cstdint>
#include <vector>

namespace entente {

/// The most words that are parsed as one; the search of the tree takes time by the square of it.
inline constexpr std::uint32_t longest_piece = 200;

/// A sentence or, when it is too long, a part of it: the tokens [first, last).
struct Piece {
    std::uint32_t sentence = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// Appends the pieces of a sentence of that number, in order: all of it, or parts of at most `longest_piece`
/// tokens that end with punctuation where there is any in the second half of the part.
void cut_into_pieces(const TokenizedText& text, const Sentence& sentence, std::uint32_t number,
                     std::vector<Piece>& pieces);

}  // namespace entente
