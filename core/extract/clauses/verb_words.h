#pragma once

#include "core/extract/clauses/clause_status.h"

#include <cstdint>

namespace entente {

/// What the words right below a verb, or a noun that means an event, say of it: auxiliaries, adverbs,
/// determiners and marks; added to a status.
void read_verb_words(const Document& document, std::uint32_t verb, ClauseStatus& status);

/// The subject or object of a verb that says that what it does is done by nobody, or to nobody ("no drones",
/// "neither Oslo nor Lima"); kNone for neither. What holds `event` says so by itself.
std::uint32_t nobody_of(const Document& document, std::uint32_t verb, std::uint32_t event,
                        bool subjects_only);

}  // namespace entente
