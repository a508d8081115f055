#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/resources/resources.h"

#include <cstdint>
#include <vector>

namespace entente {

/// A word of the text that a trigger sense fits: its lemma, particle and object are there. Whether anybody
/// fills its slots is another question.
struct TriggerMatch {
    const TriggerSense* sense = nullptr;
    std::uint32_t trigger = 0;  ///< token whose dependents fill the slots
    /// The verb that a noun takes participants from ("launched strikes on"), or the trigger.
    std::uint32_t carrier = 0;
    const EdgeType* type = nullptr;  ///< that the sense makes
};

/// The senses that fit the words of a sentence, in the order of the words and then of the lexicon. A noun
/// that a verb's sense takes as its object ("called off a strike") has no other sense of its own.
std::vector<TriggerMatch> match_triggers(const ClauseGrammar& grammar, const Resources& resources,
                                         std::uint32_t sentence);

/// The tokens that stand in a slot of a match.
std::vector<std::uint32_t> slot_tokens(const ClauseGrammar& grammar, const ArgumentSlot& slot,
                                       const TriggerMatch& match);

/// The slots of who does it: those of the sense, and of a noun first the subject of its verb.
std::vector<ArgumentSlot> source_slots(const TriggerMatch& match);

}  // namespace entente
