#include "core/parse/spanning_tree.h"

#include <algorithm>
#include <limits>

namespace entente {
namespace {

// Taken off every edge from the root: a tree needs one such edge, and a second never pays.
constexpr std::int64_t root_fee = std::int64_t{1} << 50;
constexpr auto none = std::numeric_limits<std::uint32_t>::max();

}  // namespace

void SpanningTree::find(std::span<const std::int64_t> scores, std::size_t size,
                        std::vector<std::uint32_t>& heads) {
    if (greedy(scores, size, heads)) return;
    start(scores, size);
    choose();
    while (find_cycle()) {
        contract();
        choose();
    }
    expand(heads);
}

// The best head of each word; true when they are a tree with one word on the root, which no other can beat.
bool SpanningTree::greedy(std::span<const std::int64_t> scores, std::size_t size,
                          std::vector<std::uint32_t>& heads) {
    heads.assign(size, 0);
    std::size_t on_root = 0;
    for (std::size_t d = 1; d < size; ++d) {
        std::size_t best = 0;
        for (std::size_t h = 1; h < size; ++h) {
            if (h != d && scores[d * size + h] > scores[d * size + best]) best = h;
        }
        heads[d] = static_cast<std::uint32_t>(best);
        on_root += best == 0 ? 1 : 0;
    }
    if (on_root != 1) return false;
    mark_.assign(size, 0);
    for (std::size_t d = 1; d < size; ++d) {
        std::uint32_t at = static_cast<std::uint32_t>(d);
        while (at != 0 && mark_[at] == 0) {
            mark_[at] = static_cast<std::uint32_t>(d);
            at = heads[at];
        }
        if (at != 0 && mark_[at] == d) return false;
    }
    return true;
}

void SpanningTree::start(std::span<const std::int64_t> scores, std::size_t size) {
    size_ = size;
    weights_.assign(scores.begin(), scores.end());
    edges_.resize(size * size);
    node_of_.resize(size);
    for (std::size_t d = 0; d < size; ++d) {
        weights_[d * size] -= root_fee;
        node_of_[d] = static_cast<std::uint32_t>(d);
        for (std::size_t h = 0; h < size; ++h) {
            edges_[d * size + h] = {static_cast<std::uint32_t>(d), static_cast<std::uint32_t>(h)};
        }
    }
    active_.assign(size, 1);
    chosen_.assign(size, 0);
    contractions_.clear();
}

void SpanningTree::choose() {
    for (std::size_t d = 1; d < size_; ++d) {
        if (active_[d] == 0) continue;
        std::uint32_t best = 0;
        for (std::size_t h = 1; h < size_; ++h) {
            if (active_[h] != 0 && h != d && weights_[d * size_ + h] > weights_[d * size_ + best]) {
                best = static_cast<std::uint32_t>(h);
            }
        }
        chosen_[d] = best;
    }
}

bool SpanningTree::find_cycle() {
    mark_.assign(size_, 0);
    for (std::size_t d = 1; d < size_; ++d) {
        if (active_[d] == 0) continue;
        auto at = static_cast<std::uint32_t>(d);
        while (at != 0 && mark_[at] == 0) {
            mark_[at] = static_cast<std::uint32_t>(d);
            at = chosen_[at];
        }
        if (at == 0 || mark_[at] != d) continue;
        cycle_.clear();
        for (std::uint32_t next = at; cycle_.empty() || next != at; next = chosen_[next])
            cycle_.push_back(next);
        return true;
    }
    return false;
}

// Makes the cycle one node, under the name of its first. An edge into it replaces one of the cycle, so that
// its worth is the difference.
void SpanningTree::contract() {
    const std::uint32_t node = cycle_[0];
    Contraction contraction{cycle_, {}, node_of_};
    for (const std::uint32_t u : cycle_) {
        contraction.edges.push_back(edges_[u * size_ + chosen_[u]]);
        active_[u] = 0;
    }
    for (std::size_t v = 0; v < size_; ++v) {
        if (active_[v] == 0) continue;
        std::uint32_t entered = node;
        std::uint32_t left = node;
        const auto gain = [&](std::uint32_t u) {
            return weights_[u * size_ + v] - weights_[u * size_ + chosen_[u]];
        };
        for (const std::uint32_t u : cycle_) {
            if (gain(u) > gain(entered)) entered = u;
            if (weights_[v * size_ + u] > weights_[v * size_ + left]) left = u;
        }
        // The node's own chosen edge lies inside the cycle, so that it is not overwritten here.
        weights_[node * size_ + v] = gain(entered);
        edges_[node * size_ + v] = edges_[entered * size_ + v];
        weights_[v * size_ + node] = weights_[v * size_ + left];
        edges_[v * size_ + node] = edges_[v * size_ + left];
    }
    active_[node] = 1;
    for (std::uint32_t& of : node_of_) {
        if (std::find(cycle_.begin(), cycle_.end(), of) != cycle_.end()) of = node;
    }
    contractions_.push_back(std::move(contraction));
}

void SpanningTree::expand(std::vector<std::uint32_t>& heads) {
    heads.assign(size_, none);
    heads[0] = 0;
    for (std::size_t d = 1; d < size_; ++d) {
        if (active_[d] == 0) continue;
        const Edge& edge = edges_[d * size_ + chosen_[d]];
        heads[edge.dependent] = edge.head;
    }
    for (auto step = contractions_.rbegin(); step != contractions_.rend(); ++step) {
        for (std::size_t i = 0; i < step->nodes.size(); ++i) {
            bool entered = false;
            for (std::size_t word = 1; word < size_ && !entered; ++word) {
                entered = step->node_of[word] == step->nodes[i] && heads[word] != none;
            }
            if (!entered) heads[step->edges[i].dependent] = step->edges[i].head;
        }
    }
}

}  // namespace entente
