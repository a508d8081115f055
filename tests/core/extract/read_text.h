#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "tests/core/extract/extraction_case.h"

#include <stdexcept>
#include <string>
#include <string_view>

/// A text with its tree (tests/cases/extract/trees/other.conllu), its entities and the grammar on them.
struct ReadText {
    explicit ReadText(const std::string& text) : article(article_of({text, "2025-12-05", {}, {}})) {}

    /// The first token of a form.
    std::uint32_t token(std::string_view form) const {
        for (std::uint32_t t = 0; t < document.size(); ++t)
            if (document.form(t) == form) return t;
        throw std::runtime_error("no such word: " + std::string(form));
    }

    entente::Article article;
    entente::AnalysedDocument analysed = given_document(article, "other", test_resources());
    const entente::Document& document = analysed.document;
    entente::Entities entities = entente::link_entities(analysed, test_resources());
    entente::ClauseGrammar grammar{document, entities, test_resources().cues};
};
