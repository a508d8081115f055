#include "graph/diagram/diagram_style.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace entente {

namespace {

// Green and red of ColorBrewer's diverging schemes, apart in lightness too.
LineStyle light_style(QuadClass quad) {
    switch (quad) {
        case QuadClass::verbal_cooperation: return {"#5aae61", "#1b6b2f", "solid", "vee", 1.0};
        case QuadClass::material_cooperation: return {"#1b7837", "#0d5224", "solid", "normal", 1.5};
        case QuadClass::verbal_conflict: return {"#e0705a", "#a3301c", "solid", "teevee", 1.0};
        case QuadClass::material_conflict: return {"#b2182b", "#8c0d1e", "solid", "teenormal", 1.5};
        case QuadClass::none: break;
    }
    return {"#8a8a8a", "#5c5c5c", "dotted", "vee", 0.9};
}

LineStyle dark_style(QuadClass quad) {
    LineStyle style = light_style(quad);
    const auto recolour = [&](const char* line, const char* text) { style.color = line, style.text = text; };
    switch (quad) {
        case QuadClass::verbal_cooperation: recolour("#79c680", "#a5e0aa"); break;
        case QuadClass::material_cooperation: recolour("#45a763", "#7fd49a"); break;
        case QuadClass::verbal_conflict: recolour("#f29180", "#f7b3a6"); break;
        case QuadClass::material_conflict: recolour("#ff5f6b", "#ff9aa2"); break;
        case QuadClass::none: recolour("#8b94a0", "#b4bcc7"); break;
    }
    return style;
}

}  // namespace

const Palette& palette(DiagramTheme theme) {
    static const Palette kLight{"#ffffff", "#111111", "#555555"}, kDark{"#14171c", "#e8ebef", "#9aa4b1"};
    return theme == DiagramTheme::dark ? kDark : kLight;
}

std::string group_color(std::size_t group) {
    static constexpr const char* kColors[] = {"#0072b2", "#d55e00", "#009e73",
                                              "#cc79a7", "#e69f00", "#56b4e9"};
    return kColors[(group - 1) % std::size(kColors)];
}

std::string group_letter(std::size_t group) {
    return std::string(1, static_cast<char>('A' + (group - 1) % 26));
}

LineStyle line_style(const DiagramEdge& edge, DiagramTheme theme) {
    LineStyle style = theme == DiagramTheme::dark ? dark_style(edge.quad) : light_style(edge.quad);
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
