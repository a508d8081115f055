#pragma once

#include "core/mention/mention_finder.h"
#include "core/model/deadline.h"
#include "core/parse/document.h"
#include "core/resources/resources.h"

#include <vector>

namespace entente {

/// What models make of an article, on which all rules build: the trees of its sentences and the mentions in
/// them.
struct AnalysedDocument {
    Document document;
    DocumentMentions mentions;
};

/// A document of trees that were made before, put right where rules know better (missing_verb.h). The article
/// must live as long.
Document document_of_trees(const Article& article, TokenizedText text, std::vector<ParsedSentence> trees,
                           const TriggerLexicon& triggers);

/// Reads the trees of an article, cut into sentences. Throws as Analyser::analyse. The article must live as
/// long.
Document parse_document(const Article& article, TokenizedText text, const Resources& resources,
                        const Deadline& deadline = {});

/// Reads trees and mentions.
AnalysedDocument analyse_document(const Article& article, TokenizedText text, const Resources& resources,
                                  const Deadline& deadline = {});

}  // namespace entente
