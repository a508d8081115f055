#include "core/model/date.h"

#include <fmt/format.h>

namespace entente {
namespace {

bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in_month(int year, int month) {
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

/// The number that `digits` characters at `at` spell, or -1.
int number_at(std::string_view s, std::size_t at, std::size_t digits) {
    if (at + digits > s.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (s[i] < '0' || s[i] > '9') return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view iso) {
    Date date;
    date.year = number_at(iso, 0, 4);
    if (date.year < 0) return std::nullopt;
    if (iso.size() == 4) return date;
    if (iso[4] != '-') return std::nullopt;
    date.month = number_at(iso, 5, 2);
    if (date.month < 1 || date.month > 12) return std::nullopt;
    if (iso.size() == 7) return date;
    if (iso[7] != '-') return std::nullopt;
    date.day = number_at(iso, 8, 2);
    if (date.day < 1 || date.day > days_in_month(date.year, date.month)) return std::nullopt;
    if (iso.size() > 10 && ((iso[10] != 'T' && iso[10] != ' ') || number_at(iso, 11, 2) < 0))
        return std::nullopt;
    return date;
}

// Both conversions follow the era arithmetic of Hinnant, "chrono-compatible low-level date algorithms"
// (2013).
Date Date::from_days(long days) {
    days += 719468;
    const long era = (days >= 0 ? days : days - 146096) / 146097;
    const long day_of_era = days - era * 146097;
    const long year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long shifted_month = (5 * day_of_year + 2) / 153;
    const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    const int day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    return {static_cast<int>(year_of_era + era * 400 + (month <= 2)), month, day};
}

long Date::to_days() const {
    const Date d = first_day();
    const long y = d.month <= 2 ? d.year - 1 : d.year;
    const long era = (y >= 0 ? y : y - 399) / 400;
    const long year_of_era = y - era * 400;
    const long day_of_year = (153L * (d.month > 2 ? d.month - 3 : d.month + 9) + 2) / 5 + d.day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Date Date::last_day() const {
    const int last_month = month ? month : 12;
    return {year, last_month, day ? day : days_in_month(year, last_month)};
}

int Date::weekday() const {
    const long days = to_days() + 4;  // 1970-01-01 was a Thursday
    return static_cast<int>(((days % 7) + 7) % 7);
}

std::string Date::to_string() const {
    if (!month) return fmt::format("{:04}", year);
    if (!day) return fmt::format("{:04}-{:02}", year, month);
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::optional<DateRange> DateRange::parse(std::string_view iso) {
    const std::size_t slash = iso.find('/');
    if (slash == std::string_view::npos) {
        const auto date = Date::parse(iso);
        return date ? std::optional(on(*date)) : std::nullopt;
    }
    const std::string_view from = iso.substr(0, slash), to = iso.substr(slash + 1);
    DateRange range{Date::parse(from), Date::parse(to), true};
    if ((!range.begin && from != "..") || (!range.end && to != "..") || !range.known()) return std::nullopt;
    return range;
}

std::string DateRange::to_string() const {
    if (!known()) return {};
    if (!interval) return begin->to_string();
    return (begin ? begin->to_string() : "..") + "/" + (end ? end->to_string() : "..");
}

std::optional<Date> DateRange::first_day() const {
    return begin ? std::optional(begin->first_day()) : std::nullopt;
}

std::optional<Date> DateRange::last_day() const {
    if (interval) return end ? std::optional(end->last_day()) : std::nullopt;
    return begin ? std::optional(begin->last_day()) : std::nullopt;
}

bool is_iso_date(std::string_view iso) {
    return DateRange::parse(iso).has_value();
}

}  // namespace entente
