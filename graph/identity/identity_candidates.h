#pragma once

#include "core/knowledge/cues.h"
#include "core/model/graph_source.h"
#include "graph/identity/identity.h"

#include <cstddef>
#include <string>
#include <vector>

namespace entente {

/// Two nodes that may be one actor.
struct IdentityCandidate {
    std::string a;  ///< the node of more articles
    std::string b;
    double score = 0;  ///< 0..1: how alike they are
    std::string reason;
};

struct IdentityCandidateOptions {
    double min_score = 0.7;
    std::size_t limit = 0;  ///< 0: all
};

/// Pairs of persons, organizations or places whose names nearly agree, the likeliest first, then those of
/// most articles. Compared are only nodes that share a key of a word of their names (blocking: Christen, Data
/// Matching, 2012, chapter 4). Left out are pairs of different countries or Wikidata ids, pairs that deal
/// with each other (a text that has both tells them apart), those decided already, and a name that would fit
/// several. Reads all nodes.
std::vector<IdentityCandidate> find_identity_candidates(const GraphSource& source, const Identity& identity,
                                                        const Cues& cues,
                                                        const IdentityCandidateOptions& options = {});

}  // namespace entente
