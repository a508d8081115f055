#pragma once

#include "core/extract/names/name_finder.h"
#include "core/mention/mention_finder.h"

namespace entente {

/// The names of a sentence from what the rules found with the lexicon and what the trained model found. Names
/// that the lexicon knows stand, but inside of longer ones that the model is sure of ("1966 United Kingdom
/// general election"); for all others the model decides where they end, what they name, and whether they are
/// names at all.
SentenceNames reconcile_names(SentenceNames rules, const FoundMentions& found, const Document& document,
                              const SentenceLexicon& lexicon, const Resources& resources);

}  // namespace entente
