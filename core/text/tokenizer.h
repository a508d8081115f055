#pragma once

#include "core/text/token.h"

#include <string_view>
#include <vector>

namespace entente {

/// Tokens of English text after the conventions of UD English-EWT: clitics are cut off ("do" "n't", "Russia"
/// "'s"), hyphens part words except after bound prefixes ("non-aligned"), abbreviations keep their full stop,
/// and addresses, numbers and acronyms stay whole. Every character that is not white space is in just one
/// token. Linear in the length of the text.
std::vector<Token> tokenize(std::string_view text);

/// True for an abbreviation that a name or number follows ("Mr.", "Gen.", "No."): no sentence ends there.
bool is_leading_abbreviation(std::string_view token);
/// True for any word that keeps its full stop ("U.S.", "Inc.", "p.m.", "J.").
bool is_abbreviation(std::string_view token);

}  // namespace entente
