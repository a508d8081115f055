#include "core/model/date.h"

#include <chrono>

#include <fmt/format.h>

namespace entente {
namespace {

std::chrono::year_month month_of(const Date& date) {
    return std::chrono::year(date.year) / static_cast<unsigned>(date.month);
}

/// A date that says less than a day stands for its first.
std::chrono::sys_days first_day_of(const Date& date) {
    const Date first = date.first_day();
    return month_of(first) / first.day;
}

int days_in(const std::chrono::year_month& month) {
    return static_cast<int>(static_cast<unsigned>((month / std::chrono::last).day()));
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
    if (date.day < 1 || date.day > days_in(month_of(date))) return std::nullopt;
    if (iso.size() > 10 && ((iso[10] != 'T' && iso[10] != ' ') || number_at(iso, 11, 2) < 0))
        return std::nullopt;
    return date;
}

Date Date::from_days(long days) {
    const std::chrono::year_month_day date = std::chrono::sys_days(std::chrono::days(days));
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day()))};
}

long Date::to_days() const {
    return first_day_of(*this).time_since_epoch().count();
}

Date Date::last_day() const {
    const Date in_month{year, month ? month : 12, day};
    return {year, in_month.month, day ? day : days_in(month_of(in_month))};
}

int Date::weekday() const {
    return static_cast<int>(std::chrono::weekday(first_day_of(*this)).c_encoding());
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
