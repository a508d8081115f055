#pragma once

#include "core/text/token.h"

#include <string_view>

namespace entente {

/// Cuts a text into tokens and sentences. Blank lines, and line ends of texts that don't wrap their lines,
/// part paragraphs; headlines and bylines on lines of their own are sentences. Linear in the length of the
/// text.
TokenizedText split_sentences(std::string_view text);

}  // namespace entente
