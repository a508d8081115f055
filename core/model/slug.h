#pragma once

#include <string>
#include <string_view>

namespace entente {

/// The part of a node id that stands for a name: letters and digits in ASCII lower case, the rest as single
/// hyphens. Diacritics go ("Erdoğan" gives "erdogan"), other scripts are transliterated. "" for a name
/// without a letter or digit.
std::string slug(std::string_view name);

/// How names are compared when people type them: as `slug`, but with single spaces, without a leading article
/// and possessive ("the U.S." and "US" are one: "us").
std::string normalize_name(std::string_view name);

}  // namespace entente
