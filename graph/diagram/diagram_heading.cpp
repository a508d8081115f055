#include "graph/diagram/diagram_drawing.h"
#include "graph/diagram/diagram_style.h"
#include "graph/diagram/diagram_text.h"

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

/// Writes the heading in letters of one scale.
class Heading {
  public:
    Heading(const Diagram& diagram, double scale, DiagramTheme theme)
        : diagram_(diagram), scale_(scale), theme_(theme), colors_(palette(theme)) {}

    std::string make(bool legend) const {
        std::string rows = row(font(colors_.ink, 20, "<B>" + escape_html(diagram_.title) + "</B>"));
        if (!diagram_.caption.empty()) rows += row(font(colors_.faint, 11, escape_html(diagram_.caption)));
        if (legend && !diagram_.nodes.empty())
            rows += row(fmt::format(
                "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\"><TR>{}{}"
                "</TR></TABLE>",
                node_signs(), line_signs()));
        if (legend && !diagram_.groups.empty()) rows += row(group_signs());
        return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">" + rows +
               "</TABLE>";
    }

  private:
    static std::string row(const std::string& cell) {
        return "<TR><TD ALIGN=\"LEFT\">" + cell + "</TD></TR>";
    }

    std::string font(std::string_view color, double size, std::string_view text) const {
        return fmt::format("<FONT COLOR=\"{}\" POINT-SIZE=\"{:.1f}\">{}</FONT>", color, size * scale_, text);
    }

    std::string node_signs() const {
        std::string cells;
        for (const NodeType& type : diagram_.node_legend)
            cells += fmt::format(
                "<TD BGCOLOR=\"{}\" STYLE=\"ROUNDED\" CELLPADDING=\"3\">{}</TD><TD WIDTH=\"6\"></TD>",
                type.fill, font("#222222", 9, escape_html(type.name)));
        return cells;
    }

    std::string group_signs() const {
        std::string signs;
        for (std::size_t group = 1; group <= diagram_.groups.size(); ++group)
            signs += font(group_color(group), 10, "<B>[" + group_letter(group) + "]</B>") +
                     font(colors_.ink, 9, " " + escape_html(diagram_.groups[group - 1]) + "    ");
        return signs;
    }

    std::string line_signs() const {
        std::array<bool, 5> occurs{};
        bool hypothetical = false;
        for (const DiagramEdge& edge : diagram_.edges) {
            occurs[static_cast<std::size_t>(edge.quad)] = true;
            hypothetical |= edge.hypothetical;
        }
        std::string cells;
        for (const QuadClass quad :
             {QuadClass::verbal_cooperation, QuadClass::material_cooperation, QuadClass::verbal_conflict,
              QuadClass::material_conflict, QuadClass::none})
            if (occurs[static_cast<std::size_t>(quad)]) cells += line_sign(quad);
        if (hypothetical)
            cells +=
                "<TD>" + font(colors_.ink, 9, "<B>\u2013 \u2013</B> planned, possible or demanded") + "</TD>";
        return cells;
    }

    std::string line_sign(QuadClass quad) const {
        DiagramEdge sample;
        sample.quad = quad;
        return fmt::format(
            "<TD>{} {}</TD><TD WIDTH=\"8\"></TD>",
            font(line_style(sample, theme_).color, 10, fmt::format("<B>{}</B>", arrow_sign(quad))),
            font(colors_.ink, 9, quad_name(quad)));
    }

    const Diagram& diagram_;
    double scale_;
    DiagramTheme theme_;
    const Palette& colors_;
};

}  // namespace

std::string heading(const Diagram& diagram, bool legend, double scale, DiagramTheme theme) {
    return Heading(diagram, scale, theme).make(legend);
}

}  // namespace entente
