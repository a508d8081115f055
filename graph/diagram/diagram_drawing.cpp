#include "graph/diagram/diagram_drawing.h"

#include "graph/diagram/curve.h"
#include "graph/diagram/diagram_layout.h"
#include "graph/diagram/diagram_style.h"
#include "graph/diagram/diagram_text.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::size_t kNameWidth = 16;  ///< characters
constexpr std::size_t kNameLines = 4;
constexpr std::size_t kTypesOfLine = 3;  ///< shown; the tooltip has the rest
constexpr std::size_t kLabelWidth = 22;
constexpr double kLabelSize = 8;       ///< points
constexpr double kLetterWidth = 0.59;  ///< of the size: the mean of DejaVu Sans over the edge types
constexpr double kLineHeight = 1.22;
constexpr std::size_t kManyLines = 45;      ///< then plain structure goes without labels
constexpr std::size_t kMostForNeato = 250;  ///< its cost grows with the square

std::string number(double value) {
    return fmt::format("{:.2f}", value);
}

std::string line_label(const DiagramEdge& edge) {
    std::string label;
    for (std::size_t i = 0; i < std::min(edge.types.size(), kTypesOfLine); ++i) {
        const BundledType& type = edge.types[i];
        if (i) label += "\n";
        label += wrap(type.label, kLabelWidth, 2);
        if (type.evidence_count > 1 && edge.quad != QuadClass::none)
            label += fmt::format(" \u00d7{}", type.evidence_count);
    }
    if (edge.types.size() > kTypesOfLine)
        label += fmt::format("\n+{} more", edge.types.size() - kTypesOfLine);
    return label;
}

/// Types that a dotted line between such nodes says anyway, where room is scarce.
bool is_plain_structure(const DiagramEdge& edge) {
    static constexpr std::string_view kPlain[] = {"party to", "concerns", "located in", "part of"};
    return edge.quad == QuadClass::none &&
           std::all_of(edge.types.begin(), edge.types.end(), [](const auto& type) {
               return std::find(std::begin(kPlain), std::end(kPlain), type.label) != std::end(kPlain);
           });
}

class Drawing {
  public:
    Drawing(GraphvizSession& session, const Diagram& diagram, bool legend, DiagramTheme theme)
        : session_(session), diagram_(diagram), legend_(legend), theme_(theme) {
        set_defaults();
        measure();
        for (std::size_t i = 0; i < diagram_.nodes.size(); ++i) draw_node(i);
    }

    void draw_layered() {
        for (const DiagramEdge& edge : diagram_.edges) {
            const LineStyle style = line_style(edge, theme_);
            Agedge_t* const drawn = draw_line(edge, style);
            session_.set(drawn, "label", escape_label(line_label(edge)));
            session_.set(drawn, "labeltooltip", escape_label(edge.tooltip));
            session_.set(drawn, "fontcolor", style.text);
        }
        session_.set_html(session_.graph(), "label", heading(diagram_, legend_, 1, theme_));
        session_.layout("dot");
    }

    /// Springs find places for the nodes; lines and their labels are then fitted between them, and GraphViz
    /// only draws what was planned.
    void draw_by_springs() {
        add_springs();
        session_.layout(diagram_.nodes.size() <= kMostForNeato ? "neato" : "sfdp");

        std::vector<Box> boxes;
        for (Agnode_t* const node : nodes_) boxes.push_back(GraphvizSession::box(node));
        const DiagramPlan plan = plan_layout(boxes, requests());
        std::vector<std::string> paths;
        for (std::size_t i = 0; i < diagram_.edges.size(); ++i) paths.push_back(path(i, plan, boxes));

        session_.free_layout();
        session_.remove_edges();
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            session_.set(nodes_[i], "pos", position(plan.boxes[i].middle));
        for (std::size_t i = 0; i < diagram_.edges.size(); ++i) {
            const DiagramEdge& edge = diagram_.edges[i];
            const LineStyle style = line_style(edge, theme_);
            session_.set(draw_line(edge, style), "pos", paths[i]);
            if (const std::string label = planned_label(edge); !label.empty())
                draw_label(i, label, style, plan.lines[i].label);
        }
        session_.set_html(session_.graph(), "label", heading(diagram_, legend_, plan.scale, theme_));
        session_.set_default(AGRAPH, "layout", "nop2");
        session_.layout("nop2");
    }

