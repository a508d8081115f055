#pragma once

#include "graph/diagram/diagram.h"

#include <string>

namespace entente {

/// How a line is drawn. Colour is never the only sign: conflict has a bar before its arrowhead, co-operation
/// has none; material lines are solid and strong where verbal ones are light, with an open arrowhead.
struct LineStyle {
    std::string color;      ///< of the line, #rrggbb
    std::string text;       ///< of its label: with more contrast to the paper, for small letters
    std::string dash;       ///< "solid", "dashed" or "dotted"
    std::string arrowhead;  ///< of GraphViz
    double width = 1.0;     ///< points
};

enum class DiagramTheme { light, dark };

/// The colours of a theme besides those of lines.
struct Palette {
    std::string paper, ink, faint;
};
const Palette& palette(DiagramTheme theme);

LineStyle line_style(const DiagramEdge& edge, DiagramTheme theme);

/// The outline of the nodes of a group, counted from 1: colours of Okabe and Ito (2008), which the
/// colour-blind can tell apart.
std::string group_color(std::size_t group);
/// "A" for 1: the colour is not the only sign.
std::string group_letter(std::size_t group);

/// "verbal co-operation"; "structure" for none.
std::string quad_name(QuadClass quad);

/// A darker shade of a colour #rrggbb, for borders.
std::string darker(const std::string& color, double factor);

}  // namespace entente
