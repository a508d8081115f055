#pragma once

#include "core/parse/inventory.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace entente {

/// A matrix of real numbers, row by row; a bias has one row.
struct Tensor {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> values;
};

/// The trained tensors of a model by name. The bias of a matrix has its name and ".bias"; none means zeros.
using NamedTensors = std::map<std::string, Tensor>;

/// Turns the trained tensors of an LSTM encoder and its heads into whole numbers and writes the model file
/// that Analyser opens. All sizes are those of the tensors. Weights have a scale for each row, tables of word
/// and affix vectors one each. The lemma rules are learnt from the treebank. Throws Error(io).
void write_model(const std::filesystem::path& path, const NamedTensors& tensors, const Inventory& inventory,
                 const WordVectors& vectors, const std::vector<TreebankSentence>& treebank);

}  // namespace entente
