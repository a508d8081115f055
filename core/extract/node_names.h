#pragma once

#include "core/extract/entities/entities.h"
#include "core/extract/relations/relation.h"
#include "core/parse/document.h"
#include "core/resources/resources.h"

#include <span>
#include <string>
#include <vector>

namespace entente {

/// What the nodes of an article's entities are called, by entity.
struct NodeNames {
    std::vector<std::string> ids;
    std::vector<std::string> names;
};

/// Actors of the lexicon go by its ids and names, others by their own. Agreements and events that are called
/// as many are ("the deal", "2024 election") hold those that they have to do with, and the article's month.
NodeNames name_nodes(const Document& document, const Entities& entities, const Resources& resources,
                     std::span<const Relation> relations);

/// True for agreements and events.
bool is_happening(const Entity& entity);

}  // namespace entente
