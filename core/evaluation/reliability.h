#pragma once

#include "core/evaluation/graph_score.h"

#include <cstddef>
#include <vector>

namespace entente {

/// The edges of a tenth of the scale of confidence, and how many of them are right.
struct ReliabilityBin {
    double from = 0, to = 0;  ///< confidence, half open; the last bin holds 1 too
    std::size_t edges = 0;
    std::size_t right = 0;
    double confidence = 0;  ///< mean of the edges'

    double share_right() const {
        return edges == 0 ? 0 : static_cast<double>(right) / static_cast<double>(edges);
    }
};

/// Whether confidence means what it says: of edges with confidence about 0.8 about 80 % should be right.
struct Reliability {
    std::vector<ReliabilityBin> bins;  ///< ten, also those without an edge
    double calibration_error = 0;  ///< mean distance of share and confidence over the bins, weighted by edges
    double brier = 0;              ///< mean squared distance of confidence and truth, 0 (best) to 1
};

Reliability measure_reliability(const std::vector<JudgedEdge>& edges);

}  // namespace entente
