#include "graph/query/paths.h"

#include "core/model/error.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>

namespace entente {
namespace {

using Vertex = KnowledgeGraph::Vertex;
using EdgeNumber = KnowledgeGraph::EdgeNumber;
using Pair = std::pair<Vertex, Vertex>;
using Lengths = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, double>>;

Pair pair_of(Vertex a, Vertex b) {
    return std::minmax(a, b);
}

Vertex require(const KnowledgeGraph& graph, const std::string& id) {
    const auto vertex = graph.find(id);
    if (!vertex)
        throw Error(ErrorKind::usage, "the graph holds no node '" + id + "': search for its name first");
    return *vertex;
}

/// Parallel edges in one.
struct Bundle {
    double weight = 0;
    EdgeNumber best = 0;
    std::uint64_t best_count = 0;
};

struct LinkAllowed {
    const Lengths* graph = nullptr;
    const std::set<Pair>* closed = nullptr;
    template <class E>
    bool operator()(const E& edge) const {
        return !closed->contains(
            pair_of(static_cast<Vertex>(source(edge, *graph)), static_cast<Vertex>(target(edge, *graph))));
    }
};
struct NodeAllowed {
    const std::set<Vertex>* closed = nullptr;
    template <class V>
    bool operator()(V vertex) const {
        return !closed->contains(static_cast<Vertex>(vertex));
    }
};

/// The shortest way that avoids what is closed; empty for none.
std::vector<Vertex> shortest(const Lengths& lengths, Vertex from, Vertex to, const std::set<Pair>& links,
                             const std::set<Vertex>& nodes) {
    const boost::filtered_graph<Lengths, LinkAllowed, NodeAllowed> open(
        lengths, LinkAllowed{&lengths, &links}, NodeAllowed{&nodes});
    std::vector<std::size_t> before(num_vertices(lengths));
    for (std::size_t i = 0; i < before.size(); ++i) before[i] = i;
    std::vector<double> distance(before.size(), std::numeric_limits<double>::max());
    boost::dijkstra_shortest_paths(open, std::size_t{from},
                                   boost::predecessor_map(before.data()).distance_map(distance.data()));
    if (from != to && before[to] == to) return {};
    std::vector<Vertex> way{to};
    while (way.back() != from) way.push_back(static_cast<Vertex>(before[way.back()]));
    std::reverse(way.begin(), way.end());
    return way;
}

std::map<Pair, Bundle> bundle(const KnowledgeGraph& graph) {
    std::map<Pair, Bundle> bundles;
    for (EdgeNumber e = 0; e < graph.edge_count(); ++e) {
        if (graph.source(e) == graph.target(e)) continue;
        Bundle& b = bundles[pair_of(graph.source(e), graph.target(e))];
        const EdgeSummary& summary = graph.edge(e);
        b.weight += static_cast<double>(summary.evidence_count) * summary.confidence() / kCertain;
        if (summary.evidence_count > b.best_count) b.best_count = summary.evidence_count, b.best = e;
    }
    return bundles;
}

}  // namespace

std::vector<Path> shortest_paths(const KnowledgeGraph& graph, const std::string& from_id,
                                 const std::string& to_id, std::size_t count) {
    const Vertex from = require(graph, from_id), to = require(graph, to_id);
    if (from == to || count == 0) return {};
    const std::map<Pair, Bundle> bundles = bundle(graph);
    Lengths lengths(graph.node_count());
    const auto length = [](const Bundle& b) { return 1.0 + 1.0 / std::max(b.weight, 0.01); };
    for (const auto& [pair, b] : bundles) boost::add_edge(pair.first, pair.second, length(b), lengths);

    using Way = std::vector<Vertex>;
    const auto measure = [&](const Way& way) {
        double sum = 0;
        for (std::size_t i = 1; i < way.size(); ++i) sum += length(bundles.at(pair_of(way[i - 1], way[i])));
        return sum;
    };
    std::vector<Way> ways;
    std::set<std::pair<double, Way>> candidates;
    if (Way first = shortest(lengths, from, to, {}, {}); !first.empty())
        candidates.emplace(measure(first), std::move(first));
    while (!candidates.empty() && ways.size() < count) {
        ways.push_back(candidates.extract(candidates.begin()).value().second);
        if (ways.size() == count) break;
        const Way& last = ways.back();
        // Each next way leaves one that is known at some node, by another link.
        for (std::size_t spur = 0; spur + 1 < last.size(); ++spur) {
            const Way root(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(spur) + 1);
            std::set<Pair> links;
            for (const Way& known : ways)
                if (known.size() > spur + 1 && std::equal(root.begin(), root.end(), known.begin()))
                    links.insert(pair_of(known[spur], known[spur + 1]));
            const std::set<Vertex> nodes(root.begin(), root.end() - 1);
            const Way rest = shortest(lengths, last[spur], to, links, nodes);
            if (rest.empty()) continue;
            Way way(root.begin(), root.end() - 1);
            way.insert(way.end(), rest.begin(), rest.end());
            candidates.emplace(measure(way), std::move(way));
        }
    }
    std::vector<Path> paths;
    for (const Way& way : ways) {
        Path path;
        path.length = measure(way);
        for (const Vertex vertex : way) path.nodes.push_back(graph.id(vertex));
        for (std::size_t i = 1; i < way.size(); ++i)
            path.steps.push_back(bundles.at(pair_of(way[i - 1], way[i])).best);
        paths.push_back(std::move(path));
    }
    return paths;
}

std::vector<CommonNeighbour> common_neighbours(const KnowledgeGraph& graph, const std::string& a_id,
                                               const std::string& b_id) {
    const Vertex a = require(graph, a_id), b = require(graph, b_id);
    using Edges = std::map<Vertex, std::vector<EdgeNumber>>;
    const auto around = [&](Vertex centre) {
        Edges edges;
        for (const EdgeNumber e : graph.out_edges(centre)) edges[graph.target(e)].push_back(e);
        for (const EdgeNumber e : graph.in_edges(centre)) edges[graph.source(e)].push_back(e);
        for (auto& [node, list] : edges)
            std::stable_sort(list.begin(), list.end(), [&](EdgeNumber x, EdgeNumber y) {
                return graph.edge(x).evidence_count > graph.edge(y).evidence_count;
            });
        return edges;
    };
    const Edges of_a = around(a), of_b = around(b);
    const auto evidence = [&](const std::vector<EdgeNumber>& edges) {
        std::uint64_t sum = 0;
        for (const EdgeNumber e : edges) sum += graph.edge(e).evidence_count;
        return sum;
    };
    std::vector<CommonNeighbour> common;
    for (const auto& [node, edges] : of_a) {
        const auto other = of_b.find(node);
        if (other == of_b.end() || node == a || node == b) continue;
        common.push_back({node, edges, other->second, evidence(edges), evidence(other->second)});
    }
    std::stable_sort(common.begin(), common.end(), [](const CommonNeighbour& x, const CommonNeighbour& y) {
        const auto order = [](const CommonNeighbour& c) {
            return std::pair(std::min(c.evidence_a, c.evidence_b), c.evidence_a + c.evidence_b);
        };
        return order(x) > order(y);
    });
    return common;
}

}  // namespace entente
