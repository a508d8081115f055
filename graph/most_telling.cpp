#include "graph/knowledge_graph.h"

#include <algorithm>
#include <cstdint>
#include <queue>
#include <tuple>

namespace entente {
namespace {

using Vertex = KnowledgeGraph::Vertex;

/// Evidence in ten-thousandths: a doubtful report counts for less than a certain one.
std::uint64_t weight_of(const EdgeSummary& edge) {
    return edge.evidence_count * std::uint64_t{edge.confidence()} + 1;
}

struct Standing {
    std::uint64_t weight = 0;  ///< of edges to the nodes that were chosen
    int distance = 0;          ///< least number of edges to a centre
    bool chosen = false;
};

}  // namespace

std::vector<Vertex> most_telling(const KnowledgeGraph& graph, std::span<const Vertex> centres,
                                 std::size_t count) {
    std::vector<Standing> standing(graph.node_count());
    std::vector<Vertex> chosen;
    // Greatest weight first, then the smaller vertex; entries that a later weight made stale are skipped.
    using Entry = std::pair<std::uint64_t, std::uint32_t>;
    std::priority_queue<Entry> queue;
    const auto score = [](const Standing& s) {
        return s.weight >> std::min(std::max(s.distance - 1, 0), 32);
    };

    const auto reach = [&](Vertex from, Vertex to, std::uint64_t weight) {
        Standing& s = standing[to];
        if (s.chosen) return;
        const int distance = standing[from].distance + 1;
        s.distance = s.weight == 0 ? distance : std::min(s.distance, distance);
        s.weight += weight;
        queue.push({score(s), ~to});
    };
    const auto choose = [&](Vertex vertex) {
        if (standing[vertex].chosen) return;
        standing[vertex].chosen = true;
        chosen.push_back(vertex);
        for (const auto edge : graph.out_edges(vertex))
            reach(vertex, graph.target(edge), weight_of(graph.edge(edge)));
        for (const auto edge : graph.in_edges(vertex))
            reach(vertex, graph.source(edge), weight_of(graph.edge(edge)));
    };

    // Where nothing is reached any more, the busiest of the remaining nodes starts anew.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> busiest;
    for (Vertex v = 0; v < graph.node_count(); ++v) {
        std::uint64_t weight = 0;
        for (const auto edge : graph.out_edges(v)) weight += weight_of(graph.edge(edge));
        for (const auto edge : graph.in_edges(v)) weight += weight_of(graph.edge(edge));
        busiest.emplace_back(weight, ~v);
    }
    std::sort(busiest.rbegin(), busiest.rend());

    for (const Vertex centre : centres)
        if (chosen.size() < count) choose(centre);
    for (auto next = busiest.begin(); chosen.size() < std::min(count, graph.node_count());) {
        if (queue.empty()) {
            choose(~(next++)->second);
            continue;
        }
        const auto [weight, inverted] = queue.top();
        queue.pop();
        const Standing& s = standing[~inverted];
        if (!s.chosen && weight == score(s)) choose(~inverted);
    }
    return chosen;
}

}  // namespace entente
