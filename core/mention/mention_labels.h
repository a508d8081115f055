#pragma once

#include "core/mention/mention_finder.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente {

// Labels of words: 0 outside of mentions, then begin, inside, last and unit of each type (BILOU; Ratinov &
// Roth 2009).

enum class LabelPlace : std::uint8_t { begin, inside, last, unit };

constexpr std::size_t label_count(std::size_t types) {
    return 1 + 4 * types;
}
constexpr std::size_t mention_label(std::size_t type, LabelPlace place) {
    return 1 + 4 * type + static_cast<std::size_t>(place);
}

/// The best sequence of labels that makes whole mentions, for scores of words x label_count(types); `labels`
/// gets one for each word.
void best_labels(std::span<const float> scores, std::size_t types, std::vector<std::uint8_t>& labels);

/// The mentions that a sequence of labels means. `types`: what each type of the labels is.
std::vector<FoundMention> mentions_of_labels(std::span<const std::uint8_t> labels,
                                             std::span<const MentionType> types, std::uint32_t first_token);

/// The mentions of the best sequence of labels of a sentence, with their margins.
FoundMentions mentions_of_scores(std::span<const float> scores, std::span<const MentionType> types,
                                 std::uint32_t first_token);

}  // namespace entente
