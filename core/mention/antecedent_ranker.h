#pragma once

#include "core/mention/mention.h"
#include "core/parse/document.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace entente {

enum class Gender : std::uint8_t { unknown, masculine, feminine };

/// A word that means what was spoken of elsewhere.
struct Anaphor {
    enum class Kind : std::uint8_t {
        person,  ///< "he", "her"
        body,    ///< "it", "its"
        group,   ///< "they", "their"
        sides,   ///< "both sides", "the two leaders"
    };
    Kind kind = Kind::person;
    Gender gender = Gender::unknown;
    std::uint32_t token = 0;
};

/// Whom or what an anaphor may mean: a mention of one entity, several that are named together, or people
/// without a name.
struct AntecedentCandidate {
    std::uint32_t first = 0;  ///< its first token
    std::uint32_t head = 0;   ///< the token that the tree hangs it up by
    std::string_view type;    ///< node type of a single entity; empty for others
    std::size_t entities = 1;
};

/// Says how well candidates fit an anaphor. Implementations are immutable and serve many threads.
class AntecedentRanker {
  public:
    virtual ~AntecedentRanker() = default;
    /// A score for each candidate, the greater the likelier; below 0 for who can't be meant. Of equal scores
    /// the nearest is taken.
    virtual std::vector<float> scores(const Anaphor& anaphor, std::span<const AntecedentCandidate> candidates,
                                      const Document& document) const = 0;
};

/// The place of the best candidate, or -1 where none fits: of equal scores the one that begins last.
std::ptrdiff_t best_antecedent(std::span<const AntecedentCandidate> candidates,
                               std::span<const float> scores);

}  // namespace entente
