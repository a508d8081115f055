#pragma once

#include "core/extract/explanation.h"
#include "core/model/article_graph.h"

#include <iosfwd>

namespace entente::tools {

/// Why an edge is there, in indented lines: pattern, ways through the tree, words of status, confidence.
void print_explanation(const Edge& edge, const EdgeExplanation& explanation, bool colours, std::ostream& out);

}  // namespace entente::tools
