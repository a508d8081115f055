#pragma once

#include "graph/diagram.h"

#include <string>

namespace entente {

/// How a line is drawn. Colour is never the only sign: conflict has a bar before its arrowhead, co-operation
/// has none; material lines are solid and strong where verbal ones are light, with an open arrowhead.
struct LineStyle {
    std::string color;      ///< of the line, #rrggbb
    std::string text;       ///< of its label: darker, for small letters on white
    std::string dash;       ///< "solid", "dashed" or "dotted"
    std::string arrowhead;  ///< of GraphViz
    double width = 1.0;     ///< points
};

LineStyle line_style(const DiagramEdge& edge);

/// "verbal co-operation"; "structure" for none.
std::string quad_name(QuadClass quad);

/// A darker shade of a colour #rrggbb, for borders.
std::string darker(const std::string& color, double factor);

}  // namespace entente
