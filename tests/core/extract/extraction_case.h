#pragma once

#include "core/extract/extractor.h"
#include "tests/core/extract/given_trees.h"

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

/// The resources that all extraction tests share; loading takes a while under sanitizers.
inline const entente::Resources& test_resources() {
    static const entente::Resources resources =
        entente::Resources::load(ENTENTE_DATA_DIR, entente::ModelKind::fast);
    return resources;
}

/// A text and the lines that say what must come of it (tests/cases/extract).
struct ExtractionCase {
    std::string text;
    std::string date = "2025-12-05";
    std::vector<std::string> wanted;
    std::vector<std::string> unwanted;
    std::string trees = "other";  ///< the file that has those of the text (given_trees.h)
};

inline std::vector<ExtractionCase> read_extraction_cases(const std::string& file) {
    std::ifstream in(std::string(ENTENTE_CASES) + "/extract/" + file);
    if (!in) throw std::runtime_error("no test cases: " + file);
    std::vector<ExtractionCase> cases;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] == '>')
            cases.push_back({line.substr(2), "2025-12-05", {}, {}, file.substr(0, file.find('.'))});
        else if (line[0] == '@')
            cases.back().date = line.substr(2);
        else if (line[0] == '!')
            cases.back().unwanted.push_back(line.substr(2));
        else
            cases.back().wanted.push_back(line);
    }
    return cases;
}

/// The parts of a line between bars, without the spaces around them.
inline std::vector<std::string> parts_of(const std::string& line, char bar = '|') {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(bar, at), line.size());
        std::string part = line.substr(at, end - at);
        part.erase(0, part.find_first_not_of(' '));
        part.erase(part.find_last_not_of(' ') + 1);
        parts.push_back(part);
        at = end + 1;
    }
    return parts;
}

inline entente::Article article_of(const ExtractionCase& c) {
    entente::Article article;
    article.id = "case";
    article.date = c.date;
    article.text = c.text;
    return article;
}

/// What the rules make of given trees.
inline entente::ArticleGraph extract_case(const ExtractionCase& c,
                                          const entente::ExtractOptions& options = {}) {
    const entente::Article article = article_of(c);
    return entente::extract(given_document(article, c.trees, test_resources()), test_resources(), options);
}

/// From the text to the graph, with the models that are shipped.
inline entente::ArticleGraph extract_with_models(const ExtractionCase& c) {
    return entente::extract(article_of(c), test_resources());
}
