#include "graph/diagram/curve.h"

#include <cmath>

namespace entente {

std::array<Point, 4> Curve::part(double begin, double end) const {
    // The control point of a part is the blossom of the curve at its ends.
    const double u = (1 - begin) * (1 - end), v = (1 - begin) * end + begin * (1 - end), w = begin * end;
    const Point a = at(begin), b = at(end);
    const Point c{u * from.x + v * control.x + w * to.x, u * from.y + v * control.y + w * to.y};
    const auto toward = [](Point p, Point q) {
        return Point{p.x + 2 * (q.x - p.x) / 3, p.y + 2 * (q.y - p.y) / 3};
    };
    return {a, toward(a, c), toward(b, c), b};
}

double distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

double arrow_length(std::string_view arrowhead) {
    // GraphViz draws 10 points for a whole arrowhead at size 1 and a quarter of it for a bar; ours are of
    // size 0.7.
    constexpr double kWhole = 7, kBar = 1.75;
    return arrowhead.starts_with("tee") ? kWhole + kBar : kWhole;
}

}  // namespace entente
