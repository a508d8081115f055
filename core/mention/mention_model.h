#pragma once

#include "core/mention/mention_features.h"
#include "core/mention/mention_labels.h"
#include "core/parse/model_file.h"
#include "core/parse/quantised.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente {

/// Types and labels of names (mention_labels.h) in a mention model.
inline constexpr std::array name_model_types = {MentionType::person, MentionType::organization,
                                                MentionType::place, MentionType::event, MentionType::other};
inline constexpr std::size_t mention_types = name_model_types.size();
inline constexpr std::size_t mention_labels = label_count(mention_types);

/// A word is seen with the states of the one before and the one after it, in this order; there are none
/// before the first and after the last.
inline constexpr std::size_t mention_window = 3;
void windowed_states(std::span<const std::int8_t> states, std::size_t words,
                     std::vector<std::int8_t>& windows);

/// A trained finder of names: a hidden layer over the encoder's states and hashed features of words, parse
/// and lexicon, then the best sequence of labels. Immutable; one serves many threads; the same text gives the
/// same bits on every processor.
class MentionModel : public MentionFinder {
  public:
    /// Throws Error(data) for a file that is no mention model or one of another analyser
    /// (open_mention_finder).
    MentionModel(ModelFile file, const Analyser& analyser);

    /// The names of one sentence. `states` are its words' (Document::states).
    FoundMentions find(const MentionFeatures& features, std::span<const std::int8_t> states,
                       std::uint32_t first_token) const;

    DocumentMentions find(const Document& document, const MentionKnowledge& knowledge) const override;
    const std::string& fingerprint() const override { return file_.fingerprint(); }

  private:
    ModelFile file_;
    std::size_t hidden_ = 0;
    QuantisedMatrix states_;               ///< hidden x window of states
    std::span<const std::int8_t> rows_;    ///< of each feature: what it adds to the hidden layer
    std::span<const std::int8_t> labels_;  ///< and to the labels at once
    std::span<const float> scales_;        ///< the real value of 1 in rows_ and in labels_
    std::vector<float> output_;            ///< hidden x labels
    std::span<const float> bias_;          ///< of labels
};

}  // namespace entente
