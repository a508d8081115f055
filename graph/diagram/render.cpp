#include "graph/diagram/render.h"

#include "graph/diagram/diagram_drawing.h"

#include <algorithm>

namespace entente {
namespace {

bool is_layered(const Diagram& diagram, DiagramLayout layout) {
    if (layout != DiagramLayout::automatic) return layout == DiagramLayout::layered;
    return diagram.nodes.size() <= 4;
}

}  // namespace

std::optional<DiagramFormat> diagram_format(std::string_view name) {
    std::string lower;
    for (const char c : name) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (lower.starts_with('.')) lower.erase(0, 1);
    if (lower == "svg") return DiagramFormat::svg;
    if (lower == "png") return DiagramFormat::png;
    if (lower == "pdf") return DiagramFormat::pdf;
    if (lower == "dot" || lower == "gv") return DiagramFormat::dot;
    return std::nullopt;
}

const char* format_name(DiagramFormat format) {
    switch (format) {
        case DiagramFormat::svg: return "svg";
        case DiagramFormat::png: return "png";
        case DiagramFormat::pdf: return "pdf";
        case DiagramFormat::dot: break;
    }
    return "dot";
}

void prepare_page(GraphvizSession& session, DiagramFormat format, const RenderOptions& options) {
    const auto set = [&](const char* name, const std::string& value) {
        session.set_default(AGRAPH, name, value);
    };
    set("charset", "UTF-8");
    set("fontname", "DejaVu Sans");
    set("bgcolor", palette(options.theme).paper);
    set("labelloc", "t");
    set("labeljust", "l");
    set("margin", "0");
    set("pad", "0.25");
    set("outputorder", "edgesfirst");
    set("label", "");
    // A4 landscape with margins of 12 mm.
    set("size", "10.7,7.3");
    set("start", "7");
    if (format == DiagramFormat::png) set("dpi", std::to_string(options.dpi));
}

std::string render(const Diagram& diagram, DiagramFormat format, const RenderOptions& options) {
    const bool layered = is_layered(diagram, options.layout);
    GraphvizSession session;
    prepare_page(session, format, options);
    const auto set = [&](const char* name, const std::string& value) {
        session.set_default(AGRAPH, name, value);
    };
    if (layered) {
        set("rankdir", "LR");
        set("nodesep", "0.3");
        set("ranksep", "0.5");
    } else {
        set("overlap", "true");
        set("splines", "");
    }
    draw(session, diagram, layered, options.legend, options.theme);
    return session.render(format_name(format));
}

}  // namespace entente
