#pragma once

#include "core/text/token.h"

#include <cstdint>

namespace entente {

/// Where a dateline ends that begins a paragraph at a token: "BAGHDAD, May 3 (Reuters) - ", "Taipei, Taiwan —
/// The ...". It says where, when and for whom the news was written, and is no part of the sentence behind it.
/// `first` where there is none.
std::uint32_t dateline_end(const TokenizedText& text, std::uint32_t first);

}  // namespace entente
