#pragma once

#include "core/extract/entities/entity_table.h"

namespace entente {

// The passes over the common nouns of a sentence, whose names are linked already, in their order.

/// "The Russian president" is who held the office on the day, or the state where nobody knows.
void link_roles(EntityTable& table, std::uint32_t sentence);

/// "Ugandan rebels", "two journalists", "police in Nairobi": entities of their own, for event coding.
void link_unnamed_actors(EntityTable& table, std::uint32_t sentence);

/// "Russian officials", "the Dutch government", "Ukraine's military": the state acts through them.
void link_actor_nouns(EntityTable& table, std::uint32_t sentence);

/// "parliament", "the constitutional court": the body of the state spoken of. False where the noun at a token
/// means none.
bool link_common_body(EntityTable& table, std::uint32_t noun);

/// "the 28-point plan", "talks in Geneva": agreements and events known by common nouns. `found`: those that a
/// model found in the sentence; null where there was none.
void link_happenings(EntityTable& table, std::uint32_t sentence, const FoundMentions* found);

}  // namespace entente
