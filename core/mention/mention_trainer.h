#pragma once

#include "core/mention/mention_corpus.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace entente {

struct MentionTraining {
    std::vector<std::filesystem::path> train;  ///< annotated texts (read_annotated_texts)
    std::vector<std::filesystem::path> dev;
    std::filesystem::path model;  ///< the file to write
    int epochs = 6;
    std::uint32_t hidden = 64;
    std::size_t batch_words = 512;
    float rate = 1e-3F;
    float state_dropout = 0.3F;    ///< of a number of the encoder's states
    float feature_dropout = 0.5F;  ///< of a feature
    float lexicon_dropout =
        0.8F;  ///< of all the lexicon's features of a sentence, so that new names are found
    float hidden_dropout = 0.5F;
    float average_decay = 0.999F;
    std::uint64_t seed = 1;
};

/// Exact matches of names, as counts.
struct MentionScores {
    std::size_t gold = 0, predicted = 0, spans = 0, typed = 0;
    double span_f1() const { return f1(spans); }
    double typed_f1() const { return f1(typed); }

  private:
    double f1(std::size_t same) const {
        return gold + predicted == 0
                   ? 0.0
                   : 200.0 * static_cast<double>(same) / static_cast<double>(gold + predicted);
    }
};

struct MentionProgress {
    int epoch = 0;
    int epochs = 0;
    double loss = 0;                 ///< mean a word that teaches
    std::vector<MentionScores> dev;  ///< one for each dev file
    bool saved = false;              ///< the model file was replaced by this epoch's
};

/// Trains a mention model over a frozen analyser, for which alone it is, and writes it after each epoch that
/// is the best so far on the dev files (mean typed F1). Equal options, files and machine give equal bytes.
/// Throws Error.
void train_mentions(const MentionTraining& options, const Analyser& analyser, const ActorLexicon& actors,
                    const Cues& cues, const std::function<void(const MentionProgress&)>& report);

}  // namespace entente
