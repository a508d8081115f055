#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/relations/relation.h"
#include "core/resources/resources.h"

#include <vector>

namespace entente {

/// Offices, representation and kinship of persons, from titles before and after their names and from verbs of
/// election, appointment and resignation.
std::vector<Relation> find_offices(const ClauseGrammar& grammar, const Resources& resources);

}  // namespace entente
