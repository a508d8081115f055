#pragma once

#include "graph/diagram.h"
#include "graph/graphviz.h"

#include <string>

namespace entente {

/// How labels of lines are placed.
enum class LineLabels {
    native,    ///< as labels of edges: layouts in layers keep room for them
    as_nodes,  ///< as small nodes on the line, so that layouts by springs keep them apart from all else
};

/// Puts a diagram into a GraphViz graph. All attributes that are used get a default first, so that the order of
/// nodes does not show.
void draw(GraphvizSession& session, const Diagram& diagram, LineLabels labels);

/// Title, caption and the meaning of what occurs, as an HTML-like label.
std::string heading(const Diagram& diagram, bool legend);

}  // namespace entente
