#pragma once

#include "core/extract/entities/entity_table.h"
#include "core/mention/antecedent_ranker.h"

namespace entente {

/// The pass over words that take up what was spoken of, when all names and nominals are known: "he" and "it",
/// "they", "both sides", "the two leaders". Which of the mentions before it each means says the ranker.
void link_anaphora(EntityTable& table, const AntecedentRanker& ranker);

}  // namespace entente
