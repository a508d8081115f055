#pragma once

#include "core/extract/entities/entities.h"
#include "core/extract/relations/relation.h"
#include "core/resources/resources.h"

#include <string>
#include <vector>

namespace entente {

/// A graph in canonical order, and what it was made of.
struct BuiltGraph {
    ArticleGraph graph;                 ///< without the extractor's version
    std::vector<std::string> node_ids;  ///< by entity; of some there is no node
    std::vector<Relation> relations;    ///< that became edges (relation_selection.h)
};

/// Turns entities and the relations between them into nodes and edges with their evidence. An entity that
/// only common nouns name becomes a node where a relation needs it, with `all_nominals` always.
BuiltGraph build_graph(const Document& document, const Entities& entities, std::vector<Relation> relations,
                       const Resources& resources, bool all_nominals = false);

}  // namespace entente
