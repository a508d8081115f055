#include "core/extract/extractor.h"
#include "core/model/article.h"
#include "core/model/json.h"
#include "tests/core/extract/extraction_case.h"
#include "tests/core/extract/generated_texts.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// What the extractor makes of many texts, and by which version of it.
struct FrozenGraphs {
    std::uint32_t extractor = 0;
    std::string data;    ///< fingerprint of the resources
    std::string graphs;  ///< digest

    bool operator==(const FrozenGraphs&) const = default;
};

const std::string kFile = std::string(ENTENTE_CASES) + "/extract/frozen-graphs.txt";

FrozenGraphs read_frozen() {
    FrozenGraphs frozen;
    std::ifstream in(kFile);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string key;
        words >> key;
        if (key == "extractor") words >> frozen.extractor;
        if (key == "data") words >> frozen.data;
        if (key == "graphs") words >> frozen.graphs;
    }
    return frozen;
}

bool write_frozen(const FrozenGraphs& frozen) {
    std::ofstream out(kFile);
    out << "# A digest of the graphs of all texts in this folder and of 200 generated ones, and the "
           "extractor that made them: its\n"
           "# number (core/extract/extractor.h) and the fingerprint of its data. Written by "
           "tests/freeze-graphs.sh.\n"
        << "extractor " << frozen.extractor << "\ndata " << frozen.data << "\ngraphs " << frozen.graphs
        << '\n';
    return static_cast<bool>(out.flush());
}

FrozenGraphs graphs_now() {
    std::string all;
    const auto add = [&](const std::string& text) {
        Article article;
        article.id = "text";
        article.date = "2025-12-05";
        article.text = text;
        for (const bool unnamed : {false, true}) {
            ArticleGraph graph = extract(article, test_resources(), {unnamed});
            graph.extractor = {};  // frozen by itself
            all += to_json(graph) + '\n';
        }
    };
    for (const char* file : {"actors.txt", "constructions.txt", "events.txt", "relations.txt",
                             "sentences.txt", "status.txt", "structure.txt", "types.txt"})
        for (const ExtractionCase& c : read_extraction_cases(file)) add(c.text);
    for (const std::string& text : generated_texts(test_resources(), 200)) add(text);
    return {kExtractorNumber, test_resources().fingerprint, hash_hex(all)};
}

}  // namespace

TEST_CASE("what is extracted changes only together with the extractor's number or its data", "[frozen]") {
    const FrozenGraphs frozen = read_frozen(), now = graphs_now();
    const bool same_version = now.extractor == frozen.extractor && now.data == frozen.data;
    INFO(
        "The same extractor number and data give other graphs than before, so that databases would keep the "
        "old ones, and shards of two builds would not merge to the same bytes. Raise kExtractorNumber in "
        "core/extract/extractor.h, then run tests/freeze-graphs.sh.");
    REQUIRE((!same_version || now.graphs == frozen.graphs));
    if (std::getenv("ENTENTE_FREEZE_GRAPHS")) {
        REQUIRE(write_frozen(now));
        return;
    }
    INFO(
        "The extractor's number or its data are new: run tests/freeze-graphs.sh, which notes what they "
        "give.");
    CHECK(now == frozen);
}
