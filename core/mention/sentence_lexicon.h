#pragma once

#include "core/knowledge/actor_lexicon.h"
#include "core/parse/document.h"

#include <cstdint>
#include <span>
#include <string>

namespace entente {

/// What the actor lexicon knows of the words of one sentence. The document and the lexicon must live as long.
class SentenceLexicon {
  public:
    SentenceLexicon(const Document& document, std::uint32_t sentence, const ActorLexicon& actors);

    /// All readings of the longest name that starts at a token; `end` gets its end, and stays when there is
    /// none.
    std::span<const ActorName> name_at(std::uint32_t at, std::uint32_t& end) const;
    /// The readings of words that are surely a name, though written without capitals: "san francisco".
    std::span<const ActorName> lower_case_name(std::uint32_t first, std::uint32_t last) const;
    /// The longest title that starts at a token, or null; `end` gets its end.
    const Title* title_at(std::uint32_t at, std::uint32_t& end) const;
    /// True for a sentence in capitals and for a dateline, whose names are looked up in usual spelling too.
    bool all_caps() const { return all_caps_; }

  private:
    std::span<const ActorName> lookup(std::string_view surface) const;
    std::size_t longest_after(std::string_view word) const;

    const Document& doc_;
    const ActorLexicon& actors_;
    Sentence span_;
    bool all_caps_ = false;
};

}  // namespace entente
