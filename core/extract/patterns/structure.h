#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/relations/relation.h"
#include "core/resources/resources.h"

#include <vector>

namespace entente {

/// Membership, location, parts, and what hangs on the nouns of events and agreements.
std::vector<Relation> find_structure(const ClauseGrammar& grammar, const Resources& resources);

}  // namespace entente
