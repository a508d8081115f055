#include "core/extract/clauses/clause_date.h"

#include <cstdlib>

namespace entente {

const DateExpression* nearest_date(const Document& document, std::uint32_t trigger,
                                   std::span<const DateExpression> dates) {
    constexpr long kFarthest = 25;
    const DateExpression* best = nullptr;
    long best_distance = 0;
    for (const DateExpression& date : dates) {
        long distance = std::labs(static_cast<long>(date.first) - static_cast<long>(trigger));
        // What hangs on the trigger is about it; what hangs on another verb seldom is.
        if (!document.governs(trigger, date.last - 1)) distance += 12;
        if (!best || distance < best_distance) {
            best = &date;
            best_distance = distance;
        }
    }
    return best_distance < kFarthest ? best : nullptr;
}

std::string clause_date(const Document& document, std::uint32_t trigger,
                        std::span<const DateExpression> dates) {
    if (const DateExpression* date = nearest_date(document, trigger, dates)) return date->range.to_string();
    return document.day() ? document.day()->to_string() : std::string();
}

}  // namespace entente
