#pragma once

#include "core/extract/entities/entity_table.h"

#include <set>
#include <string_view>

namespace entente {

/// The person whom a part of his name alone means, named last before; or kNone.
std::uint32_t person_named_before(const EntityTable& table, std::string_view surname);

/// The office that a title just before a token names; empty for none.
std::string_view office_before(const EntityTable& table, std::uint32_t token);

/// The one person of the lexicon that a family name alone means: who is in office on the day, else who was
/// not long before; with the title of an office, who had that office at any time ("President Carter"). Of a
/// name that several bear, who does not head a state is meant only where that state is spoken of
/// (`spoken_of`: codes of states). An actor of the lexicon, or kNone.
std::uint32_t known_by_family_name(const EntityTable& table, const std::set<std::string_view>& spoken_of,
                                   std::string_view surname, std::string_view office);

}  // namespace entente
