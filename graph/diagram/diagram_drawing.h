#pragma once

#include "graph/diagram/diagram.h"
#include "graph/diagram/diagram_style.h"
#include "graph/diagram/graphviz.h"
#include "graph/diagram/render.h"

#include <string>

namespace entente {

/// Puts a diagram into a GraphViz graph with the layout that was asked for; what is left is to render it. All
/// attributes that are used get a default first, so that the order of nodes does not show.
void draw(GraphvizSession& session, const Diagram& diagram, bool layered, bool legend, DiagramTheme theme);

/// What all drawings have in common: page, fonts, colours of the ground.
void prepare_page(GraphvizSession& session, DiagramFormat format, const RenderOptions& options);

/// The name by which GraphViz knows a format.
const char* format_name(DiagramFormat format);

/// Title, caption and the meaning of what occurs, as an HTML-like label; letters are `scale` times as large
/// as on a page that need not be shrunk.
std::string heading(const Diagram& diagram, bool legend, double scale, DiagramTheme theme);

}  // namespace entente
