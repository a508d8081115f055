#pragma once

#include "core/model/decision.h"
#include "core/model/graph_source.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace entente::tools {

/// Reads decisions, one a line: `same-as` or `not-same-as`, two ids and a reason (which may be missing),
/// parted by tabs; or a decision as JSON, as `export` writes it. Empty lines and those with `#` are skipped.
/// Throws Error(input) with `file` and line for what is no decision, for nodes that `graph` has not, and for
/// decisions that contradict each other: all of the file holds, or nothing.
std::vector<Decision> read_decisions(std::istream& in, const std::string& file, const GraphSource& graph,
                                     const std::string& at);

/// Throws Error(usage) where the decision can't be: a node that `graph` has not, or one node alone.
void check_decision(const Decision& decision, const GraphSource& graph);

}  // namespace entente::tools
