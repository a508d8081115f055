// Pages that mirror the layouts of news sites, in tests/cases/input/html: NAME.html, and NAME.txt with the
// text that a reader takes for the article, and in its head what the page tells of title, date and url.

#include "core/input/html_tree.h"
#include "core/model/error.h"
#include "core/text/utf8.h"
#include "tests/core/input/input_file.h"

#include <algorithm>
#include <cctype>
#include <map>

#include <catch2/catch.hpp>

using namespace entente;
using Catch::Contains;

namespace {

std::map<std::string, int> tokens_of(const std::string& text) {
    std::map<std::string, int> tokens;
    std::string token;
    for (const char c : text + " ") {
        if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80)
            token += c;
        else if (!token.empty())
            ++tokens[std::exchange(token, {})];
    }
    return tokens;
}

/// The harmonic mean of precision and recall of a text's tokens.
double token_f1(const std::string& expected, const std::string& found) {
    const auto a = tokens_of(expected), b = tokens_of(found);
    int common = 0, all_a = 0, all_b = 0;
    for (const auto& [token, n] : a) {
        all_a += n;
        if (const auto other = b.find(token); other != b.end()) common += std::min(n, other->second);
    }
    for (const auto& [token, n] : b) all_b += n;
    return all_a + all_b ? 2.0 * common / (all_a + all_b) : 1;
}

}  // namespace

TEST_CASE("the text, title, date and address of news pages are found") {
    double sum = 0;
    int pages = 0;
    for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_CASES "/input/html")) {
        if (entry.path().extension() != ".html") continue;
        INFO(entry.path().filename().string());
        std::filesystem::path text = entry.path();
        const Article expected =
            std::get<Article>(open_articles(text.replace_extension(".txt"))->next()->content);
        const auto item = open_articles(entry.path())->next();
        REQUIRE(std::holds_alternative<Article>(item->content));
        const Article& found = std::get<Article>(item->content);
        const double f1 = token_f1(expected.text, found.text);
        CHECK(f1 >= 0.85);
        CHECK(found.title == expected.title);
        CHECK(found.date == expected.date);
        if (!expected.url.empty()) CHECK(found.url == expected.url);
        sum += f1;
        ++pages;
    }
    CHECK(pages >= 40);
    INFO("mean F1 " << sum / pages);
    CHECK(sum / pages >= 0.98);
}

TEST_CASE("broken pages give what can be read of them, or one message") {
    int pages = 0;
    for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_CASES "/input/html-broken")) {
        INFO(entry.path().filename().string());
        const auto reader = open_articles(entry.path());
        const auto item = reader->next();
        REQUIRE(item);
        if (const auto* article = std::get_if<Article>(&item->content)) CHECK_FALSE(article->text.empty());
        if (const auto* failure = std::get_if<ReadFailure>(&item->content))
            CHECK_FALSE(failure->message.empty());
        CHECK_FALSE(reader->next());
        ++pages;
    }
    CHECK(pages >= 20);
}

TEST_CASE("pages that would keep the parser busy for ever are refused") {
    std::string deep = "<html><body>";
    for (int i = 0; i < 100000; ++i) deep += "<div>";
    CHECK_THAT(read(deep)[0], Contains("nested more than"));
    // Each paragraph opens all fonts again.
    std::string tangled = "<html><body><p>";
    for (int i = 0; i < 1900; ++i) tangled += "<font size=" + std::to_string(i) + ">";
    for (int i = 0; i < 20000; ++i) tangled += "</p><p>x";
    CHECK_THAT(read(tangled)[0], Contains("too tangled"));
}

TEST_CASE("an address that every page of a site would share is none of an article's") {
    const std::string text =
        "<p>Estonia, Latvia and Lithuania cut their last power line to Russia on Saturday, "
        "officials of the three states said in Vilnius, and joined the European grid.</p>";
    CHECK(read_one("<html><head><link rel=canonical href='https://example.org/'></head><body>" + text).url ==
          "https://example.org/");
    CHECK(read_one("<html><head><meta property=og:url content='/relative'></head><body>" + text).url.empty());
}

TEST_CASE("a character by a number beyond all leaves a text of valid UTF-8") {
    // Found by fuzzing.
    std::string digits = "82122";
    for (int n = 0; n < 40; ++n, digits += '2') {
        const Article article =
            read_one(R"([{"text":"<p>Peru said no &#)" + digits + R"(; on Monday.</p>"}])");
        CHECK(find_invalid_utf8(article.text) == std::string::npos);
    }
}
