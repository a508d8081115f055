#pragma once

#include "core/extract/entities/entity_table.h"

#include <string_view>

namespace entente {

/// What a name that the lexicon doesn't have names, by its words and those around it: a node type.
std::string_view type_of_new_name(const EntityTable& table, const NameSpan& name);

}  // namespace entente
