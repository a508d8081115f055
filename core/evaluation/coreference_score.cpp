#include "core/evaluation/coreference_score.h"

#include "core/evaluation/assignment.h"

#include <map>
#include <unordered_map>

namespace entente {
namespace {

/// The chains of one side as a partition of its mentions.
struct Partition {
    std::vector<double> sizes;                             ///< of each chain
    std::unordered_map<std::uint32_t, std::size_t> chain;  ///< of each mention

    explicit Partition(const std::vector<CoreferenceChain>& chains) {
        for (const CoreferenceChain& mentions : chains) {
            std::size_t size = 0;
            for (const std::uint32_t mention : mentions) size += chain.emplace(mention, sizes.size()).second;
            if (size > 0) sizes.push_back(static_cast<double>(size));
        }
    }

    double mentions() const { return static_cast<double>(chain.size()); }
    double chains() const { return static_cast<double>(sizes.size()); }
};

/// Two chains that have mentions in common.
struct Overlap {
    std::size_t gold = 0, predicted = 0;  ///< chains
    double mentions = 0;
};

std::vector<Overlap> overlaps_of(const Partition& gold, const Partition& predicted) {
    std::map<std::pair<std::size_t, std::size_t>, double> common;
    for (const auto& [mention, chain] : gold.chain)
        if (const auto other = predicted.chain.find(mention); other != predicted.chain.end())
            ++common[{chain, other->second}];
    std::vector<Overlap> overlaps;
    for (const auto& [chains, mentions] : common) overlaps.push_back({chains.first, chains.second, mentions});
    return overlaps;
}

/// The greatest sum of 2|G∩P| / (|G|+|P|) over pairs of a gold and a predicted chain, each in one pair at
/// most.
double greatest_likeness(const Partition& gold, const Partition& predicted,
                         const std::vector<Overlap>& overlaps) {
    const std::size_t columns = predicted.sizes.size();
    std::vector<double> likeness(gold.sizes.size() * columns);
    for (const Overlap& o : overlaps)
        likeness[o.gold * columns + o.predicted] =
            2 * o.mentions / (gold.sizes[o.gold] + predicted.sizes[o.predicted]);
    const std::vector<std::size_t> partner = best_assignment(likeness, gold.sizes.size(), columns);
    double sum = 0;
    for (std::size_t i = 0; i < partner.size(); ++i)
        if (partner[i] != kUnassigned) sum += likeness[i * columns + partner[i]];
    return sum;
}

void add(Share& share, double part, double whole) {
    share.part += part;
    share.whole += whole;
}

void count(const Partition& partition, ChainCount& counts) {
    counts.chains += partition.sizes.size();
    counts.mentions += partition.chain.size();
}

}  // namespace

double CoreferenceFigure::f1() const {
    const double p = precision.value(), r = recall.value();
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
}

double CoreferenceScores::conll_f1() const {
    return (muc.f1() + b_cubed.f1() + ceaf_e.f1()) / 3;
}

void score_coreference(const std::vector<CoreferenceChain>& gold_chains,
                       const std::vector<CoreferenceChain>& predicted_chains, CoreferenceScores& scores) {
    const Partition gold(gold_chains), predicted(predicted_chains);
    const std::vector<Overlap> overlaps = overlaps_of(gold, predicted);
    ++scores.documents;
    count(gold, scores.gold);
    count(predicted, scores.predicted);

    // A chain of n mentions is held together by n - 1 links, of which the other side has those within each
    // part that the two share.
    double links = 0;
    for (const Overlap& o : overlaps) links += o.mentions - 1;
    add(scores.muc.precision, links, predicted.mentions() - predicted.chains());
    add(scores.muc.recall, links, gold.mentions() - gold.chains());

    // Each of the n mentions that two chains share has n right companions, itself among them.
    for (const Overlap& o : overlaps) {
        scores.b_cubed.precision.part += o.mentions * o.mentions / predicted.sizes[o.predicted];
        scores.b_cubed.recall.part += o.mentions * o.mentions / gold.sizes[o.gold];
    }
    scores.b_cubed.precision.whole += predicted.mentions();
    scores.b_cubed.recall.whole += gold.mentions();

    const double likeness = greatest_likeness(gold, predicted, overlaps);
    add(scores.ceaf_e.precision, likeness, predicted.chains());
    add(scores.ceaf_e.recall, likeness, gold.chains());
}

}  // namespace entente
