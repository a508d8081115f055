#pragma once

#include "core/extract/entities/entity_table.h"

namespace entente {

/// "We will never recognise it", Anna Berg said: who speaks in each quotation, and that "we" means him in it.
void link_speakers(EntityTable& table);

}  // namespace entente
