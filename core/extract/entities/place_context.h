#pragma once

#include "core/extract/entities/entity_table.h"

#include <string_view>

namespace entente {

/// "in", "near": a preposition that a place follows.
bool is_location_preposition(std::string_view word);

/// True where the words around say that a capital's name, tokens [first, last), means the city.
bool reads_as_place(const EntityTable& table, std::uint32_t first, std::uint32_t last);

/// True where a place and a comma stand before a name, and no list goes on behind it.
bool in_address(const EntityTable& table, const NameSpan& name);

}  // namespace entente
