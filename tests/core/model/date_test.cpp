#include "core/model/date.h"

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("dates are read and written as precisely as they are known") {
    for (const char* iso :
         {"2025", "2025-12", "2025-12-05", "2024-02-29", "2014/..", "../2027", "2025-12-01/2025-12-05"}) {
        REQUIRE(DateRange::parse(iso));
        CHECK(DateRange::parse(iso)->to_string() == iso);
    }
    CHECK(Date::parse("2025-12-05T10:00:00Z")->to_string() == "2025-12-05");
    for (const char* wrong :
         {"", "25", "2025-13", "2025-02-29", "2025-12-5", "2025-12-05x", "../..", "2025/", "tomorrow"}) {
        INFO(wrong);
        CHECK_FALSE(DateRange::parse(wrong));
    }
}

TEST_CASE("days and dates turn into each other over the whole calendar") {
    for (long day = -800000; day < 800000; day += 97) CHECK(Date::from_days(day).to_days() == day);
    CHECK(Date::from_days(0) == Date{1970, 1, 1});
    CHECK(Date::from_days(-1) == Date{1969, 12, 31});
    CHECK(Date{2025, 12, 5}.weekday() == 5);
    CHECK(Date{1969, 12, 31}.weekday() == 3);
    CHECK(Date{2025, 12}.weekday() == 1);
    CHECK(Date{2024, 2, 0}.last_day() == Date{2024, 2, 29});
    CHECK(Date{2025, 0, 0}.last_day() == Date{2025, 12, 31});
}
