#include "core/model/date.h"
#include "graph/diagram/diagram_drawing.h"
#include "graph/diagram/diagram_text.h"
#include "graph/diagram/graphviz.h"
#include "graph/diagram/timeline_diagram.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace entente {
namespace {

// Points; the y axis upwards, the first lane at 0.
constexpr double kWidth = 640, kLane = 26, kNames = 190;
constexpr double kLeast = 6, kMost = 20;  ///< diameters of marks

/// A date axis with lanes below each other; GraphViz only draws what stands at given places.
class TimelineDrawing {
  public:
    TimelineDrawing(GraphvizSession& session, const TimelineDiagram& diagram, const RenderOptions& options)
        : session_(session), diagram_(diagram), theme_(options.theme), colors_(palette(options.theme)) {
        set_defaults();
        draw_months();
        for (std::size_t i = 0; i < diagram_.lanes.size(); ++i) draw_lane(i);
        session_.set_html(session_.graph(), "label", heading(options.legend));
    }

  private:
    void set_defaults() {
        for (const auto& [name, value] :
             std::initializer_list<std::pair<const char*, std::string>>{{"shape", "plaintext"},
                                                                        {"style", "filled"},
                                                                        {"fillcolor", colors_.paper},
                                                                        {"color", colors_.paper},
                                                                        {"penwidth", "0"},
                                                                        {"fontname", "DejaVu Sans"},
                                                                        {"fontsize", "10"},
                                                                        {"fontcolor", colors_.ink},
                                                                        {"label", ""},
                                                                        {"tooltip", ""},
                                                                        {"URL", ""},
                                                                        {"target", ""},
                                                                        {"class", ""},
                                                                        {"margin", "0.02,0.01"},
                                                                        {"width", "0.02"},
                                                                        {"height", "0.02"},
                                                                        {"fixedsize", "false"},
                                                                        {"pos", ""}})
            session_.set_default(AGNODE, name, value);
        for (const auto& [name, value] :
             std::initializer_list<std::pair<const char*, std::string>>{{"color", colors_.faint},
                                                                        {"penwidth", "0.4"},
                                                                        {"style", "dotted"},
                                                                        {"dir", "none"},
                                                                        {"pos", ""}})
            session_.set_default(AGEDGE, name, value);
    }

    double x_of(long day) const {
        const double span = std::max(1.0, static_cast<double>(diagram_.last_day - diagram_.first_day));
        return kNames + kWidth * static_cast<double>(day - diagram_.first_day) / span;
    }
    static double y_of(std::size_t lane) { return -kLane * static_cast<double>(lane); }

    Agnode_t* place(double x, double y) {
        Agnode_t* const node = session_.add_node(fmt::format("place {}", ++places_));
        session_.set(node, "pos", fmt::format("{:.2f},{:.2f}", x, y));
        return node;
    }
    Agnode_t* letters(const std::string& text, double x, double y, double size, const std::string& color) {
        Agnode_t* const node = place(x, y);
        session_.set(node, "label", escape_label(text));
        session_.set(node, "fontsize", fmt::format("{:.1f}", size));
        session_.set(node, "fontcolor", color);
        return node;
    }
    void rule(double x1, double y1, double x2, double y2) {
        Agedge_t* const line = session_.add_edge(place(x1, y1), place(x2, y2));
        session_.set(
            line, "pos",
            fmt::format("{0:.2f},{1:.2f} {0:.2f},{1:.2f} {2:.2f},{3:.2f} {2:.2f},{3:.2f}", x1, y1, x2, y2));
    }

    /// A tick for each month, or for each quarter, year or more where those would crowd.
    void draw_months() {
        if (diagram_.lanes.empty()) return;
        const Date first = Date::from_days(diagram_.first_day), last = Date::from_days(diagram_.last_day);
        const int months = (last.year - first.year) * 12 + last.month - first.month + 1;
        constexpr int kMostTicks = 14;
        int step = 1;
        for (const int longer : {3, 12, 60, 120, 600})
            if (months > kMostTicks * step) step = longer;
        const double top = kLane * 0.8, bottom = y_of(diagram_.lanes.size() - 1) - kLane / 2;
        for (int m = first.year * 12 + first.month - 1; m <= last.year * 12 + last.month; ++m) {
            const Date date{m / 12, m % 12 + 1, 1};
            if (date.to_days() < diagram_.first_day || date.to_days() > diagram_.last_day) continue;
            if (m % step != 0) continue;
            rule(x_of(date.to_days()), top - 4, x_of(date.to_days()), bottom);
            letters(fmt::format("{}-{:02}", date.year, date.month), x_of(date.to_days()), top, 8,
                    colors_.faint);
        }
    }

