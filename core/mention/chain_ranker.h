#pragma once

#include "core/mention/antecedent_ranker.h"
#include "core/mention/mention_finder.h"
#include "core/mention/salience_ranker.h"

#include <span>
#include <unordered_map>

namespace entente {

/// Ranks by what a model found to mean the same (HeadMention): first the candidates in the chain of an
/// anaphor, then all others by salience.
class ChainRanker : public AntecedentRanker {
  public:
    explicit ChainRanker(std::span<const HeadMention> heads);

    std::vector<float> scores(const Anaphor& anaphor, std::span<const AntecedentCandidate> candidates,
                              const Document& document) const override;

  private:
    /// The chain of what a token heads, or kNone.
    std::uint32_t chain_of(std::uint32_t token, const Document& document) const;

    std::unordered_map<std::uint32_t, std::uint32_t> chain_of_token_;
    SalienceRanker salience_;
};

}  // namespace entente
