#pragma once

#include "core/extract/clause_grammar.h"
#include "core/text/date_expression.h"

#include <cstdint>
#include <span>
#include <string>

namespace entente {

/// How a clause is meant: whether it is denied, whether it happened, and who says so.
struct ClauseStatus {
    bool negated = false;
    Modality modality = Modality::actual;
    std::uint32_t attribution = Entities::kNone;  ///< entity that reports it
};

/// Reads the status of the event that a trigger names off its auxiliaries, adverbs and the clauses above it.
/// `carrier` is the verb that a noun hangs on ("hold" talks), or the trigger itself.
ClauseStatus clause_status(const ClauseGrammar& grammar, std::uint32_t trigger, std::uint32_t carrier,
                           const Cues& cues);

/// When it happened, as ISO 8601: of the dates in the trigger's sentence the nearest, else the article's day.
std::string clause_date(const Document& document, std::uint32_t trigger,
                        std::span<const DateExpression> dates);

}  // namespace entente
