#include "core/text/date_expression.h"

#include "core/text/utf8.h"

#include <array>
#include <charconv>
#include <string>
#include <unordered_map>

namespace entente {
namespace {

const std::unordered_map<std::string_view, int> kMonths = {
    {"january", 1}, {"february", 2}, {"march", 3},     {"april", 4},    {"may", 5},       {"june", 6},
    {"july", 7},    {"august", 8},   {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
    {"jan.", 1},    {"feb.", 2},     {"mar.", 3},      {"apr.", 4},     {"jun.", 6},      {"jul.", 7},
    {"aug.", 8},    {"sept.", 9},    {"sep.", 9},      {"oct.", 10},    {"nov.", 11},     {"dec.", 12}};

const std::unordered_map<std::string_view, int> kWeekdays = {
    {"sunday", 0},   {"monday", 1}, {"tuesday", 2}, {"wednesday", 3},
    {"thursday", 4}, {"friday", 5}, {"saturday", 6}};

const std::unordered_map<std::string_view, int> kNumbers = {
    {"a", 1},   {"an", 1},    {"one", 1},   {"two", 2},  {"three", 3}, {"four", 4},   {"five", 5},
    {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10},  {"several", 0}};

enum class Unit { none, day, week, month, year };

/// A date with the tokens that said it.
struct Found {
    std::uint32_t last;
    Date from;
    std::optional<Date> to;  ///< for a week: its last day
};

/// Reads expressions from the left; each parse function returns nothing where its form doesn't start at `at`.
class DateParser {
  public:
    DateParser(const TokenizedText& text, std::uint32_t first, std::uint32_t last, std::optional<Date> day)
        : text_(text), first_(first), last_(last), day_(day) {
        for (std::uint32_t i = first; i < last; ++i) {
            const std::string w = word(i);
            if (w == "will" || w == "'ll" || w == "shall" || w == "upcoming" || w == "scheduled" ||
                w == "planned")
                future_ = true;
        }
    }

    std::vector<DateExpression> run() {
        std::vector<DateExpression> found;
        for (std::uint32_t at = first_; at < last_;) {
            if (const auto expression = bounded(at)) {
                found.push_back(*expression);
                at = expression->last;
            } else {
                ++at;
            }
        }
        return found;
    }

  private:
    std::string word(std::uint32_t at) const { return at < last_ ? ascii_lower(text_[at]) : std::string(); }

    int number(std::uint32_t at) const {
        if (at >= last_) return -1;
        const std::string_view s = text_[at];
        int value = -1;
        const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
        if (error != std::errc()) return -1;
        const std::string_view tail = s.substr(static_cast<std::size_t>(end - s.data()));
        return tail.empty() || tail == "st" || tail == "nd" || tail == "rd" || tail == "th" ? value : -1;
    }

    int month(std::uint32_t at) const {
        if (at >= last_) return 0;
        const auto it = kMonths.find(word(at));
        // "may" and "march" are months only with a capital, and not at the head of a question.
        const bool capital = text_[at][0] >= 'A' && text_[at][0] <= 'Z';
        return it != kMonths.end() && capital ? it->second : 0;
    }

    int year(std::uint32_t at) const {
        const int n = number(at);
        return n >= 1500 && n <= 2199 && text_[at].size() == 4 ? n : 0;
    }

    Unit unit(std::uint32_t at) const {
        const std::string w = word(at);
        if (w == "day" || w == "days") return Unit::day;
        if (w == "week" || w == "weeks") return Unit::week;
        if (w == "month" || w == "months") return Unit::month;
        if (w == "year" || w == "years") return Unit::year;
        return Unit::none;
    }

    /// The unit `offset` units from the article's day.
    Found shifted(Unit unit, int offset, std::uint32_t last) const {
        const Date day = day_->first_day();
        switch (unit) {
            case Unit::week: {
                const long monday = day.to_days() - (day.weekday() + 6) % 7 + 7L * offset;
                return {last, Date::from_days(monday), Date::from_days(monday + 6)};
            }
            case Unit::month: {
                const int months = day.year * 12 + day.month - 1 + offset;
                return {last, {months / 12, months % 12 + 1, 0}, std::nullopt};
            }
            case Unit::year: return {last, {day.year + offset, 0, 0}, std::nullopt};
            default: return {last, Date::from_days(day.to_days() + offset), std::nullopt};
        }
    }

    /// A month or day without a year: the one nearest to the article's day. News looks back: one far ahead is
    /// only meant where the sentence looks ahead.
    Date with_year(int month, int day_of_month) const {
        const long far_ahead = day_of_month ? 45 : 0;  // days
        Date best{day_->year, month, day_of_month};
        for (const int y : {day_->year - 1, day_->year + 1}) {
            const Date other{y, month, day_of_month};
            if (std::abs(other.to_days() - day_->to_days()) < std::abs(best.to_days() - day_->to_days()))
                best = other;
        }
        if (!future_ && best.to_days() > day_->to_days() + far_ahead) --best.year;
        return best;
    }

    static bool valid(const Date& date) { return Date::parse(date.to_string()).has_value(); }

    std::optional<Found> calendar_date(std::uint32_t at) const {
        const std::string_view token = text_[at];
        if (token.size() == 10 && token[4] == '-')
            if (const auto date = Date::parse(token)) return Found{at + 1, *date, std::nullopt};
        std::uint32_t next = at;
        int day_of_month = 0;
        if (const int n = number(at); n >= 1 && n <= 31 && month(at + 1)) {
            day_of_month = n;
            next = at + 1;
        } else if (number(at) >= 1 && number(at) <= 31 && word(at + 1) == "of" && month(at + 2)) {
            day_of_month = number(at);
            next = at + 2;
        }
        const int m = month(next);
        if (!m) return std::nullopt;
        ++next;
        if (!day_of_month)
            if (const int n = number(next); n >= 1 && n <= 31) {
                day_of_month = n;
                ++next;
            }
        std::uint32_t after = next;
        if (word(after) == "," || word(after) == "of") ++after;
        Date date{0, m, day_of_month};
        if (const int y = year(after)) {
            date.year = y;
            next = after + 1;
        } else if (day_) {
            date = with_year(m, day_of_month);
        } else {
            return std::nullopt;
        }
        if (!valid(date)) return std::nullopt;
        return Found{next, date, std::nullopt};
    }

    std::optional<Found> relative(std::uint32_t at) const {
        if (!day_) return std::nullopt;
        const std::string w = word(at);
        if (w == "today" || w == "tonight") return shifted(Unit::day, 0, at + 1);
        if (w == "yesterday") return shifted(Unit::day, -1, at + 1);
        if (w == "tomorrow") return shifted(Unit::day, 1, at + 1);
        if (w == "this" || w == "last" || w == "next" || w == "previous" || w == "coming" || w == "past") {
            const int offset = w == "last" || w == "previous" ? -1 : w == "next" || w == "coming" ? 1 : 0;
            if (const Unit u = unit(at + 1); u != Unit::none && u != Unit::day)
                return shifted(u, offset, at + 2);
            if (const auto it = kWeekdays.find(word(at + 1)); it != kWeekdays.end())
                return weekday(it->second, at + 2, w == "next" || w == "coming");
            if (const int m = month(at + 1)) {
                Date date{day_->year, m, 0};
                if (w == "last" && date.first_day() >= Date{day_->year, day_->month, 1}) --date.year;
                if (w == "next" && date.first_day() <= Date{day_->year, day_->month, 1}) ++date.year;
                return Found{at + 2, date, std::nullopt};
            }
            return std::nullopt;
        }
        if (const auto it = kWeekdays.find(w); it != kWeekdays.end() && text_[at][0] != w[0])
            return weekday(it->second, at + 1, future_);
        int count = number(at);
        if (const auto it = kNumbers.find(w); it != kNumbers.end()) count = it->second;
        if (count > 0 && count < 500 && unit(at + 1) != Unit::none &&
            (word(at + 2) == "ago" || word(at + 2) == "earlier"))
            return shifted(unit(at + 1), -count, at + 3);
        return std::nullopt;
    }

    Found weekday(int wanted, std::uint32_t last, bool ahead) const {
        const long day = day_->to_days();
        const int today = day_->weekday();
        const int back = (today - wanted + 7) % 7;
        return {last, Date::from_days(ahead && back != 0 ? day + 7 - back : day - back), std::nullopt};
    }

    std::optional<Found> bare_year(std::uint32_t at) const {
        const int y = year(at);
        if (!y) return std::nullopt;
        // A number of that size is a year after a word that asks for one, or in "the 2024 election".
        const std::string before = at > first_ ? word(at - 1) : "";
        static constexpr std::array<std::string_view, 16> kBefore = {
            "in",     "since", "by",   "until", "till", "from", "before", "after",
            "during", "of",    "year", "early", "late", "mid",  "to",     "the"};
        for (const std::string_view b : kBefore)
            if (before == b) return Found{at + 1, {y, 0, 0}, std::nullopt};
        return std::nullopt;
    }

    std::optional<Found> simple(std::uint32_t at) const {
        if (auto found = calendar_date(at)) return found;
        if (auto found = relative(at)) return found;
        return bare_year(at);
    }

    static DateRange to_range(const Found& f) {
        return f.to ? DateRange::between(f.from, *f.to) : DateRange::on(f.from);
    }

    /// An expression with the preposition that makes it an open interval, or "from A to B".
    std::optional<DateExpression> bounded(std::uint32_t at) const {
        const std::string w = word(at);
        const bool since = w == "since", from = w == "from",
                   before = w == "before" || w == "until" || w == "till", by = w == "by",
                   after = w == "after", between = w == "between";
        std::uint32_t start = at;
        if (since || from || before || by || after || between) ++start;
        if (start > at)  // "the end of 2027" and the like
            for (const std::string_view skip : {"the", "end", "start", "beginning", "of", "early", "late"})
                if (word(start) == skip) ++start;
        if (start >= last_) return std::nullopt;
        const auto found = simple(start);
        if (!found) return std::nullopt;
        if ((from || between) &&
            (word(found->last) == "to" || word(found->last) == "until" || word(found->last) == "and"))
            if (const auto until = simple(found->last + 1)) {
                // "from January to March 2026": the year holds for both.
                Date begin = found->from;
                if (begin.month && !year(found->last - 1) && year(until->last - 1))
                    begin.year = until->from.year;
                return DateExpression{at, until->last,
                                      DateRange::between(begin, until->to.value_or(until->from))};
            }
        if (since || from || after) return DateExpression{at, found->last, DateRange::from(found->from)};
        if (before || by)
            return DateExpression{at, found->last, DateRange::until(found->to.value_or(found->from))};
        return DateExpression{start, found->last, to_range(*found)};
    }

    const TokenizedText& text_;
    std::uint32_t first_, last_;
    std::optional<Date> day_;
    bool future_ = false;
};

}  // namespace

std::vector<DateExpression> find_dates(const TokenizedText& text, std::uint32_t first, std::uint32_t last,
                                       std::optional<Date> day) {
    if (day && !day->day) day.reset();
    return DateParser(text, first, last, day).run();
}

}  // namespace entente
