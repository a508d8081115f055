#pragma once

#include "core/mention/antecedent_ranker.h"

namespace entente {

/// Ranks by how much a mention stands out, in the way of Lappin & Leass (1994): the nearer its sentence, and
/// as a subject before other places in the clause. Weights were set by hand on the development sets.
class SalienceRanker : public AntecedentRanker {
  public:
    std::vector<float> scores(const Anaphor& anaphor, std::span<const AntecedentCandidate> candidates,
                              const Document& document) const override;
};

}  // namespace entente
