#pragma once

#include "core/mention/mention_finder.h"
#include "core/mention/sentence_lexicon.h"
#include "core/parse/document.h"

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// Rows of the table that features are hashed into (Weinberger et al. 2009).
inline constexpr std::uint32_t mention_feature_rows = 1U << 16U;

/// What a mention model sees of the words of one sentence, beside the encoder's states: rows of a table of
/// weights, those of the lexicon apart so that training can do without them.
class MentionFeatures {
  public:
    std::size_t size() const { return ends_.size() / 2; }
    /// Word, shape, affixes, parse and cue words of the token and of those around it.
    std::span<const std::uint32_t> plain(std::size_t word) const { return part(2 * word); }
    /// What the actor lexicon knows of the token and its neighbours.
    std::span<const std::uint32_t> lexical(std::size_t word) const { return part(2 * word + 1); }

  private:
    friend MentionFeatures mention_features(const Document&, std::uint32_t, const SentenceLexicon&,
                                            const MentionKnowledge&);
    std::span<const std::uint32_t> part(std::size_t i) const {
        const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
        return {rows_.data() + begin, ends_[i] - begin};
    }
    std::vector<std::uint32_t> rows_;
    std::vector<std::uint32_t> ends_;  ///< of the two parts of each word in turn
};

MentionFeatures mention_features(const Document& document, std::uint32_t sentence,
                                 const SentenceLexicon& lexicon, const MentionKnowledge& knowledge);

}  // namespace entente
