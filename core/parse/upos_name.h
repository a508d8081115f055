#pragma once

#include "core/parse/parsed_sentence.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace entente {

inline constexpr std::size_t upos_count = 17;

/// The tag of that name ("PROPN").
std::optional<Upos> find_upos(std::string_view name);

}  // namespace entente
