#pragma once

#include "graph/diagram/diagram.h"
#include "graph/diagram/diagram_style.h"

#include <optional>
#include <string>
#include <string_view>

namespace entente {

enum class DiagramFormat { svg, png, pdf, dot };

/// "svg", "png", "pdf" or "dot" (also "gv"), in any case and with or without a leading full stop.
std::optional<DiagramFormat> diagram_format(std::string_view name);

/// Where nodes are put.
enum class DiagramLayout {
    automatic,  ///< by the shape and size of the graph
    layered,    ///< from left to right (dot)
    spring,     ///< near what they are linked to (neato; sfdp for large graphs)
};

struct RenderOptions {
    DiagramLayout layout = DiagramLayout::automatic;
    int dpi = 150;  ///< of PNG
    bool legend = true;
    DiagramTheme theme = DiagramTheme::light;
};

/// Draws a diagram, fit for a page A4 landscape, and gives the bytes of the file. The same diagram gives the
/// same bytes on one installation of GraphViz (PDF holds its date of making). May be called from several
/// threads: GraphViz has global state, and calls wait for one another.
///
/// Throws Error(io) when GraphViz lacks the plugin for the format or the layout.
std::string render(const Diagram& diagram, DiagramFormat format, const RenderOptions& options = {});

}  // namespace entente
