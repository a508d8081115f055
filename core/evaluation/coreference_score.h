#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente {

/// The mentions of one entity in one document, each by a number of its own. The same number in gold and in a
/// prediction is the same mention.
using CoreferenceChain = std::vector<std::uint32_t>;

/// Part of a whole, summed over documents.
struct Share {
    double part = 0, whole = 0;

    double value() const { return whole == 0 ? 0 : part / whole; }  ///< 0..1
};

struct CoreferenceFigure {
    Share precision, recall;

    double f1() const;  ///< balanced F-score
};

struct ChainCount {
    std::size_t chains = 0, mentions = 0;
};

/// Figures over all documents scored. Parts and wholes are summed before one is divided by the other.
struct CoreferenceScores {
    std::size_t documents = 0;
    ChainCount gold, predicted;
    CoreferenceFigure muc;      ///< links that hold the mentions of a chain together (Vilain et al. 1995)
    CoreferenceFigure b_cubed;  ///< of each mention's chain, the share that is right (Bagga & Baldwin 1998)
    CoreferenceFigure ceaf_e;   ///< likeness of chains, one gold with one predicted (Luo 2005, its φ4)

    /// The mean of the three F-scores, by which the shared tasks of CoNLL 2011 and 2012 ranked.
    double conll_f1() const;
};

/// Compares a document's predicted chains with gold and adds the figures. Either side may have mentions that
/// the other lacks; they count as they are, as Pradhan et al. 2014 ("Scoring Coreference Partitions of
/// Predicted Mentions: A Reference Implementation") define it. Chains of one mention count too, except for
/// MUC, which has no link of them. A mention that comes again on one side is left out the second time.
void score_coreference(const std::vector<CoreferenceChain>& gold,
                       const std::vector<CoreferenceChain>& predicted, CoreferenceScores& scores);

}  // namespace entente
