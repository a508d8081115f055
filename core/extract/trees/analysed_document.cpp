#include "core/extract/trees/analysed_document.h"

#include "core/extract/trees/missing_verb.h"

namespace entente {

Document document_of_trees(const Article& article, TokenizedText text, std::vector<ParsedSentence> trees,
                           const TriggerLexicon& triggers) {
    restore_missing_verbs(trees, text, triggers);
    return Document(article, std::move(text), std::move(trees));
}

Document parse_document(const Article& article, TokenizedText text, const Resources& resources,
                        const Deadline& deadline) {
    std::vector<ParsedSentence> trees = resources.analyser.recut_and_analyse(text, deadline);
    return document_of_trees(article, std::move(text), std::move(trees), resources.triggers);
}

AnalysedDocument analyse_document(const Article& article, TokenizedText text, const Resources& resources,
                                  const Deadline& deadline) {
    Document document = parse_document(article, std::move(text), resources, deadline);
    DocumentMentions mentions = resources.mentions->find(document, {resources.actors, resources.cues});
    return {std::move(document), std::move(mentions)};
}

}  // namespace entente
