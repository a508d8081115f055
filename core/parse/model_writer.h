#pragma once

#include "core/parse/inventory.h"
#include "core/parse/network.h"

#include <filesystem>
#include <span>
#include <vector>

namespace entente {

/// Turns trained parameters into whole numbers and writes the model file that Analyser opens. Weights have a
/// scale for each row, tables of word and affix vectors one each. The lemma rules are learnt from the
/// treebank. Throws Error(io).
void write_model(const std::filesystem::path& path, const NetworkShape& shape, const NetworkLayout& layout,
                 std::span<const float> parameters, const Inventory& inventory, const WordVectors& vectors,
                 const std::vector<TreebankSentence>& treebank);

}  // namespace entente
