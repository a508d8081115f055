#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/relations/relation.h"
#include "core/resources/resources.h"

#include <vector>

namespace entente {

/// Says of the relations that rules found what the learned head of the resources says of them. Without a head
/// nothing changes.
void score_relations(std::vector<Relation>& relations, const ClauseGrammar& grammar,
                     const Resources& resources);

/// Does so, and adds those that the head alone finds.
void add_learned_relations(std::vector<Relation>& relations, const ClauseGrammar& grammar,
                           const Resources& resources);

}  // namespace entente
