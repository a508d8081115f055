#pragma once

#include "core/parse/model_file.h"

namespace entente {

/// Model files of version 1 don't say of what kind and shape their sections are, and which encoder they are
/// for. For an analyser's model it follows from the section "shape", which is replaced by what version 2
/// writes down; sections of other models stay text.
void add_old_shapes(ModelSections& sections);

}  // namespace entente
