// Files of the formats that news comes in, in tests/cases/input/formats, and what is read of each:
// FILE.expected has a line an item, an article as JSON (derived ids are "0"), "! where message" for a
// failure, "- where" for what holds no article.

#include "core/model/json.h"
#include "tests/core/input/input_file.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

std::string shown(const std::filesystem::path& file) {
    std::string lines;
    const auto place = [&](const std::string& where) {
        const std::string rest = where.substr(file.string().size());
        return rest.empty() ? rest : rest + " ";
    };
    const auto reader = open_articles(file);
    while (auto item = reader->next()) {
        if (auto* article = std::get_if<Article>(&item->content)) {
            if (article->id == derive_article_id(*article)) article->id = "0";
            lines += to_json(*article) + "\n";
        } else if (const auto* failure = std::get_if<ReadFailure>(&item->content)) {
            lines += "! " + place(failure->where) + failure->message + "\n";
        } else {
            lines += "- " + item->where.substr(file.string().size()) + "\n";
        }
    }
    return lines;
}

}  // namespace

TEST_CASE("each format in which news comes is read as its case says") {
    std::size_t cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_CASES "/input/formats")) {
        if (entry.path().extension() == ".expected") continue;
        INFO(entry.path().filename().string());
        CHECK(shown(entry.path()) == file_content(entry.path().string() + ".expected"));
        ++cases;
    }
    CHECK(cases >= 11);
}
