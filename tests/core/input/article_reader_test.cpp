#include "core/input/article_reader.h"

#include "core/model/error.h"
#include "tests/core/input/input_file.h"

#include <catch2/catch.hpp>

using namespace entente;
using Catch::Contains;

TEST_CASE("plain text is one article, JSONL one a line, told apart by content") {
    CHECK(read("Kyiv said no.\n\nMoscow said yes.\n") ==
          std::vector<std::string>{"Kyiv said no.\n\nMoscow said yes.\n"});
    CHECK(read("{\"text\":\"A\"}\n\n{\"text\":\"B\"}") == std::vector<std::string>{"A", "B"});
}

TEST_CASE("both are read from gzip too, also of several members") {
    CHECK(read(gzip("Kyiv said no.")) == std::vector<std::string>{"Kyiv said no.\n"});
    CHECK(read(gzip("{\"text\":\"A\"}\n") + gzip("{\"text\":\"B\"}\n")) ==
          std::vector<std::string>{"A", "B"});
}

TEST_CASE("damaged gzip ends the reading with a message") {
    const std::string whole = gzip(std::string(5000, 'x') + "y");
    CHECK_THROWS_WITH(read(whole.substr(0, whole.size() - 9)), Contains("truncated"));
    std::string flipped = whole;
    flipped[12] = static_cast<char>(flipped[12] ^ 0x5A);
    CHECK_THROWS_AS(read(flipped), Error);
}

TEST_CASE("the members of a JSON line become the article, others are ignored") {
    const Article a = read_one(
        R"({"id":"i","date":"2025-12-05T10:00:00Z","title":"t","url":"u","source":"s","text":"x","nodes":[1]})");
    CHECK(a == Article{"i", "2025-12-05", "t", "u", "s", "x"});
}

TEST_CASE("what an article doesn't tell comes from the options, its id from its url or text") {
    ReaderOptions options;
    options.date = "2025-01-02", options.source = "agency";
    const Article a = read_one(R"({"text":"x","url":"https://example.org/1"})", options);
    CHECK(a.date == "2025-01-02");
    CHECK(a.source == "agency");
    CHECK(a.id == read_one(R"({"text":"y","url":"https://example.org/1"})").id);
    CHECK(a.id != read_one(R"({"text":"x"})").id);
}

TEST_CASE("bad lines are failures at their place and the good ones are kept") {
    ReaderOptions options;
    options.longest_article = 200000;
    const auto all = read(
        "{\"text\":\"A\"}\n{\"id\":\"x\"}\nnonsense\n[1]\n{\"text\":7}\n{\"text\":\"\xC3\"}\n{\"text\":" +
            std::string(100000, '[') + "\n" + std::string(300000, ' ') +
            "\n{\"text\":\"B\",\"date\":\"May\"}\n{\"text\":\"C\"}\n{\"text\":\"D",
        options);
    REQUIRE(all.size() == 11);
    CHECK(all[0] == "A");
    CHECK_THAT(all[1], Contains(":2 ") && Contains("no \"text\""));
    CHECK_THAT(all[2], Contains(":3 ") && Contains("no valid JSON"));
    CHECK_THAT(all[3], Contains(":4 ") && Contains("no JSON object"));
    CHECK_THAT(all[4], Contains(":5 ") && Contains("no string"));
    CHECK_THAT(all[5], Contains(":6 ") && Contains("no valid JSON"));
    CHECK_THAT(all[6], Contains(":7 ") && Contains("no valid JSON"));
    CHECK_THAT(all[7], Contains(":8 ") && Contains("longer than 200000"));
    CHECK_THAT(all[8], Contains(":9 ") && Contains("ISO 8601"));
    CHECK(all[9] == "C");
    CHECK_THAT(all[10], Contains(":11 ") && Contains("cut off"));
}

TEST_CASE("a plain text may have a head") {
    const Article a = read_one("---\ntitle: No: never\ndate: 2025-12-05\nsource:agency\n---\n\nText.\n");
    CHECK(a.title == "No: never");
    CHECK(a.date == "2025-12-05");
    CHECK(a.source == "agency");
    CHECK(a.text == "Text.\n");
    CHECK(read_one("---\nno head here\n").text == "---\nno head here\n");
    CHECK_THAT(read("---\nauthor: x\n---\nText")[0], Contains("\"author\""));
    CHECK_THAT(read("---\ndate: soon\n---\nText")[0], Contains("ISO 8601"));
}

TEST_CASE("empty and binary files are failures; a byte order mark and CR LF are not") {
    CHECK_THAT(read("")[0], Contains("empty"));
    CHECK_THAT(read(" \n\t\n")[0], Contains("empty"));
    CHECK_THAT(read(std::string("a\0b", 3))[0], Contains("binary"));
    CHECK(read("\xEF\xBB\xBF"
               "one\r\ntwo\r\n")[0] == "one\ntwo\n");
}

TEST_CASE("JSONL is known for what it is behind a byte order mark and a damaged first line") {
    CHECK(read("\xEF\xBB\xBF{\"text\":\"A\"}\n") == std::vector<std::string>{"A"});
    const auto all = read("garbage\n{\"text\":\"A\"}\n{\"text\":\"B\"}\n");
    REQUIRE(all.size() == 3);
    CHECK_THAT(all[0], Contains(":1 "));
    CHECK(all[2] == "B");
    CHECK(read(" [ {\"text\":\"A\"}]") == std::vector<std::string>{"A"});
    CHECK(read("[Photo] Kyiv said no.").size() == 1);
}

TEST_CASE("an article without words is a failure") {
    CHECK_THAT(read("---\ndate: 2025-12-05\n---\n")[0], Contains("no text"));
    CHECK_THAT(read("{\"text\":\" \\n\"}")[0], Contains("no \"text\""));
}

TEST_CASE("dates are days in the same form, wherever they come from") {
    CHECK(read_one("---\nDate: 2025-12-05T23:00:00Z\n---\nText").date == "2025-12-05");
    ReaderOptions options;
    options.date = "2025-12-05 10:00";
    CHECK(read_one("Text", options).date == "2025-12-05");
    CHECK_THAT(read("{\"text\":\"A\",\"date\":\"2025-12-05 nonsense\"}")[0], Contains("ISO 8601"));
}

TEST_CASE("half of a surrogate pair in JSON is no text") {
    CHECK_THAT(read("{\"text\":\"A \\uDC00 B\"}")[0], Contains("no valid JSON"));
    CHECK_THAT(read("{\"text\":\"A\",\"title\":\"\\uD800\"}")[0], Contains("no valid JSON"));
}

TEST_CASE("a row of CSV with nothing but tags is a failure") {
    // Found by fuzzing.
    CHECK_THAT(read("title,text\nA,<p></p>\n")[0], Contains("no text in its row"));
}

TEST_CASE("an id may be a number") {
    CHECK(read_one("{\"id\":7,\"text\":\"A\"}").id == "7");
}

TEST_CASE("what can't be opened is an error that names it") {
    CHECK_THROWS_WITH(open_articles("/no/such/file.txt"), Contains("/no/such/file.txt"));
    CHECK_THROWS_WITH(open_articles(std::filesystem::temp_directory_path()), Contains("folder"));
}
