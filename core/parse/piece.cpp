#include "core/parse/piece.h"

#include <string_view>

namespace entente {
namespace {

// How well a sentence can be cut after a token; 0 for not at all.
int strength(std::string_view token) {
    if (token == "." || token == "!" || token == "?") return 3;
    if (token == ";" || token == ":") return 2;
    return token == "," || token == "-" || token == "–" || token == "—" || token == "|" ? 1 : 0;
}

}  // namespace

void cut_into_pieces(const TokenizedText& text, const Sentence& sentence, std::uint32_t number,
                     std::vector<Piece>& pieces) {
    std::uint32_t first = sentence.first;
    while (sentence.last - first > longest_piece) {
        std::uint32_t cut = first + longest_piece;
        int best = 0;
        for (std::uint32_t i = first + longest_piece; i-- > first + longest_piece / 2;) {
            if (strength(text[i]) > best) {
                best = strength(text[i]);
                cut = i + 1;
            }
        }
        pieces.push_back({number, first, cut});
        first = cut;
    }
    if (first < sentence.last) pieces.push_back({number, first, sentence.last});
}

}  // namespace entente
