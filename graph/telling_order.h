#pragma once

#include "core/model/aggregate.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

namespace entente {

/// What an edge weighs, by its evidence in ten-thousandths: a doubtful report counts for less than a certain
/// one.
inline std::uint64_t weight_of(std::uint64_t evidence_count, Confidence confidence) {
    return evidence_count * std::uint64_t{confidence} + 1;
}
inline std::uint64_t weight_of(const EdgeSummary& edge) {
    return weight_of(edge.evidence_count, edge.confidence());
}

/// The order in which nodes tell most about those chosen before them: greedily, always the one with the
/// greatest weight of edges to the chosen, where each further step from a first one halves it. A node has to
/// be looked at only once it is chosen, so that little of a large graph is read. Nodes are numbers from 0,
/// without large gaps.
class TellingOrder {
  public:
    using Node = std::uint32_t;

    /// `before` puts nodes of equal weight in order.
    explicit TellingOrder(std::function<bool(Node, Node)> before) : queue_(Less{std::move(before)}) {}

    /// Chooses a node that is not chosen yet.
    void choose(Node node) { at(node).chosen = true; }
    /// The same for one to begin with, from which steps are counted.
    void start(Node node) { at(node).distance = 0, at(node).chosen = true; }

    /// An edge from a chosen node leads to `to`.
    void reach(Node from, Node to, std::uint64_t weight) {
        Standing& s = at(to);
        if (s.chosen) return;
        const int distance = standing_[from].distance + 1;
        s.distance = s.weight == 0 ? distance : std::min(s.distance, distance);
        s.weight += weight;
        queue_.push({s.score(), to});
    }

    /// The best node that is reached and not chosen; nothing where there is none.
    std::optional<Node> best() {
        for (; !queue_.empty(); queue_.pop()) {
            const auto [score, node] = queue_.top();
            const Standing& s = standing_[node];
            if (!s.chosen && score == s.score()) return node;  // a later weight makes an entry stale
        }
        return std::nullopt;
    }

    bool chosen(Node node) const { return node < standing_.size() && standing_[node].chosen; }
    /// The least number of edges from a first node, over chosen ones.
    int distance(Node node) const { return node < standing_.size() ? standing_[node].distance : 0; }

  private:
    struct Standing {
        std::uint64_t weight = 0;  ///< of edges to chosen nodes
        int distance = 0;
        bool chosen = false;
        std::uint64_t score() const { return weight >> std::clamp(distance - 1, 0, 32); }
    };
    using Entry = std::pair<std::uint64_t, Node>;
    struct Less {
        std::function<bool(Node, Node)> before;
        bool operator()(const Entry& a, const Entry& b) const {
            return a.first != b.first ? a.first < b.first : before(b.second, a.second);
        }
    };

    Standing& at(Node node) {
        if (node >= standing_.size()) standing_.resize(node + std::size_t{1});
        return standing_[node];
    }

    std::vector<Standing> standing_;
    std::priority_queue<Entry, std::vector<Entry>, Less> queue_;
};

}  // namespace entente
