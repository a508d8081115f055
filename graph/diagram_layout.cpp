#include "graph/diagram_layout.h"

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

constexpr double kPageShape = 1.55;   ///< width by height of A4 landscape below the heading
constexpr double kMostStretch = 2.2;  ///< more would tear clusters apart
constexpr double kSpread = 1.12;      ///< of each attempt to make room
constexpr int kAttempts = 9;
constexpr double kGap = 14;  ///< points between boxes

struct Extent {
    double width = 0;
    double height = 0;
};

Extent extent(const std::vector<Box>& boxes) {
    double left = 1e18, right = -1e18, bottom = 1e18, top = -1e18;
    for (const Box& box : boxes) {
        left = std::min(left, box.middle.x - box.width / 2);
        right = std::max(right, box.middle.x + box.width / 2);
        bottom = std::min(bottom, box.middle.y - box.height / 2);
        top = std::max(top, box.middle.y + box.height / 2);
    }
    return {right - left, top - bottom};
}

void scale(std::vector<Box>& boxes, double x, double y) {
    for (Box& box : boxes) box.middle = {box.middle.x * x, box.middle.y * y};
}

void fit_page(std::vector<Box>& boxes) {
    const Extent now = extent(boxes);
    if (now.width <= 0 || now.height <= 0) return;
    const double stretch = kPageShape * now.height / now.width;
    if (stretch > 1)
        scale(boxes, std::min(stretch, kMostStretch), 1);
    else
        scale(boxes, 1, std::min(1 / stretch, kMostStretch));
}

/// Pushes overlapping boxes apart along the axis where they need less, half each, until they have their gap.
void separate(std::vector<Box>& boxes) {
    for (int round = 0; round < 200; ++round) {
        bool moved = false;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                Box &a = boxes[i], &b = boxes[j];
                if (!a.overlaps(b, kGap)) continue;
                const double dx = b.middle.x - a.middle.x, dy = b.middle.y - a.middle.y;
                const double by_x = (a.width + b.width) / 2 + kGap - std::abs(dx);
                const double by_y = (a.height + b.height) / 2 + kGap - std::abs(dy);
                // Numbers break the tie of boxes in one place.
                const double step_x = (dx < 0 ? -0.51 : 0.51) * by_x, step_y = (dy < 0 ? -0.51 : 0.51) * by_y;
                if (by_x < by_y)
                    a.middle.x -= step_x, b.middle.x += step_x;
                else
                    a.middle.y -= step_y, b.middle.y += step_y;
                moved = true;
            }
        if (!moved) return;
    }
}

}  // namespace

DiagramPlan plan_layout(std::vector<Box> boxes, const std::vector<LineRequest>& lines) {
    fit_page(boxes);
    separate(boxes);
    DiagramPlan best;
    std::size_t fewest = 0;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        Routing routing = route_lines(boxes, lines);
        if (attempt == 0 || routing.collisions < fewest) {
            fewest = routing.collisions;
            best = {boxes, std::move(routing.lines)};
        }
        if (fewest == 0) break;
        scale(boxes, kSpread, kSpread);
    }
    return best;
}

}  // namespace entente
