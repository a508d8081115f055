#include "graph/diagram_drawing.h"
#include "graph/diagram_style.h"
#include "graph/diagram_text.h"

#include <array>

#include <fmt/format.h>

namespace entente {
namespace {

/// The arrows of the drawing in letters.
constexpr std::string_view arrow_sign(QuadClass quad) {
    switch (quad) {
        case QuadClass::verbal_cooperation: return "\u2500\u2500\u203a";
        case QuadClass::material_cooperation: return "\u2501\u2501\u25b6";
        case QuadClass::verbal_conflict: return "\u2500\u2500\u203a|";
        case QuadClass::material_conflict: return "\u2501\u2501\u25b6|";
        case QuadClass::none: break;
    }
    return "\u00b7\u00b7\u00b7\u203a";
}

std::string font(std::string_view color, int size, std::string_view text) {
    return fmt::format("<FONT COLOR=\"{}\" POINT-SIZE=\"{}\">{}</FONT>", color, size, text);
}

std::string node_sign(const NodeType& type) {
    return fmt::format("<TD BGCOLOR=\"{}\" STYLE=\"ROUNDED\" CELLPADDING=\"3\">{}</TD><TD WIDTH=\"6\"></TD>", type.fill,
                       font("#222222", 9, escape_html(type.name)));
}

std::string line_sign(const DiagramEdge& sample, std::string_view name) {
    const LineStyle style = line_style(sample);
    return fmt::format("<TD>{}</TD><TD WIDTH=\"8\"></TD>",
                       font(style.color, 10, fmt::format("<B>{}</B>", arrow_sign(sample.quad))) + " " +
                           font("#333333", 9, name));
}

}  // namespace

std::string heading(const Diagram& diagram, bool legend) {
    std::string rows = fmt::format("<TR><TD ALIGN=\"LEFT\">{}</TD></TR>",
                                   font("#111111", 20, "<B>" + escape_html(diagram.title) + "</B>"));
    if (!diagram.caption.empty())
        rows += fmt::format("<TR><TD ALIGN=\"LEFT\">{}</TD></TR>", font("#555555", 11, escape_html(diagram.caption)));
    if (legend && !diagram.nodes.empty()) {
        std::string cells;
        for (const NodeType& type : diagram.node_legend) cells += node_sign(type);
        bool hypothetical = false;
        std::array<bool, 5> occurs{};
        for (const DiagramEdge& edge : diagram.edges) {
            occurs[static_cast<std::size_t>(edge.quad)] = true;
            hypothetical |= edge.hypothetical;
        }
        for (const QuadClass quad : {QuadClass::verbal_cooperation, QuadClass::material_cooperation,
                                     QuadClass::verbal_conflict, QuadClass::material_conflict, QuadClass::none})
            if (occurs[static_cast<std::size_t>(quad)]) {
                DiagramEdge sample;
                sample.quad = quad;
                cells += line_sign(sample, quad_name(quad));
            }
        if (hypothetical)
            cells += fmt::format("<TD>{}</TD>", font("#333333", 9, "\u2504\u2504 planned, possible or demanded"));
        rows += fmt::format(
            "<TR><TD ALIGN=\"LEFT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\"><TR>{}"
            "</TR></TABLE></TD></TR>",
            cells);
    }
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">" + rows + "</TABLE>";
}

}  // namespace entente
