#include "core/parse/treebank.h"
#include "tests/core/extract/extraction_case.h"

#include <sstream>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

std::vector<TreebankSentence> sentences_of(const std::string& lines) {
    std::istringstream in(lines);
    return read_conllu(in, "test");
}

const std::string kRain =
    "1\tIt\tit\tPRON\tPRP\t_\t2\texpl\t_\t_\n"
    "2\train\train\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
const std::string kCalls =
    "1\tEmmanuel\tEmmanuel\tPROPN\tNNP\t_\t3\tnsubj\t_\t_\n"
    "2\tMacron\tMacron\tPROPN\tNNP\t_\t1\tflat\t_\t_\n"
    "3\tphoned\tphone\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "4\tand\tand\tCCONJ\tCC\t_\t7\tcc\t_\t_\n"
    "5\tVladimir\tVladimir\tPROPN\tNNP\t_\t7\tnsubj\t_\t_\n"
    "6\tPutin\tPutin\tPROPN\tNNP\t_\t5\tflat\t_\t_\n"
    "7\tphoned\tphone\tVERB\tVBD\t_\t3\tconj\t_\tSpaceAfter=No\n"
    "8\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";
const std::string kAttack =
    "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
    "2\tattacked\tattack\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "3\tGermany\tGermany\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No\n"
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

/// Who attacks, where so many sentences stand before.
std::string attacker_after(std::size_t sentences) {
    std::string lines;
    for (std::size_t i = 0; i < sentences; ++i) lines += kRain;
    const std::vector<TreebankSentence> given = sentences_of(lines + kCalls + kAttack);
    const TreebankText treebank = treebank_text(given);
    Article article;
    article.id = "case";
    article.date = "2025-12-05";
    article.text = treebank.text;
    std::vector<ParsedSentence> trees;
    DocumentMentions mentions;
    for (std::size_t s = 0; s < given.size(); ++s) {
        const Sentence& span = treebank.sentences[s];
        ParsedSentence tree;
        tree.first_token = span.first;
        for (const TreebankWord& word : given[s].words)
            tree.words.push_back({word.upos, word.xpos, word.feats, word.lemma, word.head, word.deprel});
        trees.push_back(std::move(tree));
        FoundMentions none;
        none.first_token = span.first;
        none.outside.assign(span.last - span.first, 1.0F);
        mentions.names.push_back(std::move(none));
    }
    const TokenizedText text{article.text, treebank.tokens, treebank.sentences};
    const AnalysedDocument document{Document(article, text, std::move(trees)), std::move(mentions)};
    const ArticleGraph graph = extract(document, test_resources());
    for (const Edge& edge : graph.edges)
        if (edge.type == "attacks") return edge.source;
    return {};
}

}  // namespace

TEST_CASE("a pronoun means the same wherever in a text its sentences stand") {
    const std::string alone = attacker_after(0);
    CHECK(alone == "person:vladimir-putin");
    // Every place of the names around token 1000, and some far from it.
    for (std::size_t before = 320; before < 340; ++before) {
        INFO(before << " sentences before");
        CHECK(attacker_after(before) == alone);
    }
    for (const std::size_t before : {1U, 7U, 100U, 663U, 664U, 665U, 666U, 667U, 2000U}) {
        INFO(before << " sentences before");
        CHECK(attacker_after(before) == alone);
    }
}

TEST_CASE("of two who fit equally well a pronoun means the nearest, and the subject before others",
          "[trees]") {
    const auto attacker = [](const std::string& text) {
        const ArticleGraph graph = extract_case({text, "2025-12-05", {}, {}});
        for (const Edge& edge : graph.edges)
            if (edge.type == "attacks") return edge.source;
        return std::string();
    };
    CHECK(attacker("Emmanuel Macron phoned. Vladimir Putin phoned. He attacked Germany.") ==
          "person:vladimir-putin");
    CHECK(attacker("Vladimir Putin phoned Emmanuel Macron. He attacked Germany.") == "person:vladimir-putin");
    CHECK(attacker("Peru and Chile met. They attacked Germany.") == "state:CHL");
}
