#include "graph/diagram/graphviz.h"

#include "core/model/error.h"

namespace entente {
namespace {

std::mutex& graphviz_mutex() {
    static std::mutex mutex;
    return mutex;
}

/// Only touched while the mutex is held: GraphViz offers no way to pass a pointer to its error function.
std::string& complaints() {
    static std::string text;
    return text;
}

/// One for the process and never freed: the pango plugin keeps a pointer to the last font's name, which lives
/// in the context. Only used while the mutex is held.
GVC_t* graphviz_context() {
    static GVC_t* const context = gvContext();
    return context;
}

int collect(char* text) {
    complaints() += text;
    return 0;
}

/// cgraph takes names and values without const and does not change them.
char* c_string(const std::string& s) {
    return const_cast<char*>(s.c_str());
}
char* c_string(const char* s) {
    return const_cast<char*>(s);
}

}  // namespace

GraphvizSession::GraphvizSession() : lock_(graphviz_mutex()) {
    complaints().clear();
    agseterrf(collect);
    context_ = graphviz_context();
    graph_ = agopen(c_string("entente"), Agdirected, nullptr);
}

GraphvizSession::~GraphvizSession() {
    free_layout();
    agclose(graph_);
    agseterrf(nullptr);
}

void GraphvizSession::set_default(int kind, const char* name, const std::string& value) {
    agattr(graph_, kind, c_string(name), c_string(value));
}

void GraphvizSession::set(void* object, const char* name, const std::string& value) {
    agsafeset(object, c_string(name), c_string(value), c_string(""));
}

void GraphvizSession::set_html(void* object, const char* name, const std::string& value) {
    char* const html = agstrdup_html(graph_, c_string(value));
    agsafeset(object, c_string(name), html, c_string(""));
    agstrfree(graph_, html);
}

Agnode_t* GraphvizSession::add_node(std::string name) {
    while (agnode(graph_, c_string(name), 0)) name += '\'';
    return agnode(graph_, c_string(name), 1);
}

Agedge_t* GraphvizSession::add_edge(Agnode_t* from, Agnode_t* to) {
    return agedge(graph_, from, to, nullptr, 1);
}

void GraphvizSession::remove_edges() {
    for (Agnode_t* node = agfstnode(graph_); node; node = agnxtnode(graph_, node))
        while (Agedge_t* const edge = agfstout(graph_, node)) agdeledge(graph_, edge);
}

Box GraphvizSession::box(Agnode_t* node) {
    constexpr double kPointsPerInch = 72;
    return {{ND_coord(node).x, ND_coord(node).y},
            ND_width(node) * kPointsPerInch,
            ND_height(node) * kPointsPerInch};
}

bool GraphvizSession::is_inside(Agnode_t* node, Point point) {
    const auto inside = ND_shape(node)->fns->insidefn;
    if (!inside) return false;
    // The function remembers the node of its last call by address; a null context makes it forget.
    inside(nullptr, pointf{});
    inside_t context{};
    context.s.n = node;
    return inside(&context, pointf{point.x - ND_coord(node).x, point.y - ND_coord(node).y}) != 0;
}

void GraphvizSession::free_layout() {
    if (has_layout_) gvFreeLayout(context_, graph_);
    has_layout_ = false;
}

void GraphvizSession::layout(const char* engine) {
    if (gvLayout(context_, graph_, engine) != 0) fail(std::string("lay out the diagram with ") + engine);
    has_layout_ = true;
}

std::string GraphvizSession::render(const char* format) {
    char* data = nullptr;
    unsigned length = 0;
    if (gvRenderData(context_, graph_, format, &data, &length) != 0 || !data)
        fail(std::string("write the diagram as ") + format);
    std::string bytes(data, length);
    gvFreeRenderData(data);
    return bytes;
}

void GraphvizSession::fail(const std::string& what) const {
    std::string reason = complaints();
    while (!reason.empty() && (reason.back() == '\n' || reason.back() == ' ')) reason.pop_back();
    throw Error(ErrorKind::io, "GraphViz can't " + what + (reason.empty() ? "" : ": " + reason) +
                                   " (install the package graphviz with its plugins, then run 'dot -c')");
}

}  // namespace entente
