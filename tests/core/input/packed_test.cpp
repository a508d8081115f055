// What stands inside something else: gzip, Zstandard, zip and tar, web archives, and limits on them.

#include "core/model/error.h"
#include "tests/core/input/input_file.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <zstd.h>

#include <catch2/catch.hpp>

using namespace entente;
using Catch::Contains;

namespace {

std::string zstd(const std::string& bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
    return out;
}

using Files = std::vector<std::pair<std::string, std::string>>;

std::string archive_of(const Files& files, bool zip) {
    struct archive* a = archive_write_new();
    zip ? archive_write_set_format_zip(a) : archive_write_set_format_ustar(a);
    std::string out(64u << 20, '\0');
    std::size_t used = 0;
    archive_write_open_memory(a, out.data(), out.size(), &used);
    for (const auto& [name, bytes] : files) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(a, entry);
        archive_write_data(a, bytes.data(), bytes.size());
        archive_entry_free(entry);
    }
    archive_write_free(a);
    out.resize(used);
    return out;
}

std::string record(const std::string& type, const std::string& fields, const std::string& block) {
    return "WARC/1.0\r\nWARC-Type: " + type + "\r\n" + fields +
           "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string response(const std::string& url, const std::string& http_fields, const std::string& body,
                     const std::string& status = "200 OK") {
    return record("response",
                  "WARC-Target-URI: " + url + "\r\nContent-Type: application/http; msgtype=response\r\n",
                  "HTTP/1.1 " + status + "\r\n" + http_fields + "\r\n" + body);
}

const std::string kText =
    "Ghana and Togo agreed on their border at sea on Monday, after eight years of talks, and asked "
    "the tribunal in Hamburg to close the case that both had brought.";
const std::string kPage =
    "<html><head><title>A border at sea</title></head><body><p>" + kText + "</p></body></html>";

}  // namespace

TEST_CASE("Zstandard is read like gzip, also of several frames and inside one another") {
    CHECK(read(zstd("{\"text\":\"A\"}\n") + zstd("{\"text\":\"B\"}\n")) ==
          std::vector<std::string>{"A", "B"});
    CHECK(read(gzip(zstd("Kyiv said no."))) == std::vector<std::string>{"Kyiv said no.\n"});
    CHECK_THROWS_WITH(read(zstd(std::string(5000, 'x')).substr(0, 10)), Contains("zstd"));
    const std::string whole = zstd(kText + kPage);
    CHECK_THROWS_WITH(read(whole.substr(0, whole.size() - 5)), Contains("truncated"));
}

TEST_CASE("zip and tar give their files, each in its own format") {
    for (const bool zip : {true, false}) {
        const auto all = read(archive_of({{"a/page.html", kPage},
                                          {"a/lines.jsonl", "{\"text\":\"A\"}\nbad\n"},
                                          {"a/._page.html", "junk"},
                                          {"logo.png", std::string("\x89PNG\r\n\x1A\n\0\0", 10)},
                                          {"news.txt.gz", gzip("Kyiv said no.")}},
                                         zip));
        REQUIRE(all.size() == 5);
        CHECK(all[0] == kText + "\n");
        CHECK(all[1] == "A");
        CHECK_THAT(all[2], Contains("! /a/lines.jsonl:2 no valid JSON"));
        CHECK(all[3] == "- /logo.png ");
        CHECK(all[4] == "Kyiv said no.\n");
    }
}

TEST_CASE("a damaged file in an archive leaves the others readable") {
    const auto all = read(
        archive_of({{"bad.gz", gzip(kText + kPage).substr(0, 60)}, {"good.txt", "Kyiv said no."}}, false));
    REQUIRE(all.size() == 2);
    CHECK_THAT(all[0], Contains("! /bad.gz") && Contains("truncated"));
    CHECK(all[1] == "Kyiv said no.\n");
}

