#pragma once

#include <string>
#include <string_view>

namespace entente {

/// The two letters of ISO 3166-1 for the three ("RUS" gives "RU"); "" for codes that it doesn't have.
std::string two_letter_code(std::string_view three_letters);

}  // namespace entente
