#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente {

/// Cuts words into the pieces of a vocabulary, as the encoders of BERT's family do (Devlin et al. 2019;
/// WordPiece after Wu et al. 2016): lower case, no accents, punctuation and Chinese characters by themselves,
/// then always the longest piece that fits. Immutable; one serves many threads.
class WordPieces {
  public:
    /// `vocabulary` has a piece a line, which goes by its number from 0; a piece inside of a word begins with
    /// "##". It must live as long. Throws Error(data) where it lacks `unknown` or has a piece twice.
    WordPieces(std::string_view vocabulary, std::string_view unknown);

    std::size_t size() const { return numbers_.size(); }
    std::uint32_t unknown() const { return unknown_; }
    /// The number of a piece as it is written; the unknown one's where there is none.
    std::uint32_t number(std::string_view piece) const;

    /// Appends the pieces of a word (UTF-8), always one at least: what can't be cut is the unknown piece.
    void cut(std::string_view word, std::vector<std::uint32_t>& pieces) const;

  private:
    void cut_part(std::string_view part, std::vector<std::uint32_t>& pieces) const;

    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::unordered_map<std::string_view, std::uint32_t> inner_;  ///< those with "##", without it
    std::uint32_t unknown_ = 0;
};

}  // namespace entente
