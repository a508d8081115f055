#pragma once

#include "core/parse/evaluation.h"
#include "core/parse/network.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace entente {

struct TrainingOptions {
    std::vector<std::filesystem::path> train;  ///< CoNLL-U, plain or gzipped
    std::vector<std::filesystem::path> dev;    ///< to choose the best epoch; none: the last one is kept
    std::filesystem::path vectors;             ///< fixed word vectors in GloVe's text format; empty: none
    std::size_t vector_limit = 100'000;        ///< words of it
    std::filesystem::path model;               ///< the file to write
    NetworkShape shape;                        ///< tags, labels and vector_size are set from the data
    Dropout dropout;
    int epochs = 22;
    std::size_t batch_words = 1000;
    float rate = 0.002F;           ///< of learning, at its greatest
    float average_decay = 0.999F;  ///< of the running average of the parameters, a step
    std::uint64_t seed = 1;
};

/// How far training is. Losses are means a word since the epoch began.
struct TrainingProgress {
    int epoch = 0;  ///< counted from 1
    int epochs = 0;
    std::size_t words = 0;        ///< done in this epoch
    std::size_t epoch_words = 0;  ///< of all
    double arc_loss = 0;
    double label_loss = 0;
    double tag_loss = 0;
    bool epoch_done = false;
    std::vector<ParseScores> dev;  ///< at the end of an epoch, from gold words, one for each dev file
    bool saved = false;            ///< the model file was replaced by this epoch's
};

/// Trains a model and writes it, after each epoch that is the best so far on the dev files (mean of their
/// LAS). Equal options, files and machine give equal bytes; it runs on one thread. Throws Error for files
/// that can't be read or written and for treebanks without a sentence.
void train(const TrainingOptions& options, const std::function<void(const TrainingProgress&)>& report);

}  // namespace entente
