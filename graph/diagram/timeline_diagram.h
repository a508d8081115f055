#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/graph_source.h"
#include "graph/diagram/render.h"
#include "graph/edge_filter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// What happened on some neighbouring days, drawn as one mark.
struct TimelineMark {
    long day = 0;  ///< from 1970-01-01, the middle of them
    QuadClass quad = QuadClass::none;
    std::uint64_t count = 0;
    std::string tooltip;
    std::string url;
};

/// Marks on one line: of one other actor, or of one type in one direction.
struct TimelineLane {
    std::string name;
    std::uint64_t count = 0;
    std::vector<TimelineMark> marks;
};

/// When somebody did what with whom. A value; the same graph and options give the same diagram.
struct TimelineDiagram {
    std::string title;
    std::string caption;
    long first_day = 0, last_day = 0;
    std::vector<TimelineLane> lanes;  ///< those of most evidence first
    std::size_t left_out = 0;         ///< lanes
};

struct TimelineOptions {
    std::string title;           ///< empty: made from the names
    std::size_t max_lanes = 14;  ///< 0 for all
};

/// Of a node a lane for each other node that it deals with; between two (`b` not empty) a lane for each type
/// and direction. Structure is left out, what is only known by the year, and what lies far from all else in
/// time. Throws Error(usage) for bad dates.
TimelineDiagram make_timeline_diagram(const GraphSource& source, const Ontology& ontology,
                                      const EdgeFilter& filter, const std::string& a, const std::string& b,
                                      const TimelineOptions& options = {});

/// As render of a Diagram; the layout of the options is ignored.
std::string render(const TimelineDiagram& diagram, DiagramFormat format, const RenderOptions& options = {});

}  // namespace entente
