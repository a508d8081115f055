#pragma once

#include "core/knowledge/trigger_lexicon.h"
#include "core/parse/document.h"

namespace entente {

/// "The Air Force bombs targets in Mosul.": the tagger may take a verb in the present tense for a plural
/// noun. What the tree gives a subject and an object is a verb; and where a sentence has none, a word that
/// could make an edge as one becomes it, with its subject and object. Leaves all other sentences as they are.
void restore_missing_verb(ParsedSentence& sentence, const TokenizedText& text,
                          const TriggerLexicon& triggers);
/// The same for all sentences of a document. The triggers must live as long.
Document::Correction restoring_missing_verbs(const TriggerLexicon& triggers);

}  // namespace entente
