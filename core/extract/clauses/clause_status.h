#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/text/date_expression.h"

#include <cstdint>
#include <span>
#include <string>

namespace entente {

/// The words that gave a status: tokens, kNone where there is none.
struct StatusCues {
    std::uint32_t negation = Document::kNone;
    std::uint32_t modality = Document::kNone;
    std::uint32_t attribution = Document::kNone;  ///< the verb that reports
};

/// How a clause is meant: whether it is denied, whether it happened, and who says so.
struct ClauseStatus {
    bool negated = false;
    Modality modality = Modality::actual;
    std::uint32_t attribution = Entities::kNone;  ///< entity that reports it
    StatusCues cues;
};

/// Reads the status of the event that a trigger names off its auxiliaries, adverbs and the clauses above it.
/// `carrier` is the verb that a noun hangs on ("hold" talks), or the trigger itself.
ClauseStatus clause_status(const ClauseGrammar& grammar, std::uint32_t trigger, std::uint32_t carrier,
                           const Cues& cues);

/// Of the dates in the trigger's sentence the one that says when it happened; null where none does.
const DateExpression* nearest_date(const Document& document, std::uint32_t trigger,
                                   std::span<const DateExpression> dates);

/// When it happened, as ISO 8601: by the nearest date, else the article's day.
std::string clause_date(const Document& document, std::uint32_t trigger,
                        std::span<const DateExpression> dates);

}  // namespace entente