TEST_CASE("a web archive gives the pages of its responses, a member a record") {
    std::string warc;
    warc += gzip(record("warcinfo", "", "software: x"));
    warc += gzip(record("request", "WARC-Target-URI: https://example.org/a\r\n", "GET / HTTP/1.1\r\n\r\n"));
    warc += gzip(
        response("https://example.org/2025/12/01/a", "Content-Type: text/html; charset=utf-8\r\n", kPage));
    warc += gzip(response("https://example.org/gone", "Content-Type: text/html\r\n", kPage, "404 Not Found"));
    warc += gzip(response("https://example.org/i.png", "Content-Type: image/png\r\n", "\x89PNG"));
    warc += gzip(response("https://example.org/list", "Content-Type: text/html\r\n",
                          "<html><body><a href=x>One</a></body></html>"));
    warc +=
        gzip(response("https://example.org/b", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
                      "5\r\n" + kPage.substr(0, 5) + "\r\n" + "4000\r\n" + kPage.substr(5)));
    warc += gzip(record("conversion",
                        "WARC-Target-URI: https://example.org/c\r\nContent-Type: text/plain\r\n", kText));
    const InputFile file(warc);
    const auto reader = open_articles(file.path());
    std::vector<std::string> urls;
    std::size_t skipped = 0;
    while (const auto item = reader->next()) {
        if (std::holds_alternative<ReadSkip>(item->content)) {
            ++skipped;
            continue;
        }
        REQUIRE(std::holds_alternative<Article>(item->content));
        const Article& article = std::get<Article>(item->content);
        CHECK(article.text == kText + "\n");
        urls.push_back(article.url);
        if (urls.size() == 1) {
            CHECK(article.date == "2025-12-01");
            CHECK_THAT(item->where, Contains("#3"));
        }
    }
    CHECK(urls == std::vector<std::string>{"https://example.org/2025/12/01/a", "https://example.org/b",
                                           "https://example.org/c"});
    CHECK(skipped == 2);
}

TEST_CASE("the pages of a web archive come in their order, however many threads read them") {
    std::string warc;
    for (int i = 0; i < 200; ++i) {
        const std::string number = std::to_string(i);
        // Longer and shorter ones, so that later pages are done before earlier ones.
        std::string text;
        for (int n = 0; n <= i * 7 % 40; ++n) text += "<p>" + number + ": " + kText + "</p>";
        if (i % 9 == 0) {
            warc += response("https://example.org/" + number, "Content-Type: text/html\r\n", "<p>None.</p>");
        } else if (i % 9 == 1) {
            warc += response("https://example.org/" + number, "Content-Type: application/json\r\n",
                             "{\"text\":\"A" + number + "\"}\nbad\n{\"text\":\"B" + number + "\"}\n");
        } else {
            warc += response("https://example.org/" + number, "Content-Type: text/html\r\n",
                             "<html><body>" + text);
        }
    }
    // What is wrong behind them is told behind them.
    warc += "garbage\r\n\r\n";
    const auto read_with = [&](unsigned threads) {
        const InputFile file(gzip(warc));
        ReaderOptions options;
        options.threads = threads;
        std::vector<std::string> all;
        try {
            const auto reader = open_articles(file.path(), options);
            while (const auto item = reader->next()) {
                all.push_back(item->where.substr(file.path().string().size()));
                if (const auto* article = std::get_if<Article>(&item->content))
                    all.back() += " " + article->text;
            }
        } catch (const Error& error) {
            CHECK_THAT(error.what(), Contains("#200") && Contains("no WARC record"));
            all.push_back("error");
        }
        return all;
    };
    const auto alone = read_with(1);
    CHECK(alone.size() == 200 + 2 * 23 + 1);
    CHECK(alone.back() == "error");
    CHECK(std::is_sorted(alone.begin(), alone.end() - 1, [](const std::string& a, const std::string& b) {
        return std::stoi(a.substr(1)) < std::stoi(b.substr(1));
    }));
    for (const unsigned threads : {2u, 7u}) CHECK(read_with(threads) == alone);
}

