#include "core/knowledge/country_code.h"

#include <catch2/catch.hpp>

using entente::two_letter_code;

TEST_CASE("countries have two letters for three") {
    CHECK(two_letter_code("RUS") == "RU");
    CHECK(two_letter_code("PSE") == "PS");
    CHECK(two_letter_code("rus").empty());
    CHECK(two_letter_code("XYZ").empty());
    CHECK(two_letter_code("").empty());
}
