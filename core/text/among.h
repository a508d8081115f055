#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace entente {

/// True where `word` is one of `words`, letter for letter: for a few words of grammar ("they", "them"). What
/// could be told by data (titles, triggers, cues) belongs in core/data.
inline bool among(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace entente
