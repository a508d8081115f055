#include "tools/command_evaluate.h"

#include "core/parse/evaluation.h"
#include "tools/shared_options.h"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Evaluate : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("--parse", files_, "Gold CoNLL-U files, also as gzip")->required()->type_name("FILE");
        app.add_flag("--relations", relations_, "Also the share of right heads and labels for each relation");
        data_.setup(app);
        data_.setup_lexicons(app);
        app.footer(
            "Scores the analyser as the shared task of CoNLL 2018 does: F1 of tokens, sentences, words, "
            "tags, lemmas and trees, from\n"
            "gold words and from raw text.\nExample:\n  entente evaluate --parse en-dev.conllu.gz");
    }

    int run() override {
        const Analyser analyser = Analyser::open(data_.directory() / "models" / "english.model");
        for (const std::string& file : files_) {
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

    std::vector<std::string> files_;
    bool relations_ = false;
    DataOption data_;
};

}  // namespace

std::unique_ptr<Command> make_evaluate() {
    return std::make_unique<Evaluate>();
}

}  // namespace entente::tools
