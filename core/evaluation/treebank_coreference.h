#pragma once

#include "core/evaluation/coreference_score.h"
#include "core/mention/mention_finder.h"
#include "core/parse/treebank.h"

#include <span>
#include <string_view>
#include <vector>

namespace entente {

/// The documents of a treebank: "# newdoc" begins one.
std::vector<std::vector<TreebankSentence>> documents_of(const std::vector<TreebankSentence>& sentences);

/// The chains of a document by the entities in its MISC column, as GUM and CorefUD write them
/// ("Entity=(12-person-…"): of mentions of these types, each by the number in the document of the word that
/// heads it, whose governor lies outside. Of mentions with one head the longest counts. Chains of one mention
/// are left out.
std::vector<CoreferenceChain> chains_of(const std::vector<TreebankSentence>& document,
                                        std::span<const std::string_view> types);

/// The chains of what a model found in a document, without those of one mention.
std::vector<CoreferenceChain> chains_of(std::span<const HeadMention> heads);

}  // namespace entente
