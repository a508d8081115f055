#pragma once

#include "core/evaluation/edge_distance.h"
#include "core/evaluation/gold_graph.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

/// Of things found, how many are right and wrong, and how many right ones are missing.
struct Tally {
    std::size_t right = 0, wrong = 0, missing = 0;

    double precision() const;  ///< 0..1; 0 for nothing found
    double recall() const;     ///< 0..1; 0 for nothing to find
    double f1() const;         ///< balanced F-score
    bool operator==(const Tally&) const = default;
};

/// Something that a graph has too much or lacks.
struct ScoreError {
    std::string article;
    bool edge = false;
    bool missing = false;  ///< in gold alone; else in the graph alone
    std::string what;      ///< "Germany —accuses→ Russia", "Geneva (place), should be event"
    std::string evidence;  ///< of an edge
};

/// A predicted edge and what the gold says of it.
struct JudgedEdge {
    std::string article;
    std::size_t edge = 0;  ///< number in the article's graph
    Confidence confidence = 0;
    bool right = false;     ///< a gold edge, optional or not, accepts its ends, direction and type
    bool required = false;  ///< it is the first to find a gold edge that is not optional
};

/// Figures over all articles scored. What is optional in the gold costs neither recall nor precision.
struct GraphScores {
    std::size_t articles = 0;
    Tally found;        ///< matched nodes, whatever their type
    Tally nodes;        ///< matched nodes of a right type
    Tally pair;         ///< two nodes joined by any edge, either direction
    Tally quad;         ///< pair, direction and quad class of interactions
    Tally edges;        ///< pair, direction and type
    Tally interaction;  ///< edges of interaction types
    Tally structural;   ///< edges of structural types
    Tally negated;      ///< of the matched interactions those that are negated
    Tally
        non_actual;  ///< of the matched interactions those whose modality is not `actual`, with the right one
    std::map<std::string, Tally> by_type;  ///< "edge accuses", "node person"
    std::array<Tally, 3> by_distance;      ///< edges by EdgeDistance, of those whose ends are mentioned
    std::array<Tally, 3> by_length;        ///< edges by TextLength
    std::vector<ScoreError> errors;
    std::vector<JudgedEdge> judged;  ///< an edge for each pair and type, the surest

    /// Each figure with its name, in the order above: "found" … "non-actual".
    std::vector<std::pair<std::string_view, Tally>> figures() const;
};

/// Compares an article's graph with gold and adds the figures. Nodes are matched by name (match_nodes), and
/// edges by their matched ends: symmetric types in either direction, a type or another that the gold accepts,
/// and where a gold edge says `lift`, an end may also be what that person or body acts for by the gold's own
/// structural edges. An edge predicted twice counts once; a second edge on a gold edge that is matched
/// already is ignored. Unnamed nodes and their edges are left out. Throws Error(input) for an edge of a type
/// that the ontology does not know.
void score_article(const GoldGraph& gold, const ArticleGraph& predicted, const Ontology& ontology,
                   GraphScores& scores);

}  // namespace entente
