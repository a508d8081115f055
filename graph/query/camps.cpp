#include "graph/query/camps.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace entente {
namespace {

using Vertex = KnowledgeGraph::Vertex;

/// An undirected graph whose links carry co-operation and conflict apart; self-links hold what a merged node
/// has inside.
struct SignedGraph {
    struct Link {
        std::size_t to = 0;
        double plus = 0;
        double minus = 0;
    };
    std::vector<std::vector<Link>> links;
    std::vector<double> plus, minus;  ///< strengths
    double all_plus = 0;

    explicit SignedGraph(
        const std::map<std::pair<std::size_t, std::size_t>, std::pair<double, double>>& pairs,
        std::size_t size)
        : links(size), plus(size), minus(size) {
        for (const auto& [pair, weight] : pairs) {
            const auto [a, b] = pair;
            for (const std::size_t end : {a, b}) plus[end] += weight.first, minus[end] += weight.second;
            all_plus += 2 * weight.first;
            if (a == b) continue;
            links[a].push_back({b, weight.first, weight.second});
            links[b].push_back({a, weight.first, weight.second});
        }
    }
};

/// Moves single nodes to the camp of most gain until none gains. True where any has moved.
bool move_nodes(const SignedGraph& graph, std::vector<std::size_t>& camp) {
    const std::size_t size = graph.links.size();
    std::vector<double> plus(size);
    for (std::size_t v = 0; v < size; ++v) plus[camp[v]] += graph.plus[v];
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return graph.plus[a] + graph.minus[a] > graph.plus[b] + graph.minus[b];
    });
    constexpr int kMaxRounds = 30;
    bool moved_ever = false;
    for (int round = 0; round < kMaxRounds; ++round) {
        bool moved = false;
        for (const std::size_t v : order) {
            plus[camp[v]] -= graph.plus[v];
            std::map<std::size_t, double> tie{{camp[v], 0}};
            for (const auto& link : graph.links[v]) tie[camp[link.to]] += link.plus - link.minus;
            const auto gain = [&](std::size_t c, double weight) {
                double expected = 0;
                if (graph.all_plus > 0) expected += graph.plus[v] * plus[c] / graph.all_plus;
                return weight - expected;
            };
            std::size_t best = camp[v];
            double most = gain(best, tie[best]);
            for (const auto& [c, weight] : tie)
                if (gain(c, weight) > most + 1e-9) most = gain(c, weight), best = c;
            moved |= best != camp[v];
            camp[v] = best;
            plus[best] += graph.plus[v];
        }
        moved_ever |= moved;
        if (!moved) break;
    }
    return moved_ever;
}

double share_of_balanced_triangles(const std::vector<SignedLink>& links, std::size_t size,
                                   std::uint64_t& triangles) {
    std::vector<std::map<Vertex, int>> later(size);
    for (const SignedLink& link : links)
        if (link.weight() != 0) later[link.a][link.b] = link.weight() > 0 ? 1 : -1;
    std::uint64_t balanced = 0;
    for (const auto& ends : later)
        for (auto b = ends.begin(); b != ends.end(); ++b)
            for (auto c = std::next(b); c != ends.end(); ++c)
                if (const auto third = later[b->first].find(c->first); third != later[b->first].end()) {
                    ++triangles;
                    balanced += b->second * c->second * third->second > 0;
                }
    return triangles ? static_cast<double>(balanced) / static_cast<double>(triangles) : 1;
}

}  // namespace

std::vector<SignedLink> signed_links(const KnowledgeGraph& graph, const Ontology& ontology) {
    const auto acts = [&](Vertex v) {
        const std::string& type = graph.node(v).type;
        return type == "person" || type == "state" || type == "organization";
    };
    std::map<std::pair<Vertex, Vertex>, SignedLink> links;
    for (KnowledgeGraph::EdgeNumber e = 0; e < graph.edge_count(); ++e) {
        const EdgeType* type = ontology.edge_type(graph.key(e).type);
        if (!type || type->quad == QuadClass::none) continue;
        const std::pair<Vertex, Vertex> ends = std::minmax({graph.source(e), graph.target(e)});
        const auto [a, b] = ends;
        if (a == b || !acts(a) || !acts(b)) continue;
        SignedLink& link = links.try_emplace({a, b}, SignedLink{a, b, 0, 0}).first->second;
        const std::uint64_t count = graph.edge(e).evidence_count - graph.edge(e).negated_count;
        const bool good =
            type->quad == QuadClass::verbal_cooperation || type->quad == QuadClass::material_cooperation;
        (good ? link.cooperation : link.conflict) += count;
    }
    std::vector<SignedLink> all;
    for (const auto& [pair, link] : links)
        if (link.cooperation + link.conflict > 0) all.push_back(link);
    return all;
}

Camps find_camps(const KnowledgeGraph& graph, const Ontology& ontology) {
    const std::vector<SignedLink> links = signed_links(graph, ontology);
    std::vector<std::size_t> camp_of(graph.node_count());
    std::iota(camp_of.begin(), camp_of.end(), std::size_t{0});
    while (true) {
        std::map<std::pair<std::size_t, std::size_t>, std::pair<double, double>> pairs;
        for (const SignedLink& link : links) {
            auto& [plus, minus] = pairs[std::minmax(camp_of[link.a], camp_of[link.b])];
            (link.weight() > 0 ? plus : minus) += std::abs(link.weight());
        }
        const SignedGraph level(pairs, camp_of.size());
        std::vector<std::size_t> moved(camp_of.size());
        std::iota(moved.begin(), moved.end(), std::size_t{0});
        if (!move_nodes(level, moved)) break;
        for (std::size_t& camp : camp_of) camp = moved[camp];
    }

    std::map<std::size_t, Camp> camps;
    std::vector<std::uint64_t> evidence(graph.node_count());
    double explained = 0, whole = 0;
    for (const SignedLink& link : links) {
        for (const Vertex v : {link.a, link.b}) evidence[v] += link.cooperation + link.conflict;
        const bool inside = camp_of[link.a] == camp_of[link.b];
        whole += static_cast<double>(link.cooperation + link.conflict);
        explained += static_cast<double>(inside ? link.cooperation : link.conflict);
        if (inside) {
            camps[camp_of[link.a]].cooperation_inside += link.cooperation;
            camps[camp_of[link.a]].conflict_inside += link.conflict;
        } else {
            camps[camp_of[link.a]].conflict_outside += link.conflict;
            camps[camp_of[link.b]].conflict_outside += link.conflict;
        }
    }
    for (Vertex v = 0; v < evidence.size(); ++v)
        if (evidence[v]) camps[camp_of[v]].members.push_back(v);
    Camps result;
    for (auto& [number, camp] : camps) {
        if (camp.members.size() < 2) continue;
        std::stable_sort(camp.members.begin(), camp.members.end(),
                         [&](Vertex a, Vertex b) { return evidence[a] > evidence[b]; });
        result.camps.push_back(std::move(camp));
    }
    std::stable_sort(result.camps.begin(), result.camps.end(),
                     [](const Camp& a, const Camp& b) { return a.members.size() > b.members.size(); });
    result.explained = whole > 0 ? explained / whole : 1;
    result.balance = share_of_balanced_triangles(links, graph.node_count(), result.triangles);
    return result;
}

}  // namespace entente
