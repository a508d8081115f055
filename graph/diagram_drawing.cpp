#include "graph/diagram_drawing.h"

#include "graph/diagram_style.h"
#include "graph/diagram_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::size_t kNameWidth = 16;      ///< characters
constexpr std::size_t kNameLines = 4;
constexpr std::size_t kTypesOfLine = 3;     ///< shown; the tooltip has the rest
constexpr std::size_t kLabelWidth = 22;

std::string number(double value) {
    return fmt::format("{:.2f}", value);
}

std::string line_label(const DiagramEdge& edge) {
    std::string label;
    for (std::size_t i = 0; i < std::min(edge.types.size(), kTypesOfLine); ++i) {
        const BundledType& type = edge.types[i];
        if (i) label += "\n";
        label += wrap(type.label, kLabelWidth, 2);
        if (type.evidence_count > 1) label += fmt::format(" \u00d7{}", type.evidence_count);
    }
    if (edge.types.size() > kTypesOfLine) label += fmt::format("\n+{} more", edge.types.size() - kTypesOfLine);
    return label;
}

class Drawing {
  public:
    Drawing(GraphvizSession& session, const Diagram& diagram, LineLabels labels)
        : session_(session), diagram_(diagram), labels_(labels) {}

    void draw() {
        set_defaults();
        measure();
        for (std::size_t i = 0; i < diagram_.nodes.size(); ++i) draw_node(i);
        for (std::size_t i = 0; i < diagram_.edges.size(); ++i) draw_edge(i);
    }

  private:
    void set_defaults() {
        for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"shape", "box"}, {"style", "filled"}, {"fillcolor", "#ffffff"}, {"color", "#555555"},
                 {"penwidth", "0.8"}, {"fontname", "DejaVu Sans"}, {"fontsize", "11"}, {"fontcolor", "#111111"},
                 {"label", ""}, {"tooltip", ""}, {"id", ""}, {"class", ""}, {"margin", "0.11,0.06"},
                 {"width", "0.3"}, {"height", "0.3"}})
            session_.set_default(AGNODE, name, value);
        for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"color", "#555555"}, {"style", "solid"}, {"penwidth", "1"}, {"arrowhead", "normal"},
                 {"arrowtail", "none"}, {"dir", "forward"}, {"arrowsize", "0.7"}, {"label", ""},
                 {"fontname", "DejaVu Sans"}, {"fontsize", "8"}, {"fontcolor", "#333333"}, {"tooltip", ""},
                 {"labeltooltip", ""}, {"id", ""}, {"class", ""}, {"weight", "1"}, {"len", "1"}})
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
        Agnode_t* const drawn = session_.add_node(fmt::format("n{}", i));
        nodes_.push_back(drawn);
        const double share = std::sqrt(static_cast<double>(said_[i]) / static_cast<double>(most_said_));
        const double size = node.centre ? 15 : 10 + 4 * share;
        session_.set(drawn, "label", escape_label(wrap(node.name, kNameWidth, kNameLines)));
        session_.set(drawn, "tooltip", escape_label(node.tooltip));
        session_.set(drawn, "id", escape_label(node.id));
        session_.set(drawn, "class", escape_label("node " + node.type));
        session_.set(drawn, "shape", node.shape);
        session_.set(drawn, "style", node.shape == "box" ? "filled,rounded" : "filled");
        session_.set(drawn, "fillcolor", node.fill);
        session_.set(drawn, "color", darker(node.fill, node.centre ? 0.45 : 0.65));
        session_.set(drawn, "penwidth", node.centre ? "2.4" : "0.9");
        session_.set(drawn, "fontsize", number(size));
        session_.set(drawn, "fontname", node.centre ? "DejaVu Sans Bold" : "DejaVu Sans");
    }

    void style_line(Agedge_t* drawn, const DiagramEdge& edge, const LineStyle& style) {
        session_.set(drawn, "color", style.color);
        session_.set(drawn, "style", style.dash);
        session_.set(drawn, "penwidth", number(style.width));
        session_.set(drawn, "tooltip", escape_label(edge.tooltip));
        session_.set(drawn, "class", "edge " + quad_class(edge.quad));
    }

    static std::string quad_class(QuadClass quad) {
        std::string name = quad_name(quad);
        std::replace(name.begin(), name.end(), ' ', '-');
        return name;
    }

    void draw_edge(std::size_t i) {
        const DiagramEdge& edge = diagram_.edges[i];
        const LineStyle style = line_style(edge);
        const std::string dir = edge.mutual ? "both" : "forward";
        const std::string weight = fmt::format("{}", 1 + std::min<std::uint64_t>(edge.evidence_count, 9));
        Agnode_t* const from = nodes_[edge.source];
        Agnode_t* const to = nodes_[edge.target];
        if (labels_ == LineLabels::native) {
            Agedge_t* const drawn = session_.add_edge(from, to);
            style_line(drawn, edge, style);
            session_.set(drawn, "label", escape_label(line_label(edge)));
            session_.set(drawn, "labeltooltip", escape_label(edge.tooltip));
            session_.set(drawn, "fontcolor", style.text);
            session_.set(drawn, "dir", dir);
            session_.set(drawn, "arrowhead", style.arrowhead);
            session_.set(drawn, "arrowtail", edge.mutual ? style.arrowhead : "none");
            session_.set(drawn, "weight", weight);
            return;
        }
        Agnode_t* const label = session_.add_node(fmt::format("e{}", i));
        session_.set(label, "label", escape_label(line_label(edge)));
        session_.set(label, "tooltip", escape_label(edge.tooltip));
        session_.set(label, "class", "label " + quad_class(edge.quad));
        session_.set(label, "shape", "box");
        session_.set(label, "style", "filled");
        session_.set(label, "color", "#ffffff");
        session_.set(label, "penwidth", "0");
        session_.set(label, "fontsize", "8");
        session_.set(label, "fontcolor", style.text);
        session_.set(label, "margin", "0.02,0.01");
        session_.set(label, "width", "0.05");
        session_.set(label, "height", "0.05");
        Agedge_t* const first = session_.add_edge(from, label);
        Agedge_t* const second = session_.add_edge(label, to);
        for (Agedge_t* const half : {first, second}) {
            style_line(half, edge, style);
            session_.set(half, "weight", weight);
            session_.set(half, "len", "0.7");
        }
        session_.set(first, "dir", edge.mutual ? "back" : "none");
        session_.set(first, "arrowtail", edge.mutual ? style.arrowhead : "none");
        session_.set(second, "dir", "forward");
        session_.set(second, "arrowhead", style.arrowhead);
    }

    GraphvizSession& session_;
    const Diagram& diagram_;
    LineLabels labels_;
    std::vector<Agnode_t*> nodes_;
    std::vector<std::uint64_t> said_;
    std::uint64_t most_said_ = 1;
};

}  // namespace

void draw(GraphvizSession& session, const Diagram& diagram, LineLabels labels) {
    Drawing(session, diagram, labels).draw();
}

}  // namespace entente
