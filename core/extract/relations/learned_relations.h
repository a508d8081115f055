#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/relations/relation.h"
#include "core/resources/resources.h"

#include <vector>

namespace entente {

/// Adds to the relations that rules found what the learned head of the resources says: its score to each, and
/// those that no rule found. Without a head nothing changes.
void add_learned_relations(std::vector<Relation>& relations, const ClauseGrammar& grammar,
                           const Resources& resources);

}  // namespace entente
