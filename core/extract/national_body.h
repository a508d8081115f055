#pragma once

#include "core/extract/entities.h"
#include "core/extract/resources.h"
#include "core/parse/document.h"

namespace entente {

/// Calls bodies that every state may have by their state too, so that the courts or parties of two states
/// stay two nodes and one has one name: "the Peruvian Supreme Court" and "the Supreme Court" are the "Supreme
/// Court of Peru". Whose body it is says the adjective, else the last state before its first mention,
/// else the next one in the sentence; without any the name stays. So do bodies that the lexicon knows.
void name_national_bodies(Entities& entities, const Document& document, const Resources& resources);

}  // namespace entente
