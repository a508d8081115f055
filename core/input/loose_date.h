#pragma once

#include "core/model/date.h"

#include <optional>
#include <string_view>

namespace entente {

/// Reads the ways in which feeds, pages and programming interfaces write a day: ISO 8601 (2025-12-05,
/// 20251205T101500Z, 2025/12/05), RFC 822 (Fri, 05 Dec 2025 10:15:00 GMT), English (December 5, 2025; 5th
/// Dec. 2025), and seconds or milliseconds since 1970. Nothing for what can be read two ways (05/12/2025) or
/// says no day.
std::optional<Date> loose_date(std::string_view text);

/// The day in the path of a url, as many newspapers put it there (".../2025/12/05/..."); nothing for others.
std::optional<Date> date_in_url(std::string_view url);

}  // namespace entente
