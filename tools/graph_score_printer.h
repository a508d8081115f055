#pragma once

#include "core/evaluation/graph_score.h"

#include <iosfwd>
#include <string>

namespace entente::tools {

/// What of the scores is shown.
struct ScoreView {
    std::string format = "table";  ///< or json: one object
    bool by_type = false;
    bool errors = false;
};

/// Figures, the reliability of confidence, and what else is asked for. `absent` gold articles had no graph.
void print_scores(const GraphScores& scores, std::size_t absent, const ScoreView& view, std::ostream& out);

}  // namespace entente::tools
