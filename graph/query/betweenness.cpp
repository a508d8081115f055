#include "graph/query/betweenness.h"

#include <algorithm>

namespace entente {
namespace {

using Vertex = std::uint32_t;

/// The neighbours of vertex v are targets[first[v]] to targets[first[v + 1]].
struct Neighbours {
    std::vector<std::uint32_t> first;
    std::vector<Vertex> targets;

    Neighbours(std::size_t size, const std::vector<std::pair<Vertex, Vertex>>& links)
        : first(size + 1), targets(2 * links.size()) {
        for (const auto& [a, b] : links) ++first[a + 1], ++first[b + 1];
        for (std::size_t v = 0; v < size; ++v) first[v + 1] += first[v];
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for (const auto& [a, b] : links) targets[next[a]++] = b, targets[next[b]++] = a;
    }
};

/// The graph without its leaves (vertices of one neighbour), which are between nobody: each hangs on one
/// vertex, and all paths to it go through that one.
struct Pruned {
    std::vector<double> leaves;  ///< by the vertex that they hang on
    std::vector<bool> is_leaf;
    std::vector<std::pair<Vertex, Vertex>> links;

    Pruned(std::size_t size, const std::vector<std::pair<Vertex, Vertex>>& all)
        : leaves(size), is_leaf(size) {
        std::vector<std::uint32_t> degree(size);
        for (const auto& [a, b] : all) ++degree[a], ++degree[b];
        for (const auto& [a, b] : all) {
            // Of two that have only each other one stays.
            if (degree[a] == 1)
                is_leaf[a] = true, leaves[b] += 1;
            else if (degree[b] == 1)
                is_leaf[b] = true, leaves[a] += 1;
            else
                links.emplace_back(a, b);
        }
    }
};

}  // namespace

std::vector<double> betweenness(std::size_t size, const std::vector<std::pair<Vertex, Vertex>>& links) {
    const Pruned pruned(size, links);
    const Neighbours graph(size, pruned.links);
    const std::vector<double>& leaves = pruned.leaves;
    std::vector<double> sum(size), paths(size), share(size);
    std::vector<std::int32_t> distance(size, -1);
    std::vector<Vertex> order;  // in which the search meets the vertices
    order.reserve(size);
    for (Vertex start = 0; start < size; ++start) {
        if (pruned.is_leaf[start]) continue;
        order.assign(1, start);
        distance[start] = 0, paths[start] = 1;
        double met = 0;  // with leaves
        for (std::size_t i = 0; i < order.size(); ++i) {
            const Vertex v = order[i];
            met += 1 + leaves[v];
            for (std::uint32_t at = graph.first[v]; at < graph.first[v + 1]; ++at) {
                const Vertex w = graph.targets[at];
                if (distance[w] < 0) distance[w] = distance[v] + 1, order.push_back(w);
                if (distance[w] == distance[v] + 1) paths[w] += paths[v];
            }
        }
        for (std::size_t i = order.size(); i-- > 1;) {
            const Vertex w = order[i];
            // From the start and each leaf on it, to what lies behind w and to the leaves on w.
            sum[w] += (1 + leaves[start]) * (share[w] + leaves[w]);
            const double given = (1 + leaves[w] + share[w]) / paths[w];
            for (std::uint32_t at = graph.first[w]; at < graph.first[w + 1]; ++at)
                if (const Vertex v = graph.targets[at]; distance[v] == distance[w] - 1)
                    share[v] += paths[v] * given;
        }
        // From each leaf on the start to all but itself and the start; the ways to those leaves were counted
        // when their other end was the start.
        sum[start] += leaves[start] * (met - 2);
        for (const Vertex v : order) distance[v] = -1, paths[v] = 0, share[v] = 0;
    }
    for (double& value : sum) value /= 2;  // each pair was met from both ends
    return sum;
}

}  // namespace entente
