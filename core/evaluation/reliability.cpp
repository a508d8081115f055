#include "core/evaluation/reliability.h"

#include <algorithm>
#include <cmath>

namespace entente {

Reliability measure_reliability(const std::vector<JudgedEdge>& edges) {
    constexpr std::size_t kBins = 10;
    Reliability reliability;
    reliability.bins.resize(kBins);
    for (std::size_t i = 0; i < kBins; ++i) {
        reliability.bins[i].from = static_cast<double>(i) / kBins;
        reliability.bins[i].to = static_cast<double>(i + 1) / kBins;
    }
    for (const JudgedEdge& edge : edges) {
        const double confidence = edge.confidence / static_cast<double>(kCertain);
        ReliabilityBin& bin =
            reliability.bins[std::min<std::size_t>(kBins - 1, edge.confidence * kBins / kCertain)];
        ++bin.edges;
        bin.right += edge.right;
        bin.confidence += confidence;
        reliability.brier += (confidence - edge.right) * (confidence - edge.right);
    }
    if (edges.empty()) return reliability;
    const auto n = static_cast<double>(edges.size());
    reliability.brier /= n;
    for (ReliabilityBin& bin : reliability.bins) {
        if (bin.edges == 0) continue;
        bin.confidence /= static_cast<double>(bin.edges);
        reliability.calibration_error +=
            std::abs(bin.share_right() - bin.confidence) * static_cast<double>(bin.edges) / n;
    }
    return reliability;
}

}  // namespace entente
