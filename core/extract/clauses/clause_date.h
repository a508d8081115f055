#pragma once

#include "core/parse/document.h"
#include "core/text/date_expression.h"

#include <cstdint>
#include <span>
#include <string>

namespace entente {

/// Of the dates in the trigger's sentence the one that says when it happened; null where none does.
const DateExpression* nearest_date(const Document& document, std::uint32_t trigger,
                                   std::span<const DateExpression> dates);

/// When it happened, as ISO 8601: by the nearest date, else the article's day.
std::string clause_date(const Document& document, std::uint32_t trigger,
                        std::span<const DateExpression> dates);

}  // namespace entente
