#pragma once

#include "core/knowledge/trigger_lexicon.h"
#include "core/parse/parsed_sentence.h"

#include <vector>

namespace entente {

/// "The Air Force bombs targets in Mosul.": the tagger may take a verb in the present tense for a plural
/// noun. What the tree gives a subject and an object is a verb; and where a sentence has none, a word that
/// could make an edge as one becomes it, with its subject and object. Leaves all other sentences as they are.
void restore_missing_verb(ParsedSentence& sentence, const TokenizedText& text,
                          const TriggerLexicon& triggers);
/// The same for all sentences of a text.
void restore_missing_verbs(std::vector<ParsedSentence>& sentences, const TokenizedText& text,
                           const TriggerLexicon& triggers);

}  // namespace entente
