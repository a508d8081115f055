#pragma once

#include <string_view>

namespace entente {

/// True for a word that often opens a sentence ("The", "However") and seldom goes on after "U.S." or "Inc.".
bool opens_sentences(std::string_view word);

}  // namespace entente
