#pragma once

#include "core/knowledge/cues.h"
#include "core/knowledge/ontology.h"
#include "core/model/decision.h"
#include "core/model/graph_source.h"
#include "graph/identity/identity_candidates.h"

#include <vector>

namespace entente {

/// Pairs less alike are not joined unless a person says so. Measured on the news of a year: from here on no
/// pair was wrong; at 0.92 come the first that are ("Karim Khan" and "Karim Aga Khan").
inline constexpr double kAutomaticMinScore = 0.93;

/// The same-as decisions that names and company make safe, the likeliest first, each with its score in the
/// reason and without a time. Nodes that people joined count as one, and what they hold apart stays apart. A
/// function of the graph and of people's decisions alone. Reads all nodes.
std::vector<Decision> derive_identity(const GraphSource& source, const Ontology& ontology,
                                      const std::vector<Decision>& people, const Cues& cues,
                                      double min_score = kAutomaticMinScore);

/// Which pairs of at least `min_score` make classes, by complete linkage: two classes are joined only where
/// each of one is a candidate with each of the other, so that a chain of likenesses joins no two that aren't
/// alike themselves. A node that would go with two that are no candidates of each other goes with neither.
/// `candidates` are all pairs that may be one, the less alike too, the likeliest first.
std::vector<IdentityCandidate> complete_linkage(const std::vector<IdentityCandidate>& candidates,
                                                double min_score);

}  // namespace entente
