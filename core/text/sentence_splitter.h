#pragma once

#include "core/text/token.h"

#include <string_view>

namespace entente {

/// Tokens. Longer runs are lists, tables or garbage: in UD English-EWT and GUM no sentence is half as long.
inline constexpr std::uint32_t kLongestSentence = 400;

/// Cuts a text into tokens and sentences. Blank lines, and line ends of texts that don't wrap their lines,
/// part paragraphs; headlines and bylines on lines of their own are sentences, and so are datelines. What has
/// no end for `longest_sentence` tokens is cut, at a comma or the like where there is one. Linear in the
/// length of the text.
TokenizedText split_sentences(std::string_view text, std::uint32_t longest_sentence = kLongestSentence);

}  // namespace entente