  private:
    void set_defaults() {
        for (const auto& [name, value] :
             std::initializer_list<std::pair<const char*, const char*>>{{"shape", "box"},
                                                                        {"style", "filled"},
                                                                        {"fillcolor", "#ffffff"},
                                                                        {"color", "#555555"},
                                                                        {"penwidth", "0.8"},
                                                                        {"fontname", "DejaVu Sans"},
                                                                        {"fontsize", "11"},
                                                                        {"fontcolor", "#111111"},
                                                                        {"label", ""},
                                                                        {"tooltip", ""},
                                                                        {"id", ""},
                                                                        {"class", ""},
                                                                        {"margin", "0.11,0.06"},
                                                                        {"width", "0.3"},
                                                                        {"height", "0.3"},
                                                                        {"URL", ""},
                                                                        {"target", ""},
                                                                        {"pos", ""}})
            session_.set_default(AGNODE, name, value);
        for (const auto& [name, value] :
             std::initializer_list<std::pair<const char*, const char*>>{{"color", "#555555"},
                                                                        {"style", "solid"},
                                                                        {"penwidth", "1"},
                                                                        {"arrowhead", "normal"},
                                                                        {"arrowtail", "none"},
                                                                        {"dir", "forward"},
                                                                        {"arrowsize", "0.7"},
                                                                        {"label", ""},
                                                                        {"fontname", "DejaVu Sans"},
                                                                        {"fontsize", "8"},
                                                                        {"fontcolor", "#333333"},
                                                                        {"tooltip", ""},
                                                                        {"labeltooltip", ""},
                                                                        {"id", ""},
                                                                        {"class", ""},
                                                                        {"weight", "1"},
                                                                        {"len", "1"},
                                                                        {"URL", ""},
                                                                        {"target", ""},
                                                                        {"pos", ""}})
            session_.set_default(AGEDGE, name, value);
    }

    /// How much is said about each node, and the greatest of it.
    void measure() {
        said_.assign(diagram_.nodes.size(), 0);
        for (const DiagramEdge& edge : diagram_.edges) {
            said_[edge.source] += edge.evidence_count;
            said_[edge.target] += edge.evidence_count;
        }
        for (const auto count : said_) most_said_ = std::max(most_said_, count);
    }

    void draw_node(std::size_t i) {
        const DiagramNode& node = diagram_.nodes[i];
        Agnode_t* const drawn = session_.add_node(node.id);
        nodes_.push_back(drawn);
        const double share = std::sqrt(static_cast<double>(said_[i]) / static_cast<double>(most_said_));
        const double size = node.centre ? 15 : 10 + 4 * share;
        const std::string mark = node.group ? " [" + group_letter(node.group) + "]" : "";
        session_.set(drawn, "label", escape_label(wrap(node.name + mark, kNameWidth, kNameLines)));
        session_.set(drawn, "tooltip", escape_label(node.tooltip));
        session_.set(drawn, "id", escape_label(node.id));
        session_.set(drawn, "class", escape_label(node.type));
        session_.set(drawn, "shape", node.shape);
        session_.set(drawn, "style", node.shape == "box" ? "filled,rounded" : "filled");
        // GraphViz puts the text's whole rectangle inside these outlines, which is room enough.
        if (node.shape == "hexagon" || node.shape == "octagon") session_.set(drawn, "margin", "0.01,0");
        session_.set(drawn, "fillcolor", node.fill);
        session_.set(drawn, "color", darker(node.fill, node.centre ? 0.45 : 0.65));
        session_.set(drawn, "penwidth", node.centre ? "2.4" : "0.9");
        if (node.group) {
            session_.set(drawn, "color", group_color(node.group));
            session_.set(drawn, "penwidth", node.centre ? "3.6" : "2.6");
        }
        session_.set(drawn, "fontsize", number(size));
        session_.set(drawn, "fontname", node.centre ? "DejaVu Sans Bold" : "DejaVu Sans");
    }

    static std::string quad_class(QuadClass quad) {
        std::string name = quad_name(quad);
        std::replace(name.begin(), name.end(), ' ', '-');
        return name;
    }

    /// One spring for all lines of a pair: the longer, the more lines there are between the two and around
    /// them, so that the busy ones do not crowd in the middle.
    void add_springs() {
        std::map<std::pair<std::size_t, std::size_t>, int> lines;
        for (const DiagramEdge& edge : diagram_.edges) ++lines[std::minmax(edge.source, edge.target)];
        std::vector<int> neighbours(diagram_.nodes.size());
        for (const auto& [ends, count] : lines) ++neighbours[ends.first], ++neighbours[ends.second];
        pull_groups();
        for (const auto& [ends, count] : lines) {
            const int fewer = std::min(neighbours[ends.first], neighbours[ends.second]);
            Agedge_t* const spring = session_.add_edge(nodes_[ends.first], nodes_[ends.second]);
            session_.set(spring, "len", number(1.3 + 0.45 * std::sqrt(fewer - 1) + 0.25 * (count - 1)));
        }
    }

    /// A spring from each node of a group to the first of it, so that they come to stand together.
    void pull_groups() {
        std::map<std::size_t, std::size_t> first;
        for (std::size_t i = 0; i < diagram_.nodes.size(); ++i) {
            const std::size_t group = diagram_.nodes[i].group;
            if (group == 0 || first.try_emplace(group, i).second) continue;
            Agedge_t* const spring = session_.add_edge(nodes_[first[group]], nodes_[i]);
            session_.set(spring, "len", "1.2");
            session_.set(spring, "weight", "3");
        }
    }

