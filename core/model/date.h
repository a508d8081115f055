#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

/// A calendar date of known precision: a year, a month of a year, or a day (proleptic Gregorian calendar).
struct Date {
    int year = 0;
    int month = 0;  ///< 1..12, or 0 where only the year is known
    int day = 0;    ///< 1..31, or 0 where only year and month are known

    /// Reads `2025`, `2025-12` or `2025-12-05`; a time of day after it (`2025-12-05T10:00Z`) is ignored.
    /// Nothing for other forms and for days that no calendar has.
    static std::optional<Date> parse(std::string_view iso);

    /// The day that is `days` days after 1970-01-01.
    static Date from_days(long days);

    /// Days from 1970-01-01 to this date's first day.
    long to_days() const;

    Date first_day() const { return {year, month ? month : 1, day ? day : 1}; }
    Date last_day() const;

    /// 0 is Sunday.
    int weekday() const;

    /// ISO 8601, as precise as the date is.
    std::string to_string() const;

    auto operator<=>(const Date&) const = default;
};

/// When something happened or held: one date, or an interval which may be open at one end.
struct DateRange {
    std::optional<Date> begin;
    std::optional<Date> end;
    bool interval = false;  ///< false: `begin` alone says it (and `end` is empty), or nothing is known

    /// A date as above, or `2025-12-01/2025-12-05`, `2014/..`, `../2027`.
    static std::optional<DateRange> parse(std::string_view iso);
    static DateRange on(Date date) { return {date, std::nullopt, false}; }
    static DateRange from(Date date) { return {date, std::nullopt, true}; }
    static DateRange until(Date date) { return {std::nullopt, date, true}; }
    static DateRange between(Date from, Date to) { return {from, to, true}; }

    bool known() const { return begin || end; }
    /// ISO 8601, empty when unknown.
    std::string to_string() const;
    /// The first and the last day that it may mean; nothing at an open end.
    std::optional<Date> first_day() const;
    std::optional<Date> last_day() const;

    bool operator==(const DateRange&) const = default;
};

/// True where `iso` is a date or an interval as DateRange reads it.
bool is_iso_date(std::string_view iso);

}  // namespace entente
