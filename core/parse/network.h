#pragma once

#include "core/parse/float_gemm.h"
#include "core/parse/network_shape.h"
#include "core/parse/random.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// A sentence as numbers, the artificial root first.
struct Example {
    std::vector<std::int32_t> vector_rows;  ///< -1 for a word without a fixed vector
    std::vector<std::uint32_t> word_rows;   ///< 0 for an unknown word
    std::vector<std::array<std::uint32_t, affix_tables>> affixes;
    // Answers; of the root they are not read.
    std::vector<std::uint32_t> heads;  ///< positions, 0 for the root
    std::vector<std::uint32_t> labels;
    std::vector<std::uint32_t> tags;

    std::size_t size() const { return word_rows.size(); }
};

/// How much is left out at random while training, against overfitting (Srivastava et al. 2014; Gal &
/// Ghahramani 2016).
struct Dropout {
    float vector = 0.1F;     ///< a whole fixed vector
    float word = 0.25F;      ///< a whole learnt word vector, which becomes the unknown word's
    float affix = 0.05F;     ///< a whole affix vector
    float input = 0.25F;     ///< one number of the input
    float layer = 0.33F;     ///< one column between layers, the same through a sentence
    float recurrent = 0.2F;  ///< one column of the state, the same through a sentence
    float head = 0.33F;      ///< one column inside the heads, the same through a sentence
};

/// A matrix of parameters: where it lies in the vector of all.
struct Slot {
    std::size_t at = 0;
    std::size_t rows = 0;
    std::size_t columns = 0;

    std::size_t size() const { return rows * columns; }
};

/// Where each matrix of the network lies in one vector of parameters.
struct NetworkLayout {
    struct Lstm {
        Slot input;  ///< 4 * hidden x size of the input; gates in the order input, forget, output, candidate
        Slot state;  ///< 4 * hidden x hidden
        Slot bias;   ///< 1 x 4 * hidden
    };
    NetworkLayout(const NetworkShape& shape, std::size_t word_rows);

    Slot words;
    Slot affixes;
    std::vector<std::array<Lstm, 2>> layers;  ///< forward, backward
    Slot tag, tag_bias;
    Slot arc_dependent, arc_dependent_bias, arc_head, arc_head_bias;
    Slot arc;        ///< biaffine: dependent x head
    Slot arc_prior;  ///< 1 x arc_size: how apt a word is to be a head
    Slot label_dependent, label_head, label_hidden_bias, label, label_bias;
    std::size_t size = 0;
};

/// Sums over the words of a batch.
struct BatchLoss {
    double arc = 0;
    double label = 0;
    double tag = 0;
    std::size_t words = 0;
};

/// The network in floating point, for training: a forward pass with dropout, the loss, and its gradient.
/// Working memory is kept between batches.
class Network {
  public:
    /// `vectors` are the fixed word vectors, row by row; they must live as long.
    Network(const NetworkShape& shape, std::size_t word_rows, std::span<const float> vectors);

    const NetworkLayout& layout() const { return layout_; }

    /// Starting values (Glorot & Bengio 2010), the forget gates open.
    std::vector<float> initial(Random& random) const;

    /// The loss of a batch and its gradient, added to `gradient`, both a word.
    BatchLoss train(std::span<const float> parameters, std::span<const Example* const> batch,
                    const Dropout& dropout, Random& random, std::span<float> gradient);

  private:
    struct LayerState {
        std::vector<float> input;  ///< after dropout
        struct Direction {
            PackedMatrix input_weights, state_weights;
            std::vector<float> gates, cell, cell_tanh, previous, state_mask;
        };
        std::array<Direction, 2> directions;
        std::vector<float> output;
        std::vector<float> input_mask;
    };

    void order(std::span<const Example* const> batch);
    void embed(std::span<const float> parameters, const Dropout& dropout, Random& random);
    void embed_back(std::span<float> gradient);
    void lstm(std::span<const float> parameters, std::size_t layer, int direction);
    void lstm_back(std::span<const float> parameters, std::size_t layer, int direction,
                   std::span<float> gradient);
    void heads(std::span<const float> parameters, const Dropout& dropout, Random& random,
               std::span<float> gradient, BatchLoss& loss);
    void tags(std::span<const float> parameters, const Dropout& dropout, Random& random,
              std::span<float> gradient, BatchLoss& loss);

    NetworkShape shape_;
    NetworkLayout layout_;
    std::span<const float> vectors_;

    // The batch: sentences by falling length; the row of position t of sentence b is starts_[t] + b.
    std::vector<const Example*> batch_;
    std::vector<std::size_t> starts_;  ///< one more than the longest sentence has positions
    std::vector<std::size_t> sentence_of_row_;
    std::size_t rows_ = 0;
    float scale_ = 1;  ///< 1 / words

    std::vector<LayerState> layers_;
    std::vector<std::int32_t> used_vectors_;
    std::vector<std::int64_t> used_words_;                              ///< -1: dropped
    std::vector<std::array<std::int64_t, affix_tables>> used_affixes_;  ///< -1: dropped
    std::vector<float> element_mask_;
    std::vector<float> output_gradient_, below_gradient_, tag_gradient_;
};

}  // namespace entente
