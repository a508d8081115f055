#include "graph/knowledge_graph.h"
#include "graph/telling_order.h"

#include <algorithm>

namespace entente {

using Vertex = KnowledgeGraph::Vertex;

std::vector<Vertex> most_telling(const KnowledgeGraph& graph, std::span<const Vertex> centres,
                                 std::size_t count) {
    TellingOrder order{std::less<Vertex>()};
    std::vector<Vertex> chosen;
    const auto follow = [&](Vertex vertex) {
        chosen.push_back(vertex);
        for (const auto edge : graph.out_edges(vertex))
            order.reach(vertex, graph.target(edge), weight_of(graph.edge(edge)));
        for (const auto edge : graph.in_edges(vertex))
            order.reach(vertex, graph.source(edge), weight_of(graph.edge(edge)));
    };

    // Where nothing is reached any more, the busiest of the remaining nodes starts anew.
    std::vector<std::pair<std::uint64_t, Vertex>> busiest;
    for (Vertex v = 0; v < graph.node_count(); ++v) {
        std::uint64_t weight = 0;
        for (const auto edge : graph.out_edges(v)) weight += weight_of(graph.edge(edge));
        for (const auto edge : graph.in_edges(v)) weight += weight_of(graph.edge(edge));
        busiest.emplace_back(weight, ~v);
    }
    std::sort(busiest.rbegin(), busiest.rend());

    for (const Vertex centre : centres)
        if (chosen.size() < count && !order.chosen(centre)) order.start(centre), follow(centre);
    for (auto next = busiest.begin(); chosen.size() < std::min(count, graph.node_count());) {
        const auto best = order.best();
        const Vertex vertex = best ? *best : ~(next++)->second;
        if (order.chosen(vertex)) continue;
        best ? order.choose(vertex) : order.start(vertex);
        follow(vertex);
    }
    return chosen;
}

}  // namespace entente
