#include "core/knowledge/surface.h"

#include <random>
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
                                          {"No\x18Three\x01", "No Three"},
                                          {"", ""},
                                          {" ", ""},
                                          {"Erdoğan", "Erdoğan"}}));
    CAPTURE(c.from);
    CHECK(normalize_surface(c.from) == c.to);
    CHECK(is_normal_surface(c.to));
    CHECK(is_normal_surface(c.from) == (std::string(c.from) == c.to));
}

TEST_CASE("what is made normal is normal, of any bytes") {
    std::mt19937 random(5);
    const std::string bytes = "\x01\x18\t \xC2\xA0\xE2\x80\x99\xE3\x80\x80\xCAxy-\x7F\xFF";
    for (int i = 0; i < 20000; ++i) {
        std::string surface;
        for (std::size_t n = random() % 8; n > 0; --n) surface += bytes[random() % bytes.size()];
        INFO(Catch::StringMaker<std::string>::convert(surface));
        if (!is_normal_surface(normalize_surface(surface))) FAIL_CHECK();
    }
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
