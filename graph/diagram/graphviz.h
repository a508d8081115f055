#pragma once

#include "graph/diagram/line_router.h"

#include <mutex>
#include <string>
#include <vector>

#include <graphviz/gvc.h>

namespace entente {

/// GraphViz for one drawing: holds the one lock there is, and collects what GraphViz complains of instead of
/// letting it write to standard error.
class GraphvizSession {
  public:
    GraphvizSession();
    ~GraphvizSession();
    GraphvizSession(const GraphvizSession&) = delete;
    GraphvizSession& operator=(const GraphvizSession&) = delete;

    Agraph_t* graph() { return graph_; }

    void set_default(int kind, const char* name, const std::string& value);
    void set(void* object, const char* name, const std::string& value);
    /// Where and how large the layout made the node, in points.
    static Box box(Agnode_t* node);
    /// True where the point is inside the outline of the node, which has a layout.
    static bool is_inside(Agnode_t* node, Point point);
    /// The value is an HTML-like label, without the angle brackets around.
    void set_html(void* object, const char* name, const std::string& value);

    /// A new node; a name that is taken already gets primes.
    Agnode_t* add_node(std::string name);
    Agedge_t* add_edge(Agnode_t* from, Agnode_t* to);
    void remove_edges();

    /// Throws Error(io) when the engine is missing or fails.
    void layout(const char* engine);
    /// Forgets the layout, so that another can be made.
    void free_layout();
    /// Throws Error(io) when the format is missing or fails.
    std::string render(const char* format);

  private:
    [[noreturn]] void fail(const std::string& what) const;

    std::unique_lock<std::mutex> lock_;
    GVC_t* context_ = nullptr;
    Agraph_t* graph_ = nullptr;
    bool has_layout_ = false;
};

}  // namespace entente
