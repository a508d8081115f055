#include "graph/diagram/diagram_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace entente {
namespace {

constexpr double kPageShape = 1.55;                    ///< width by height of A4 landscape below the heading
constexpr double kPageWidth = 850, kPageHeight = 530;  ///< points, below the heading
constexpr double kMostStretch = 2.2;                   ///< more would tear clusters apart
constexpr double kSpread = 1.12;                       ///< of each attempt to make room
constexpr int kAttempts = 9;
constexpr int kTidyAttempts = 1;     ///< for lines behind boxes alone: letters get smaller each time
constexpr double kGap = 14;          ///< points between boxes
constexpr double kLinkedGap = 58;    ///< between boxes that a line joins: room for it and its label
constexpr double kParallelGap = 16;  ///< and for each further line

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

using Gaps = std::map<std::pair<std::size_t, std::size_t>, double>;

Gaps gaps_between(const std::vector<LineRequest>& lines) {
    Gaps gaps;
    for (const LineRequest& line : lines) {
        double& gap = gaps[std::minmax(line.source, line.target)];
        gap = gap == 0 ? kLinkedGap : gap + kParallelGap;
    }
    return gaps;
}

/// Pushes boxes that are too near apart along the axis where they need less, half each, until they have their
/// gap.
void separate(std::vector<Box>& boxes, const Gaps& gaps) {
    for (int round = 0; round < 300; ++round) {
        bool moved = false;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                Box &a = boxes[i], &b = boxes[j];
                const auto linked = gaps.find({i, j});
                const double gap = linked == gaps.end() ? kGap : linked->second;
                if (!a.overlaps(b, gap - 0.5)) continue;
                const double dx = b.middle.x - a.middle.x, dy = b.middle.y - a.middle.y;
                const double by_x = (a.width + b.width) / 2 + gap - std::abs(dx);
                const double by_y = (a.height + b.height) / 2 + gap - std::abs(dy);
                const double step_x = (dx < 0 ? -0.3 : 0.3) * by_x, step_y = (dy < 0 ? -0.3 : 0.3) * by_y;
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
    const Gaps gaps = gaps_between(lines);
    for (int round = 0; round < 3; ++round) {
        fit_page(boxes);
        separate(boxes, gaps);
    }
    DiagramPlan best;
    std::pair<std::size_t, std::size_t> fewest;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        Routing routing = route_lines(boxes, lines);
        const std::pair faults{routing.collisions, routing.crossings};
        if (attempt == 0 || faults < fewest) {
            fewest = faults;
            best = {boxes, std::move(routing.lines), 1};
        }
        if (fewest.first == 0 && (fewest.second == 0 || attempt >= kTidyAttempts)) break;
        scale(boxes, kSpread, kSpread);
    }
    const Extent size = extent(best.boxes);
    best.scale = std::max({1.0, size.width / kPageWidth, size.height / kPageHeight});
    return best;
}

}  // namespace entente
