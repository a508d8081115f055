#pragma once

#include "core/model/date.h"
#include "core/text/token.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace entente {

/// Words that tell a time, resolved: "last month" of an article of 2025-12-05 is 2025-11.
struct DateExpression {
    std::uint32_t first = 0;  ///< tokens [first, last), with the preposition that bounds it ("since 2014")
    std::uint32_t last = 0;
    DateRange range;  ///< never unknown

    bool operator==(const DateExpression&) const = default;
};

/// The date expressions among the tokens [first, last), in order, without overlap: ISO dates, "5 December
/// 2025", "December 5", "December", "in 2014", "on Tuesday", "yesterday", "this week", "next year", "three
/// days ago", and with bounds "since 2014", "before the end of 2027", "from January to March 2025". `day` is
/// the article's; without it only full dates and years are found. A weekday is the last one up to the
/// article's day, unless words like "next" or "will" in the sentence look ahead.
std::vector<DateExpression> find_dates(const TokenizedText& text, std::uint32_t first, std::uint32_t last,
                                       std::optional<Date> day);

}  // namespace entente
