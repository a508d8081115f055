#include "core/mention/chain_ranker.h"

#include "core/text/among.h"

namespace entente {
namespace {

constexpr float kSame = 1000;  // above all that salience gives

}  // namespace

ChainRanker::ChainRanker(std::span<const HeadMention> heads) {
    for (const HeadMention& head : heads) {
        chain_of_token_.emplace(head.token, head.chain);
    }
}

std::uint32_t ChainRanker::chain_of(std::uint32_t token, const Document& document) const {
    // "President Lee" is headed by "President"; the name itself is a part of it.
    for (std::uint32_t t = token; t != kNone; t = document.head(t)) {
        if (const auto found = chain_of_token_.find(t); found != chain_of_token_.end()) return found->second;
        if (!among(document.relation(t), {"flat", "compound", "appos"})) break;
    }
    return kNone;
}

std::vector<float> ChainRanker::scores(const Anaphor& anaphor,
                                       std::span<const AntecedentCandidate> candidates,
                                       const Document& document) const {
    std::vector<float> scores = salience_.scores(anaphor, candidates, document);
    const auto own = chain_of_token_.find(anaphor.token);
    if (own == chain_of_token_.end() || anaphor.kind == Anaphor::Kind::sides) return scores;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (chain_of(candidates[i].head, document) == own->second) scores[i] = kSame;
    return scores;
}

}  // namespace entente
