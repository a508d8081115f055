#pragma once

#include "core/model/graph_source.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// How a name that was typed meets a name in the graph, the best first.
enum class NameMatchKind : std::uint8_t {
    id,       ///< it is the node's id
    exact,    ///< it is one of the node's names
    words,    ///< its words stand in one of the names
    prefix,   ///< a name, or a word in it, begins so
    part,     ///< the letters stand somewhere in a name
    similar,  ///< a misspelling, it seems
};

std::string_view to_string(NameMatchKind kind);

/// A node that a typed name may mean.
struct NameCandidate {
    std::string id;
    std::string name;  ///< canonical
    std::string type;
    std::string matched;  ///< the name that was met, in the form of normalize_name
    std::uint64_t article_count = 0;
    NameMatchKind kind = NameMatchKind::exact;
};

/// What came of a search.
struct NameSearch {
    enum class Outcome : std::uint8_t {
        found,      ///< the first candidate is meant
        ambiguous,  ///< one of the candidates is meant
        none,       ///< nothing has that name; the candidates are suggestions
    };
    Outcome outcome = Outcome::none;
    std::vector<NameCandidate> candidates;  ///< best first
};

struct NameFinderOptions {
    std::size_t limit = 8;  ///< greatest number of candidates
    std::string type;       ///< only nodes of this type; empty for all
};

/// Finds the node that a person types: `putin`, "south korea", `nato`, an id (`state:RUS`, also `state:rus`)
/// or a part of a name. Better kinds of match go first, within a kind the node of most articles. A candidate
/// is taken as meant where it is the only one of the best kind, or stands in at least four times as many
/// articles as the next.
///
/// Costs one lookup for an id or a whole name; else one pass over the names of the source.
NameSearch find_name(const GraphSource& source, std::string_view typed,
                     const NameFinderOptions& options = {});

/// What a person who is still typing may mean: names that begin so or have a word that does, those of most
/// articles first after the exact ones; misspellings only where there is nothing else.
std::vector<NameCandidate> suggest_names(const GraphSource& source, std::string_view typed,
                                         const NameFinderOptions& options = {});

/// Least number of letters to insert, delete, replace or swap with their neighbour to make one string the
/// other (optimal string alignment), counted up to `most`; more gives `most + 1`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace entente
