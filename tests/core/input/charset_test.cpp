#include "core/input/charset.h"

#include "core/input/loose_date.h"
#include "core/text/utf8.h"
#include "tests/core/input/input_file.h"

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("text in other character sets becomes UTF-8") {
    CHECK(read("The caf\xE9 in S\xE3o Paulo was closed on Sunday, and so was the one in Bras\xEDlia.\n")
              .at(0) == "The café in São Paulo was closed on Sunday, and so was the one in Brasília.\n");
    CHECK(read(std::string("\xFF\xFEO\0K\0.\0", 8)).at(0) == "OK.\n");
    CHECK(read(std::string("\xFE\xFF\0O\0K\0.", 8)).at(0) == "OK.\n");
    CHECK(to_utf8("\xCC\xCE\xD1\xCA\xC2\xC0", "windows-1251") == "МОСКВА");
    CHECK(to_utf8("\x93quoted\x94", "iso-8859-1") == "“quoted”");
    CHECK(to_utf8("caf\xC3\xA9", "windows-1251") == "café");
    CHECK(to_utf8("\x1B$B5~ET\x1B(B", "iso-2022-jp") == "京都");
}

TEST_CASE("a few broken bytes in UTF-8 do not make it another character set") {
    const std::string good =
        "Zürich, Genève, São Paulo, Brasília, Málaga, Kraków, Łódź, Tromsø, Reykjavík, Århus";
    const std::string text = to_utf8(good + " \xE2\x80", "windows-1252");
    CHECK(text.substr(0, good.size()) == good);
    CHECK(find_invalid_utf8(text) == std::string::npos);
}

TEST_CASE("a declaration is found in media types, pages and XML") {
    CHECK(declared_charset("text/html; charset=\"KOI8-R\"", "") == "KOI8-R");
    CHECK(declared_charset("", "<html><head><META CHARSET='windows-1251'>") == "windows-1251");
    CHECK(declared_charset("", "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">") ==
          "gb2312");
    CHECK(declared_charset("", "<?xml version='1.0' encoding='ISO-8859-2'?>") == "ISO-8859-2");
    CHECK(declared_charset("text/html", "<html>").empty());
}

TEST_CASE("days are read in the forms in which pages and feeds write them") {
    const auto day = [](std::string_view text) {
        const auto date = loose_date(text);
        return date ? date->to_string() : "";
    };
    for (const char* text :
         {"2025-12-05", "2025-12-05T10:15:00Z", "2025/12/05", "2025.12.5", "20251205", "20251205T101500Z",
          "20251205101500", "Fri, 05 Dec 2025 10:15:00 GMT", "5 December 2025", "5th of December, 2025",
          "December 5, 2025 at 9:00 AM EST", "Dec. 5, 2025", "Published: December 5th 2025",
          "Fri Dec 5 10:15:00 UTC 2025", "1764892800", "1764892800000"})
        CHECK(day(text) == "2025-12-05");
    CHECK(day("25/12/2025") == "2025-12-25");
    CHECK(day("12-25-2019") == "2019-12-25");
    for (const char* text : {"05/12/2025", "May", "soon", "2025-13-05", "32 December 2025", "12:30", "",
                             "1.2.3", "2025-12-05 nonsense"})
        CHECK(day(text).empty());
    CHECK(date_in_url("https://x.org/2025/12/05/a")->to_string() == "2025-12-05");
    CHECK(date_in_url("https://x.org/world/2025/dec/05/a")->to_string() == "2025-12-05");
    CHECK(date_in_url("https://x.org/2025-12-05/b")->to_string() == "2025-12-05");
    CHECK_FALSE(date_in_url("https://x.org/2025/50/05/a"));
}
