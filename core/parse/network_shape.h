#pragma once

#include "core/parse/word_features.h"

#include <cstdint>

namespace entente {

/// The sizes of the analyser's network. A word is the concatenation of a fixed vector, a learnt one and one
/// of each affix table; over it run bidirectional LSTM layers (Hochreiter & Schmidhuber 1997); the tag is a
/// softmax over the last layer but one, arcs are biaffine (Dozat & Manning 2017) and labels a hidden layer
/// (Kiperwasser & Goldberg 2016) over the last.
struct NetworkShape {
    std::uint32_t vector_size = 0;  ///< of the fixed word vectors; 0 for none
    std::uint32_t word_size = 92;   ///< of the learnt word vectors
    std::uint32_t affix_size = 24;  ///< of one affix vector
    std::uint32_t layers = 3;
    std::uint32_t hidden = 192;  ///< of one direction
    std::uint32_t arc_size = 192;
    std::uint32_t label_hidden = 192;
    std::uint32_t tags = 0;
    std::uint32_t labels = 0;

    std::uint32_t input_size() const {
        return vector_size + word_size + affix_size * static_cast<std::uint32_t>(affix_tables);
    }
    std::uint32_t output_size() const { return 2 * hidden; }
    /// The layer whose output the tags are read from, counted from 0.
    std::uint32_t tag_layer() const { return tag_layer_of(layers); }
    static constexpr std::uint32_t tag_layer_of(std::uint32_t layers) { return layers > 1 ? layers - 2 : 0; }

    bool operator==(const NetworkShape&) const = default;
};

}  // namespace entente
