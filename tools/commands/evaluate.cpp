#include "core/evaluation/treebank_coreference.h"
#include "core/extract/extractor.h"
#include "core/input/json_lines.h"
#include "core/model/error.h"
#include "core/model/json.h"
#include "core/parse/evaluation.h"
#include "tools/commands/commands.h"
#include "tools/gold_file.h"
#include "tools/graph_score_printer.h"
#include "tools/shared_options.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <string_view>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Evaluate : public Command {
  public:
    void setup(CommandOptions& options) override {
        const Option parse =
            options.add("--parse", trees_, "Gold CoNLL-U files, also as gzip: score the analyser")
                .type_name("FILE");
        const Option gold =
            options
                .add("--gold", gold_,
                     "Gold graphs, JSONL, also as gzip: score what is extracted from their texts")
                .type_name("FILE")
                .excludes(parse);
        options.flag("--relations", relations_, "Also the share of right heads and labels for each relation")
            .needs(parse);
        options
            .add("--pred", predicted_,
                 "Score these article graphs (extract's JSONL) instead, by the articles' ids")
            .type_name("FILE")
            .needs(gold);
        options
            .flag("--per-type", view_.by_type,
                  "Also the figures of each type of node and edge, and of edges by how far apart their ends "
                  "stand "
                  "and how long the text is")
            .needs(gold);
        options.flag("--errors", view_.errors, "Also what is missing (-) and what is too much (+)")
            .needs(gold);
        options.add("--format", view_.format, "table or json")
            .one_of({"table", "json"})
            .show_default()
            .needs(gold);
        options
            .add("--coreference", chains_,
                 "Gold chains, CoNLL-U with entities in MISC as GUM and CorefUD have them: score the chains "
                 "that "
                 "the model finds in their words")
            .type_name("FILE")
            .excludes(parse)
            .excludes(gold);
        data_.setup(options);
        data_.setup_lexicons(options);
        data_.setup_model(options);
        options.footer(
            "--parse scores the analyser as the shared task of CoNLL 2018 does: F1 of tokens, sentences, "
            "words, "
            "tags, lemmas and trees, from\n"
            "gold words and from raw text.\n"
            "--coreference scores chains of persons, organizations and places, mentions by the words that "
            "head them,\n"
            "without chains of one, as the shared task of CoNLL 2012 does: MUC, B-cubed, CEAF-e and the mean "
            "of\n"
            "their F1. The fast model finds none.\n"
            "--gold scores graphs: precision, recall and F1 of nodes (found; nodes: with their type), pairs "
            "(joined at all), quad (pair,\n"
            "direction and class of interaction), edges (pair, direction and type; of them interaction and "
            "structural), and of negated and\n"
            "non-actual ones; then how many edges of each tenth of confidence are right. A line of the file "
            "is an article:\n"
            "  {\"id\": \"1\", \"date\": \"2025-12-05\", \"text\": \"Oslo accused Moscow.\", \"nodes\": "
            "[{\"id\": \"n1\", \"type\": \"state\", \"name\":\n"
            "   \"Norway\", \"aliases\": [\"Oslo\"]}, ...], \"edges\": [{\"source\": \"n1\", \"type\": "
            "\"accuses\", \"target\": \"n2\"}]}\n"
            "A node or edge with \"optional\": true may be found but need not; an edge's \"also\" lists "
            "other "
            "types that are as good.\n"
            "Examples:\n  entente evaluate --parse en-dev.conllu.gz\n"
            "  entente evaluate --gold my-articles.gold.jsonl --per-type --errors");
    }

    int run() override {
        if (!gold_.empty()) return score_graphs();
        if (!chains_.empty()) return score_chains();
        if (trees_.empty())
            throw Error(ErrorKind::usage,
                        "name gold trees (--parse FILE), gold graphs (--gold FILE) or gold chains "
                        "(--coreference FILE)");
        const Analyser analyser = data_.load_analyser();
        for (const std::string& file : trees_) {
            const auto gold = read_treebank(file);
            std::cout << file << '\n';
            const ParseScores words = score_parse(gold, parse_words(analyser, gold));
            print("gold words", words);
            print("raw text", score_parse(gold, parse_raw_text(analyser, gold)));
            if (relations_) print_relations(words);
        }
        return kDone;
    }

  private:
    int score_chains() const {
        static constexpr std::array<std::string_view, 3> kTypes = {"person", "organization", "place"};
        const Resources resources = data_.load();
        CoreferenceScores scores;
        for (const auto& gold : documents_of(read_treebank(chains_))) {
            const TreebankText words = treebank_text(gold);
            Article article;
            article.text = words.text;
            const TokenizedText text{article.text, words.tokens, words.sentences};
            const Document document(article, text, resources.analyser.analyse(text));
            const DocumentMentions found =
                resources.mentions->find(document, {resources.actors, resources.cues});
            score_coreference(chains_of(gold, kTypes), chains_of(found.heads), scores);
        }
        const auto print = [](const char* name, const CoreferenceFigure& figure) {
            std::cout << fmt::format("{:8} P {:.3f}  R {:.3f}  F1 {:.3f}\n", name, figure.precision.value(),
                                     figure.recall.value(), figure.f1());
        };
        print("MUC", scores.muc);
        print("B-cubed", scores.b_cubed);
        print("CEAF-e", scores.ceaf_e);
        std::cout << fmt::format("CoNLL F1 {:.3f}  ({} documents, {} gold chains, {} found)\n",
                                 scores.conll_f1(), scores.documents, scores.gold.chains,
                                 scores.predicted.chains);
        return kDone;
    }

    int score_graphs() const {
        GraphScores scores;
        std::size_t absent = 0;
        if (predicted_.empty()) {
            const Resources resources = data_.load();
            for_each_gold(gold_, resources.ontology, [&](const GoldGraph& gold) {
                if (gold.article.text.empty())
                    throw Error(ErrorKind::input, "the article has no \"text\" (or give graphs with --pred)");
                score_article(gold, extract(gold.article, resources), resources.ontology, scores);
            });
        } else {
            const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
            std::map<std::string, ArticleGraph> graphs;
            for_each_line(predicted_, [&](const std::string& line) {
                ArticleGraph graph = article_graph_from_json(line);
                graphs[graph.article.id] = std::move(graph);
            });
            for_each_gold(gold_, ontology, [&](const GoldGraph& gold) {
                absent += !graphs.count(gold.article.id);
                score_article(gold, graphs[gold.article.id], ontology, scores);
            });
        }
        print_scores(scores, absent, view_, std::cout);
        return scores.articles == 0 ? kNothingFound : kDone;
    }

    static void print(const char* from, const ParseScores& s) {
        std::cout << fmt::format(
            "  {:11} tokens {:.2f}  sentences {:.2f}  words {:.2f}  UPOS {:.2f}  XPOS {:.2f}  lemma {:.2f}  "
            "UAS {:.2f}  LAS {:.2f}  CLAS {:.2f}\n",
            from, s.tokens.f1(), s.sentences.f1(), s.words.f1(), s.upos.f1(), s.xpos.f1(), s.lemma.f1(),
            s.uas.f1(), s.las.f1(), s.clas.f1());
    }

    static void print_relations(const ParseScores& s) {
        std::vector<std::pair<std::string, Agreement>> rows(s.relations.begin(), s.relations.end());
        std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
            return a.second.gold - a.second.same > b.second.gold - b.second.same;
        });
        std::cout << fmt::format("  {:14}{:>8}{:>8}{:>9}\n", "relation", "gold", "wrong", "right %");
        for (const auto& [name, a] : rows)
            std::cout << fmt::format("  {:14}{:>8}{:>8}{:>9.2f}\n", name, a.gold, a.gold - a.same,
                                     a.recall());
    }

    std::vector<std::string> trees_;
    bool relations_ = false;
    std::string gold_, predicted_, chains_;
    ScoreView view_;
    DataOption data_;
};

}  // namespace

std::unique_ptr<Command> make_evaluate() {
    return std::make_unique<Evaluate>();
}

}  // namespace entente::tools