TEST_CASE("a web archive may be left before its end") {
    std::string warc;
    for (int i = 0; i < 50; ++i)
        warc += response("https://example.org/", "Content-Type: text/html\r\n", kPage);
    const InputFile file(warc);
    const auto reader = open_articles(file.path());
    CHECK(std::get<Article>(reader->next()->content).text == kText + "\n");
}

TEST_CASE("an address of broken bytes in a web archive is mended") {
    // Found by fuzzing.
    const InputFile file(response("https://example.org/\xFF", "Content-Type: text/html\r\n", kPage));
    CHECK(std::get<Article>(open_articles(file.path())->next()->content).url ==
          "https://example.org/\xEF\xBF\xBD");
}

TEST_CASE("a damaged web archive says where, and gives what stood before") {
    const std::string good = response("https://example.org/a", "Content-Type: text/html\r\n", kPage);
    CHECK_THROWS_WITH(read(good + "garbage\r\n\r\n"), Contains("#1") && Contains("no WARC record"));
    CHECK_THROWS_WITH(read("WARC/1.0\r\nWARC-Type: response\r\n\r\n"), Contains("Content-Length"));
    const auto cut = read(good + good.substr(0, good.size() - 40));
    REQUIRE(cut.size() == 2);
    CHECK(cut[0] == kText + "\n");
    CHECK_THAT(cut[1], Contains("! #2 the record is cut off"));
}

TEST_CASE("what unpacks to far more than its size, or is packed too often, is not read") {
    ReaderOptions options;
    options.unpack.always = 1 << 20;
    const std::string bomb(8u << 20, ' ');
    CHECK_THROWS_WITH(read(gzip(bomb), options), Contains("more than 250 times"));
    CHECK_THROWS_WITH(read(zstd(bomb), options), Contains("more than 250 times"));
    for (const bool zip : {true, false}) {
        const auto all =
            read(archive_of({{"bomb.txt.gz", gzip(bomb)}, {"b.txt", "Kyiv said no."}}, zip), options);
        REQUIRE(all.size() == 2);
        CHECK_THAT(all[0], Contains("! /bomb.txt.gz") && Contains("more than 250 times"));
    }
    const auto inside = read(archive_of({{"bomb.txt", bomb}, {"b.txt", "Kyiv said no."}}, true), options);
    REQUIRE(inside.size() == 1);
    CHECK_THAT(inside[0], Contains("more than 250 times"));
    options.unpack.ratio = 0;
    CHECK_THAT(read(gzip(bomb), options)[0], Contains("empty"));

    std::string packed = "Kyiv said no.";
    for (int i = 0; i < 6; ++i) packed = gzip(packed);
    CHECK(read(packed) == std::vector<std::string>{"Kyiv said no.\n"});
    CHECK_THROWS_WITH(read(gzip(packed)), Contains("packed more than 6 times"));
}

TEST_CASE("articles over the limit are failures wherever they stand") {
    ReaderOptions options;
    options.longest_article = 1000;
    const std::string big(5000, 'x');
    CHECK_THAT(read("<html><body><p>" + big, options)[0], Contains("longer than 1000 bytes"));
    CHECK_THAT(read("<rss><channel><item>" + big, options)[0], Contains("longer than 1000 bytes"));
    CHECK_THAT(read("text,title\n\"" + big + "\",t\nshort,t\n", options, ".csv")[0],
               Contains("! :2 the row is longer"));
    CHECK(read("text,title\n\"" + big + "\",t\nshort,t\n", options, ".csv")[1] == "short");
    const auto array = read("[{\"text\":\"" + big + "\"},{\"text\":\"A\"}]", options);
    CHECK_THAT(array[0], Contains("! #1 is longer than 1000 bytes"));
    CHECK(array[1] == "A");
    const auto records =
        read(response("https://example.org/a", "", big) + record("conversion", "", kText), options);
    CHECK_THAT(records[0], Contains("! #1 the record is longer than 1000 bytes"));
    CHECK(records[1] == kText + "\n");
}
