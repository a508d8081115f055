#pragma once

#include "graph/diagram/line_router.h"

#include <array>
#include <string_view>

namespace entente {

/// A quadratic Bézier curve.
struct Curve {
    Point from;
    Point control;
    Point to;

    Point at(double t) const { return curve_point(from, control, to, t); }
    /// The part between two parameters, as the four points of a cubic curve.
    std::array<Point, 4> part(double begin, double end) const;
};

double distance(Point a, Point b);

/// The parameter near which `holds` turns false on the way from `inside`, where it is true, to `outside`.
template <class Predicate>
double bisect(double inside, double outside, Predicate holds) {
    for (int i = 0; i < 24; ++i) {
        const double middle = (inside + outside) / 2;
        (holds(middle) ? inside : outside) = middle;
    }
    return outside;
}

/// How far an arrowhead reaches, in points.
double arrow_length(std::string_view arrowhead);

}  // namespace entente
