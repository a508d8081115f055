#pragma once

#include "core/extract/clauses/clause_grammar.h"

#include <cstdint>

namespace entente {

/// The words that gave a status: tokens, kNone where there is none.
struct StatusCues {
    std::uint32_t negation = kNone;
    std::uint32_t modality = kNone;
    std::uint32_t attribution = kNone;  ///< the verb that reports
};

/// How a clause is meant: whether it is denied, whether it happened, and who says so.
struct ClauseStatus {
    bool negated = false;
    Modality modality = Modality::actual;
    std::uint32_t attribution = kNone;  ///< entity that reports it
    StatusCues cues;

    /// The first word that takes a clause off the facts says how; later ones change nothing.
    void weaken(Modality by, std::uint32_t cue);
    /// Denies it by a word, or affirms again what is denied already; what is not ended goes on.
    void deny(std::uint32_t cue);
};

/// Reads the status of the event that a trigger names off its auxiliaries, adverbs and the clauses above it.
/// `carrier` is the verb that a noun hangs on ("hold" talks), or the trigger itself.
ClauseStatus clause_status(const ClauseGrammar& grammar, std::uint32_t trigger, std::uint32_t carrier,
                           const Cues& cues);

}  // namespace entente
