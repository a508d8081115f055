#pragma once

#include "graph/diagram/line_router.h"

#include <vector>

namespace entente {

/// Where everything stands, in points, the y axis upwards.
struct DiagramPlan {
    std::vector<Box> boxes;
    std::vector<LineRoute> lines;
    double scale =
        1;  ///< how much larger than the page it is, at least 1: what must stay readable grows by it
};

/// Makes a plan from a first layout: stretches it to the shape of the page, moves boxes apart until none
/// overlap, and spreads it until all labels of lines have room. Sizes of boxes stay.
DiagramPlan plan_layout(std::vector<Box> boxes, const std::vector<LineRequest>& lines);

}  // namespace entente
