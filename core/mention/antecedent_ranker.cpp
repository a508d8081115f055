#include "core/mention/antecedent_ranker.h"

#include <tuple>

namespace entente {

std::ptrdiff_t best_antecedent(std::span<const AntecedentCandidate> candidates,
                               std::span<const float> scores) {
    std::ptrdiff_t best = -1;
    const auto rank = [&](std::ptrdiff_t i) {
        const auto at = static_cast<std::size_t>(i);
        return std::tuple(scores[at], candidates[at].first);
    };
    for (std::ptrdiff_t i = 0; i < std::ssize(candidates); ++i)
        if (scores[static_cast<std::size_t>(i)] >= 0 && (best < 0 || rank(i) > rank(best))) best = i;
    return best;
}

}  // namespace entente
