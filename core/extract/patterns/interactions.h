#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/relations/relation.h"
#include "core/resources/resources.h"

#include <vector>

namespace entente {

/// What actors do to each other: edges from the triggers of all sentences. An event without an actor, or
/// between things that its type doesn't join, is left out. With `event_coding` edges join actors only,
/// whatever their type allows, and an event with one side known gets as the other who stands nearest.
std::vector<Relation> find_interactions(const ClauseGrammar& grammar, const Resources& resources,
                                        bool event_coding = false);

}  // namespace entente
