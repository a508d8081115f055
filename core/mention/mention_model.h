#pragma once

#include "core/mention/mention_features.h"
#include "core/parse/quantised.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

class Analyser;

/// What a name names. States are places here: the lexicon tells which place is a state. `other` are names of
/// what is no node: works, products, awards.
enum class MentionType : std::uint8_t { person, organization, place, event, other };

inline constexpr std::size_t mention_types = 5;
inline constexpr std::array<std::string_view, mention_types> mention_type_names = {"person", "organization",
                                                                                   "place", "event", "other"};

/// Labels of words: 0 outside of names, then begin, inside, last and unit of each type (BILOU; Ratinov & Roth
/// 2009).
inline constexpr std::size_t mention_labels = 1 + 4 * mention_types;
enum class LabelPlace : std::uint8_t { begin, inside, last, unit };
constexpr std::size_t mention_label(MentionType type, LabelPlace place) {
    return 1 + 4 * static_cast<std::size_t>(type) + static_cast<std::size_t>(place);
}

/// A word is seen with the states of the one before and the one after it, in this order; there are none
/// before the first and after the last.
inline constexpr std::size_t mention_window = 3;
void windowed_states(std::span<const std::int8_t> states, std::size_t words,
                     std::vector<std::int8_t>& windows);

/// A name found by the model: tokens [first, last) of the document.
struct FoundMention {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    MentionType type = MentionType::other;
    float margin = 0;  ///< by how much the least sure of its words prefers its label to the next best one
    float type_margin = 0;  ///< by how much all its words prefer its type to the next best one

    bool operator==(const FoundMention&) const = default;
};

/// The names of a sentence from left to right, and for each word by how much "outside of names" is preferred
/// to every other label.
struct FoundMentions {
    std::vector<FoundMention> mentions;
    std::vector<float> outside;
    std::uint32_t first_token = 0;
};

/// A trained finder of names: a hidden layer over the encoder's states and hashed features of words, parse
/// and lexicon, then the best sequence of labels. Immutable; one serves many threads; the same text gives the
/// same bits on every processor.
class MentionModel {
  public:
    /// Opens the model for the analyser that it was trained over: the states of another mean something else,
    /// also where there are as many. Throws Error(data) for a file that is missing, foreign, truncated or
    /// damaged, and for another analyser.
    static MentionModel open(const std::filesystem::path& file, const Analyser& analyser);

    /// The names of one sentence. `states` are its words' (Document::states).
    FoundMentions find(const MentionFeatures& features, std::span<const std::int8_t> states,
                       std::uint32_t first_token) const;

    const std::string& fingerprint() const { return file_.fingerprint(); }

  private:
    explicit MentionModel(ModelFile file);

    ModelFile file_;
    std::size_t hidden_ = 0;
    QuantisedMatrix states_;               ///< hidden x window of states
    std::span<const std::int8_t> rows_;    ///< of each feature: what it adds to the hidden layer
    std::span<const std::int8_t> labels_;  ///< and to the labels at once
    std::span<const float> scales_;        ///< the real value of 1 in rows_ and in labels_
    std::vector<float> output_;            ///< hidden x labels
    std::span<const float> bias_;          ///< of labels
};

/// The names of all sentences.
std::vector<FoundMentions> find_mentions(const Document& document, const MentionModel& model,
                                         const MentionKnowledge& knowledge);

/// The best sequence for scores of words x mention_labels; `labels` gets one for each word.
void best_labels(std::span<const float> scores, std::vector<std::uint8_t>& labels);

/// The names that a sequence of labels means.
std::vector<FoundMention> mentions_of_labels(std::span<const std::uint8_t> labels, std::uint32_t first_token);

}  // namespace entente