    void draw_lane(std::size_t i) {
        const TimelineLane& lane = diagram_.lanes[i];
        rule(kNames - 6, y_of(i), kNames + kWidth, y_of(i));
        const std::string name = wrap(lane.name, 34, 2);
        const bool two = name.find('\n') != std::string::npos;
        letters(name, kNames / 2 - 22, y_of(i), two ? 8.5 : 10, colors_.ink);
        letters(std::to_string(lane.count), kNames - 22, y_of(i), 9, colors_.faint);
        for (const TimelineMark& mark : lane.marks) draw_mark(mark, y_of(i));
    }

    /// Conflict is a diamond and co-operation a circle: colour is not the only sign.
    void draw_mark(const TimelineMark& mark, double y) {
        DiagramEdge sample;
        sample.quad = mark.quad;
        const bool conflict = is_conflict(mark.quad);
        const double size =
            std::min(kMost, kLeast + 3.4 * std::sqrt(static_cast<double>(mark.count - 1))) / 72;
        Agnode_t* const node = place(x_of(mark.day), y + (conflict ? -2.5 : 2.5));
        session_.set(node, "shape", conflict ? "diamond" : "circle");
        session_.set(node, "fixedsize", "true");
        session_.set(node, "width", fmt::format("{:.3f}", conflict ? size * 1.25 : size));
        session_.set(node, "height", fmt::format("{:.3f}", conflict ? size * 1.25 : size));
        session_.set(node, "fillcolor", line_style(sample, theme_).color);
        session_.set(node, "color", colors_.paper);
        session_.set(node, "penwidth", "0.4");
        session_.set(node, "class", conflict ? "conflict" : "co-operation");
        session_.set(node, "tooltip", escape_label(mark.tooltip));
        if (mark.url.empty()) return;
        session_.set(node, "URL", escape_url(mark.url));
        session_.set(node, "target", "_blank");
    }

    static bool is_conflict(QuadClass quad) {
        return quad == QuadClass::verbal_conflict || quad == QuadClass::material_conflict;
    }

    std::string heading(bool legend) const {
        const auto font = [](const std::string& color, int size, const std::string& text) {
            return fmt::format("<FONT COLOR=\"{}\" POINT-SIZE=\"{}\">{}</FONT>", color, size, text);
        };
        std::string signs;
        std::array<bool, 5> occurs{};
        for (const TimelineLane& lane : diagram_.lanes)
            for (const TimelineMark& mark : lane.marks) occurs[static_cast<std::size_t>(mark.quad)] = true;
        for (const QuadClass quad : {QuadClass::verbal_cooperation, QuadClass::material_cooperation,
                                     QuadClass::verbal_conflict, QuadClass::material_conflict}) {
            if (!legend || !occurs[static_cast<std::size_t>(quad)]) continue;
            DiagramEdge sample;
            sample.quad = quad;
            signs += font(line_style(sample, theme_).color, 12, is_conflict(quad) ? "\u25c6" : "\u25cf") +
                     font(colors_.ink, 9, " " + quad_name(quad) + "    ");
        }
        const auto row = [](const std::string& cell) {
            return "<TR><TD ALIGN=\"LEFT\">" + cell + "</TD></TR>";
        };
        return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">" +
               row(font(colors_.ink, 20, "<B>" + escape_html(diagram_.title) + "</B>")) +
               row(font(colors_.faint, 11, escape_html(diagram_.caption))) +
               (signs.empty() ? "" : row(signs)) + "</TABLE>";
    }

    GraphvizSession& session_;
    const TimelineDiagram& diagram_;
    DiagramTheme theme_;
    const Palette& colors_;
    std::size_t places_ = 0;
};

}  // namespace

std::string render(const TimelineDiagram& diagram, DiagramFormat format, const RenderOptions& options) {
    GraphvizSession session;
    prepare_page(session, format, options);
    session.set_default(AGRAPH, "overlap", "true");
    session.set_default(AGRAPH, "splines", "");
    session.set_default(AGRAPH, "layout", "nop2");
    TimelineDrawing drawing(session, diagram, options);
    session.layout("nop2");
    return session.render(format_name(format));
}

}  // namespace entente
