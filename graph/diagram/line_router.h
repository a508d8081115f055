#pragma once

#include <cstddef>
#include <vector>

namespace entente {

/// Points of a page, the y axis upwards.
struct Point {
    double x = 0;
    double y = 0;
};

/// An upright rectangle by its middle.
struct Box {
    Point middle;
    double width = 0;
    double height = 0;

    bool holds(Point p, double margin = 0) const;
    bool overlaps(const Box& other, double margin = 0) const;
};

/// A line that wants a way from one box to another, and a place for its label.
struct LineRequest {
    std::size_t source = 0;  ///< positions in the boxes given
    std::size_t target = 0;
    double label_width = 0;  ///< 0 for no label
    double label_height = 0;
    double weight = 1;  ///< heavier lines choose first
};

/// A quadratic Bézier curve between the middles of two boxes, and the middle of its label, which is on the
/// curve.
struct LineRoute {
    Point control;
    Point label;
};

struct Routing {
    std::vector<LineRoute> lines;
    /// Labels that cover another label or a box: the layout is too narrow.
    std::size_t collisions = 0;
    /// Lines that pass behind a box that they do not belong to.
    std::size_t crossings = 0;
};

/// The point of the curve from `from` to `to` at `t` in 0..1.
Point curve_point(Point from, Point control, Point to, double t);

/// Finds arcs that stay clear of boxes, keep apart where they join the same two boxes, and have room for
/// their labels: each line in turn takes the cheapest of some hundred arcs and label places, given all
/// others, until nothing changes or after a few rounds. Deterministic.
Routing route_lines(const std::vector<Box>& boxes, const std::vector<LineRequest>& lines);

}  // namespace entente
