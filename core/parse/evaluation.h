#pragma once

#include "core/parse/analyser.h"
#include "core/parse/treebank.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace entente {

/// Of how many things in gold and in an analysis, how many are the same.
struct Agreement {
    std::size_t gold = 0;
    std::size_t predicted = 0;
    std::size_t same = 0;

    /// The balanced F-score in percent, 0 for nothing; with equal words it is accuracy.
    double f1() const;
    double recall() const {
        return gold == 0 ? 0.0 : 100.0 * static_cast<double>(same) / static_cast<double>(gold);
    }
};

/// Scores as in the shared task of CoNLL 2018 (Zeman et al.): words are aligned by their characters;
/// relations without their subtypes; CLAS counts content words only.
struct ParseScores {
    Agreement tokens, sentences, words, upos, xpos, feats, lemma, uas, las, clas;
    std::map<std::string, Agreement> relations;  ///< head and relation, by gold relation; `predicted` stays 0
};

/// Compares an analysis with gold of the same text. Throws Error(input) when they hold different characters
/// (white space aside).
ParseScores score_parse(const std::vector<TreebankSentence>& gold,
                        const std::vector<TreebankSentence>& predicted);

/// Gold sentences and words with all else predicted: comments, multiword tokens and MISC are kept.
std::vector<TreebankSentence> parse_words(const Analyser& analyser,
                                          const std::vector<TreebankSentence>& gold);

/// The analysis of a treebank's raw text ("# text" comments, else its words), paragraphs parted by blank
/// lines where "# newpar" or "# newdoc" says so.
std::vector<TreebankSentence> parse_raw_text(const Analyser& analyser,
                                             const std::vector<TreebankSentence>& gold);

}  // namespace entente
