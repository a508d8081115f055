#include "core/text/date_expression.h"
#include "core/text/sentence_splitter.h"
#include "core/text/tokenizer.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <fstream>
#include <random>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

void replace_all(std::string& s, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = s.find(from, at)) != std::string::npos; at += to.size())
        s.replace(at, from.size(), to);
}

std::vector<std::string> tokenized_sentences(const std::string& text) {
    const TokenizedText doc = split_sentences(text);
    std::vector<std::string> sentences;
    for (const Sentence& s : doc.sentences) {
        std::string line;
        for (std::uint32_t t = s.first; t < s.last; ++t)
            line += (t > s.first ? " " : "") + std::string(doc[t]);
        sentences.push_back(line);
    }
    return sentences;
}

std::ifstream open_cases(const std::string& name) {
    std::ifstream in(std::string(ENTENTE_CASES) + "/text/" + name);
    REQUIRE(in);
    return in;
}

}  // namespace

TEST_CASE("texts are cut into sentences and UD-style tokens") {
    std::ifstream in = open_cases("sentences.txt");
    std::string text;
    std::vector<std::string> wanted;
    const auto check = [&] {
        if (text.empty()) return;
        INFO(text);
        CHECK(tokenized_sentences(text) == wanted);
        wanted.clear();
    };
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] != '>') {
            wanted.push_back(line);
            continue;
        }
        check();
        text = line.substr(2);
        replace_all(text, "\\n", "\n");
        replace_all(text, "~", "\xC2\xA0");
    }
    check();
}

TEST_CASE("date expressions are resolved against the article's day") {
    std::ifstream in = open_cases("dates.txt");
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const std::size_t first = line.find(" | "), second = line.rfind(" | ");
        const std::string text = line.substr(first + 3, second - first - 3), wanted = line.substr(second + 3);
        const TokenizedText doc = split_sentences(text);
        std::string found;
        for (const DateExpression& d : find_dates(doc, 0, static_cast<std::uint32_t>(doc.tokens.size()),
                                                  Date::parse(line.substr(0, first))))
            found += (found.empty() ? "" : " ") + d.range.to_string();
        INFO(text);
        CHECK((found.empty() ? "none" : found) == wanted);
    }
}

TEST_CASE("every character that is no space is in just one token, on any text") {
    const std::vector<std::string> pieces = {
        "a",    "Z",   "é",  "ß", "中", "🙂", " ", "\n", "\n\n", "\xC2\xA0", ".", "...",  "'",
        "’",    "\"",  "“",  "-", "–",  "—",    "/", "@",  "://",  "www.",     "1", "2025", ",",
        "U.S.", "n't", "'s", "(", ")",  "$",    "%", "#",  "&",    "e.g.",     "\t"};
    std::mt19937 random(5);
    for (int round = 0; round < 600; ++round) {
        std::string text;
        for (unsigned i = 0, n = random() % 80; i < n; ++i) text += pieces[random() % pieces.size()];
        const TokenizedText doc = split_sentences(text);
        std::size_t at = 0;
        for (const Token& token : doc.tokens) {
            REQUIRE(token.begin >= at);
            REQUIRE(token.end > token.begin);
            for (std::size_t i = at; i < token.begin;) {
                const CodePoint c = decode_utf8(text, i);
                REQUIRE(char_class(c.value) == CharClass::space);
                i += c.length;
            }
            REQUIRE(find_invalid_utf8(doc.text.substr(token.begin, token.end - token.begin)) ==
                    std::string_view::npos);
            at = token.end;
        }
        std::uint32_t next = 0;
        for (const Sentence& s : doc.sentences) {
            REQUIRE(s.first == next);
            REQUIRE(s.last > s.first);
            next = s.last;
        }
        REQUIRE(next == doc.tokens.size());
    }
}

TEST_CASE("a text without an end is cut into sentences of bounded length, at commas where there are some") {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += i % 90 == 89 ? "word, " : "word ";
    const TokenizedText doc = split_sentences(text);
    for (const Sentence& s : doc.sentences) {
        CHECK(s.last - s.first <= kLongestSentence);
        if (s.last < doc.tokens.size()) CHECK(doc[s.last - 1] == ",");
    }
    CHECK(doc.sentences.back().last == doc.tokens.size());
    // All closing brackets, which once took time by their square.
    CHECK(split_sentences("Russia met Iran " + std::string(400000, ')')).tokens.size() == 400003);
}

TEST_CASE("broken UTF-8 is found at its first byte") {
    CHECK(find_invalid_utf8("naïve 中 🙂") == std::string_view::npos);
    for (const char* broken : {"\xC3", "\xC0\xAF", "\xE2\x82", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                               "\xF4\x90\x80\x80", "\xFF", "\x80"}) {
        CHECK(find_invalid_utf8(std::string("ab") + broken) == 2);
        CHECK(find_invalid_utf8(std::string("ab") + broken + "cd") == 2);
    }
}
