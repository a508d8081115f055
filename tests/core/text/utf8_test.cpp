#include "core/text/utf8.h"

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("the first and the last character of each length are decoded") {
    const auto check = [](const std::string& text, char32_t value) {
        const CodePoint c = decode_utf8("x" + text + "y", 1);
        CHECK(c.value == value);
        CHECK(c.length == text.size());
    };
    check(std::string(1, '\0'), 0);
    check("\x7F", 0x7F);
    check("\xC2\x80", 0x80);
    check("\xDF\xBF", 0x7FF);
    check("\xE0\xA0\x80", 0x800);
    check("\xED\x9F\xBF", 0xD7FF);
    check("\xEE\x80\x80", 0xE000);
    check("\xEF\xBF\xBF", 0xFFFF);
    check("\xF0\x90\x80\x80", 0x10000);
    check("\xF4\x8F\xBF\xBF", 0x10FFFF);
}

TEST_CASE("a broken byte is one character that stands for none, whatever follows") {
    for (const std::string broken : {
             "\x80", "\xBF", "\xFF",                          // begins no character
             "\xC0\xAF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF",  // longer than it needs to be
             "\xED\xA0\x80", "\xED\xBF\xBF",                  // surrogates
             "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",          // above U+10FFFF
             "\xC3", "\xE2\x82", "\xF0\x9F\x99",              // cut off
         })
        for (const char* rest : {"", "z", "\xC3\xA9"}) {
            const std::string text = broken + rest;
            const CodePoint c = decode_utf8(text, 0);
            CHECK(c.value == 0xFFFD);
            CHECK(c.length == 1);
            CHECK(find_invalid_utf8(text) == 0);
        }
}
