#pragma once

#include "core/extract/relations/relation.h"
#include "core/knowledge/ontology.h"

#include <span>
#include <string>
#include <vector>

namespace entente {

// Which of the relations that were found stay. Each function keeps the order of what stays.

/// One word says one thing of a pair: of the readings of a trigger the surest stays, one that asks for a
/// context before one that takes any.
std::vector<Relation> best_readings(std::vector<Relation> found);

/// In event coding, of the relations of one sentence: a side that only stands near the trigger is a guess,
/// which counts where nothing surer is said, and of several guesses the one nearest to the root of the tree.
/// What only describes somebody or something in another event is left out.
std::vector<Relation> main_events(std::vector<Relation> found, const Document& document,
                                  const Ontology& ontology);

/// One sentence states an edge once: of several relations between the same two nodes the surest stays. The
/// surest come first, else in the order in which they were found. `node_ids` are those of the entities.
std::vector<Relation> surest_statements(std::vector<Relation> found, std::span<const std::string> node_ids,
                                        const Document& document, const Ontology& ontology);

}  // namespace entente