    Agedge_t* draw_line(const DiagramEdge& edge, const LineStyle& style) {
        Agedge_t* const drawn = session_.add_edge(nodes_[edge.source], nodes_[edge.target]);
        session_.set(drawn, "color", style.color);
        session_.set(drawn, "style", style.dash);
        session_.set(drawn, "penwidth", number(style.width));
        session_.set(drawn, "tooltip", escape_label(edge.tooltip));
        set_link(drawn, edge);
        session_.set(drawn, "class", quad_class(edge.quad));
        session_.set(drawn, "dir", edge.mutual ? "both" : "forward");
        session_.set(drawn, "arrowhead", style.arrowhead);
        session_.set(drawn, "arrowtail", edge.mutual ? style.arrowhead : "none");
        session_.set(drawn, "weight", fmt::format("{}", 1 + std::min<std::uint64_t>(edge.evidence_count, 9)));
        return drawn;
    }

    /// To the article with the best sentence.
    void set_link(void* drawn, const DiagramEdge& edge) {
        if (edge.url.empty()) return;
        session_.set(drawn, "URL", escape_url(edge.url));
        session_.set(drawn, "target", "_blank");
    }

    /// A node, since those are drawn above all lines: the white behind the letters keeps them readable.
    void draw_label(std::size_t i, const std::string& text, const LineStyle& style, Point middle) {
        Agnode_t* const label = session_.add_node(fmt::format("label {}", i + 1));
        session_.set(label, "label", escape_label(text));
        session_.set(label, "tooltip", escape_label(diagram_.edges[i].tooltip));
        session_.set(label, "class", "label " + quad_class(diagram_.edges[i].quad));
        session_.set(label, "shape", "box");
        session_.set(label, "color", palette(theme_).paper);
        session_.set(label, "fillcolor", palette(theme_).paper);
        set_link(label, diagram_.edges[i]);
        session_.set(label, "penwidth", "0");
        session_.set(label, "fontsize", number(kLabelSize));
        session_.set(label, "fontcolor", style.text);
        session_.set(label, "margin", "0.02,0.01");
        session_.set(label, "width", "0.05");
        session_.set(label, "height", "0.05");
        session_.set(label, "pos", position(middle));
    }

    std::string planned_label(const DiagramEdge& edge) const {
        if (diagram_.edges.size() > kManyLines && is_plain_structure(edge)) return "";
        return line_label(edge);
    }

    std::vector<LineRequest> requests() const {
        std::vector<LineRequest> wanted;
        for (const DiagramEdge& edge : diagram_.edges) {
            LineRequest request{edge.source, edge.target, 0, 0, static_cast<double>(edge.evidence_count)};
            const std::string label = planned_label(edge);
            for (std::size_t begin = 0; begin < label.size();) {
                const std::size_t end = std::min(label.find('\n', begin), label.size());
                const auto letters = static_cast<double>(character_count(label.substr(begin, end - begin)));
                request.label_width = std::max(request.label_width, letters * kLabelSize * kLetterWidth + 4);
                request.label_height += kLabelSize * kLineHeight;
                begin = end + 1;
            }
            wanted.push_back(request);
        }
        return wanted;
    }

    static std::string position(Point p) { return fmt::format("{:.2f},{:.2f}", p.x, p.y); }

    /// The curve between the outlines of its ends, as GraphViz reads it in `pos`. `laid_out` says where the
    /// nodes stand for GraphViz, which knows their outlines.
    std::string path(std::size_t i, const DiagramPlan& plan, const std::vector<Box>& laid_out) const {
        const DiagramEdge& edge = diagram_.edges[i];
        const Curve curve{plan.boxes[edge.source].middle, plan.lines[i].control,
                          plan.boxes[edge.target].middle};
        const auto covered = [&](std::size_t node, double t) {
            const Point p = curve.at(t), there = plan.boxes[node].middle, here = laid_out[node].middle;
            return GraphvizSession::is_inside(nodes_[node], {p.x - there.x + here.x, p.y - there.y + here.y});
        };
        const double begin = bisect(0, 0.5, [&](double t) { return covered(edge.source, t); });
        const double end = bisect(1, 0.5, [&](double t) { return covered(edge.target, t); });
        const Point tip = curve.at(end), tail = curve.at(begin);
        const double length = arrow_length(line_style(edge, theme_).arrowhead);
        const double last = bisect(end, begin, [&](double t) { return distance(curve.at(t), tip) < length; });
        const double first =
            edge.mutual ? bisect(begin, last, [&](double t) { return distance(curve.at(t), tail) < length; })
                        : begin;
        std::string text = edge.mutual ? "s," + position(tail) + " " : "";
        text += "e," + position(tip);
        for (const Point p : curve.part(first, last)) text += " " + position(p);
        return text;
    }

    GraphvizSession& session_;
    const Diagram& diagram_;
    bool legend_;
    DiagramTheme theme_;
    std::vector<Agnode_t*> nodes_;
    std::vector<std::uint64_t> said_;
    std::uint64_t most_said_ = 1;
};

}  // namespace

void draw(GraphvizSession& session, const Diagram& diagram, bool layered, bool legend, DiagramTheme theme) {
    Drawing drawing(session, diagram, legend, theme);
    if (layered)
        drawing.draw_layered();
    else
        drawing.draw_by_springs();
}

}  // namespace entente
