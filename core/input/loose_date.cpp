#include "core/input/loose_date.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace entente {
namespace {

std::optional<Date> checked(int year, int month, int day) {
    if (year < 1000 || year > 9999 || month < 1 || day < 1) return std::nullopt;
    return Date::parse(Date{year, month, day}.to_string());
}

int month_of(std::string_view word) {
    constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
    if (word.size() < 3) return 0;
    for (std::size_t i = 0; i < kMonths.size(); ++i)
        if (kMonths[i].starts_with(word) && (word.size() == 3 || word == kMonths[i] || word == "sept"))
            return static_cast<int>(i) + 1;
    return 0;
}

struct Part {
    int number = -1;  ///< -1 for a word
    std::size_t digits = 0;
    std::string word;
};

/// Runs of digits and of letters.
std::vector<Part> parts_of(std::string_view text) {
    const std::string lower = ascii_lower(text);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_alpha = [](char c) { return c >= 'a' && c <= 'z'; };
    std::vector<Part> parts;
    for (std::size_t at = 0; at < lower.size() && parts.size() < 24;) {
        std::size_t end = at;
        if (is_digit(lower[at])) {
            while (end < lower.size() && is_digit(lower[end])) ++end;
            Part part;
            part.digits = end - at;
            if (part.digits <= 8) std::from_chars(lower.data() + at, lower.data() + end, part.number);
            if (part.digits <= 8) parts.push_back(part);
        } else if (is_alpha(lower[at])) {
            while (end < lower.size() && is_alpha(lower[end])) ++end;
            parts.push_back({-1, 0, lower.substr(at, end - at)});
        } else {
            end = at + 1;
        }
        at = end;
    }
    return parts;
}

std::optional<Date> since_1970(std::string_view text) {
    if (text.size() < 9 || text.size() > 13 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    long long number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.size() >= 12) number /= 1000;
    if (number > 4102444800) return std::nullopt;  // 2100
    return Date::from_days(static_cast<long>(number / 86400));
}

/// "20251205", perhaps with a time behind it.
std::optional<Date> compact(std::string_view text) {
    if (text.size() < 8 || !text.starts_with("19") == !text.starts_with("20")) return std::nullopt;
    if (text.substr(0, 8).find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(8);
    const bool time = rest.empty() || rest[0] == 'T' ||
                      (rest.size() == 6 && rest.find_first_not_of("0123456789") == std::string_view::npos);
    if (!time) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t n) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + n, value);
        return value;
    };
    return checked(number(0, 4), number(4, 2), number(6, 2));
}

std::optional<Date> in_words(std::string_view text) {
    const std::vector<Part> parts = parts_of(text);
    const auto is_day = [&](std::size_t i) {
        return i < parts.size() && parts[i].number >= 1 && parts[i].number <= 31 && parts[i].digits <= 2;
    };
    const auto year_at = [&](std::size_t i) {
        // An ordinal's ending and "at"'s like may stand between day and year.
        if (i < parts.size() && parts[i].number < 0 &&
            (parts[i].word == "st" || parts[i].word == "nd" || parts[i].word == "rd" ||
             parts[i].word == "th"))
            ++i;
        return i < parts.size() && parts[i].digits == 4 ? parts[i].number : 0;
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const int month = month_of(parts[i].word);
        if (!month) continue;
        // December 5, 2025
        if (is_day(i + 1))
            if (const int year = year_at(i + 2)) return checked(year, month, parts[i + 1].number);
        // 5 December 2025, 5th of December 2025
        std::size_t before = i;
        while (before > 0 && (parts[before - 1].word == "of" || parts[before - 1].word == "st" ||
                              parts[before - 1].word == "nd" || parts[before - 1].word == "rd" ||
                              parts[before - 1].word == "th"))
            --before;
        if (before > 0 && is_day(before - 1))
            if (const int year = year_at(i + 1)) return checked(year, month, parts[before - 1].number);
        // Fri Dec 5 10:15:00 GMT 2025
        if (is_day(i + 1) && parts.back().digits == 4)
            return checked(parts.back().number, month, parts[i + 1].number);
    }
    return std::nullopt;
}

/// 2025/12/5, 2025.12.5; 13/12/2025 where only one reading gives a day.
std::optional<Date> in_numbers(std::string_view text) {
    const std::vector<Part> parts = parts_of(text);
    if (parts.size() < 3 || parts[0].number < 0 || parts[1].number < 0 || parts[2].number < 0)
        return std::nullopt;
    if (parts[0].digits == 4) return checked(parts[0].number, parts[1].number, parts[2].number);
    if (parts[2].digits != 4 || text.find(':') < text.find_first_of("/.-")) return std::nullopt;
    const int a = parts[0].number, b = parts[1].number, year = parts[2].number;
    if (a > 12 || a == b) return checked(year, b, a);
    if (b > 12) return checked(year, a, b);
    return std::nullopt;
}

}  // namespace

std::optional<Date> loose_date(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.empty() || text.size() > 120) return std::nullopt;
    if (const auto date = Date::parse(text)) return date;
    if (const auto date = compact(text)) return date;
    if (const auto date = since_1970(text)) return date;
    if (const auto date = in_words(text)) return date;
    // What is read number by number must be all numbers, but for a time's T and Z.
    for (const char c : text)
        if (!((c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == ':' || c == ' ' ||
              c == 'T' || c == 'Z' || c == '+'))
            return std::nullopt;
    return in_numbers(text);
}

std::optional<Date> date_in_url(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    for (std::size_t at = 0; (at = url.find("/20", at)) != std::string_view::npos; ++at) {
        const std::string_view rest = url.substr(at + 1);
        if (rest.size() < 9) break;
        const char mark = rest[4];
        if (mark != '/' && mark != '-') {
            if (rest.substr(0, 8).find_first_not_of("0123456789") == std::string_view::npos &&
                (rest[8] == '/' || rest[8] == '-'))
                if (const auto date = compact(rest.substr(0, 8))) return date;
            continue;
        }
        const std::size_t second = rest.find_first_of("/-", 5);
        if (second == std::string_view::npos || second == 5) continue;
        std::size_t end = second + 1;
        while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') ++end;
        int year = 0, month = 0, day = 0;
        const std::string_view m = rest.substr(5, second - 5), d = rest.substr(second + 1, end - second - 1);
        if (d.empty() || d.size() > 2) continue;
        std::from_chars(rest.data(), rest.data() + 4, year);
        if (!(month = month_of(ascii_lower(m)))) {
            const auto [stop, error] = std::from_chars(m.data(), m.data() + m.size(), month);
            if (error != std::errc() || stop != m.data() + m.size()) continue;
        }
        std::from_chars(d.data(), d.data() + d.size(), day);
        if (const auto date = checked(year, month, day)) return date;
    }
    return std::nullopt;
}

}  // namespace entente
