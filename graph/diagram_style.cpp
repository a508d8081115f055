#include "graph/diagram_style.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace entente {

LineStyle line_style(const DiagramEdge& edge) {
    LineStyle style;
    // Green and red of ColorBrewer's diverging schemes, apart in lightness too.
    switch (edge.quad) {
        case QuadClass::verbal_cooperation: style = {"#5aae61", "#1b6b2f", "solid", "vee", 1.0}; break;
        case QuadClass::material_cooperation: style = {"#1b7837", "#0d5224", "solid", "normal", 1.5}; break;
        case QuadClass::verbal_conflict: style = {"#e0705a", "#a3301c", "solid", "teevee", 1.0}; break;
        case QuadClass::material_conflict: style = {"#b2182b", "#8c0d1e", "solid", "teenormal", 1.5}; break;
        case QuadClass::none: style = {"#8a8a8a", "#5c5c5c", "dotted", "vee", 0.9}; break;
    }
    if (edge.hypothetical) style.dash = "dashed";
    if (edge.quad != QuadClass::none)
        style.width += std::min(
            3.0, 0.55 * std::log2(static_cast<double>(std::max<std::uint64_t>(edge.evidence_count, 1))));
    return style;
}

std::string quad_name(QuadClass quad) {
    switch (quad) {
        case QuadClass::verbal_cooperation: return "verbal co-operation";
        case QuadClass::material_cooperation: return "material co-operation";
        case QuadClass::verbal_conflict: return "verbal conflict";
        case QuadClass::material_conflict: return "material conflict";
        case QuadClass::none: break;
    }
    return "structure";
}

std::string darker(const std::string& color, double factor) {
    std::string shade = "#";
    for (std::size_t i = 1; i + 1 < color.size() && i < 7; i += 2) {
        const int channel = std::stoi(color.substr(i, 2), nullptr, 16);
        shade += fmt::format("{:02x}", static_cast<int>(channel * factor));
    }
    return shade;
}

}  // namespace entente
