#pragma once

#include <string>
#include <string_view>

namespace entente {

/// True where `normalize_surface` would change nothing, as for nearly all names.
bool is_normal_surface(std::string_view surface);

/// How surfaces are compared: white space and control characters are one space (none at the edges), curly quotes and letter
/// apostrophes are straight, dashes are hyphens. Case stays.
std::string normalize_surface(std::string_view surface);

/// Latin letters without their diacritics ("Erdoğan" gives "Erdogan", "Łukasz" gives "Lukasz"); other
/// characters stay.
std::string fold_diacritics(std::string_view surface);

}  // namespace entente
