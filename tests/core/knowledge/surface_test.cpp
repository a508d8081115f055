#include "core/knowledge/surface.h"

#include <string>

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("surfaces are compared with plain quotes, hyphens and single spaces") {
    struct Case {
        const char *from, *to;
    };
    const auto c = GENERATE(values<Case>({{"South Korea", "South Korea"},
                                          {"  South \t\n Korea ", "South Korea"},
                                          {"Xi\u2019an", "Xi'an"},
                                          {"Mata\u02bbafa", "Mata'afa"},
                                          {"Jong\u2011un", "Jong-un"},
                                          {"\u201cEl Mayo\u201d", "\"El Mayo\""},
                                          {"a\u00a0b\u2009c", "a b c"},
                                          {"", ""},
                                          {" ", ""},
                                          {"Erdoğan", "Erdoğan"}}));
    CAPTURE(c.from);
    CHECK(normalize_surface(c.from) == c.to);
    CHECK(is_normal_surface(c.to));
    CHECK(is_normal_surface(c.from) == (std::string(c.from) == c.to));
}

TEST_CASE("Latin letters lose their diacritics and other scripts stay") {
    struct Case {
        const char *from, *to;
    };
    const auto c = GENERATE(values<Case>({{"Erdoğan", "Erdogan"},
                                          {"Čaputová", "Caputova"},
                                          {"Wałęsa", "Walesa"},
                                          {"Đukanović", "Dukanovic"},
                                          {"Nguyễn Phú Trọng", "Nguyen Phu Trong"},
                                          {"Straße", "Strasse"},
                                          {"İmamoğlu", "Imamoglu"},
                                          {"Кремль", "Кремль"},
                                          {"plain", "plain"}}));
    CHECK(fold_diacritics(c.from) == c.to);
}
