#include "graph/query/ranking.h"

#include "graph/query/betweenness.h"
#include "graph/query/camps.h"

#include <algorithm>
#include <map>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/page_rank.hpp>

namespace entente {
namespace {

using Vertex = KnowledgeGraph::Vertex;
using Links = std::map<std::pair<Vertex, Vertex>, std::uint64_t>;  // evidence by pair, the smaller first

Links link_nodes(const KnowledgeGraph& graph) {
    Links links;
    for (KnowledgeGraph::EdgeNumber e = 0; e < graph.edge_count(); ++e)
        if (graph.source(e) != graph.target(e))
            links[std::minmax(graph.source(e), graph.target(e))] += graph.edge(e).evidence_count;
    return links;
}

/// Boost's has no weights: an arc stands there once for each piece of evidence, which is the same.
void add_page_rank(const Links& links, std::vector<Rank>& ranks) {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> arcs(ranks.size());
    for (const auto& [pair, count] : links)
        for (std::uint64_t i = 0; i < count; ++i) {
            boost::add_edge(pair.first, pair.second, arcs);
            boost::add_edge(pair.second, pair.first, arcs);
        }
    std::vector<double> value(ranks.size());
    boost::graph::page_rank(arcs,
                            boost::make_iterator_property_map(value.begin(), get(boost::vertex_index, arcs)),
                            boost::graph::n_iterations(40), 0.85);
    double sum = 0;
    for (const Rank& rank : ranks) sum += rank.degree ? value[rank.node] : 0;
    for (Rank& rank : ranks) rank.page_rank = sum > 0 ? value[rank.node] / sum : 0;
}

void add_betweenness(const Links& links, std::vector<Rank>& ranks) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> linked_pairs;
    for (const auto& [pair, count] : links) linked_pairs.push_back(pair);
    const std::vector<double> value = betweenness(ranks.size(), linked_pairs);
    const auto linked = static_cast<double>(
        std::count_if(ranks.begin(), ranks.end(), [](const Rank& r) { return r.degree > 0; }));
    const double pairs = linked > 2 ? (linked - 1) * (linked - 2) / 2 : 1;
    for (Rank& rank : ranks) rank.betweenness = value[rank.node] / pairs;
}

/// By the camps that find_camps makes.
void add_brokerage(const KnowledgeGraph& graph, const Ontology& ontology, std::vector<Rank>& ranks) {
    constexpr std::size_t kNone = 0;
    std::vector<std::size_t> camp_of(ranks.size(), kNone);
    const Camps found = find_camps(graph, ontology);
    for (std::size_t c = 0; c < found.camps.size(); ++c)
        for (const Vertex member : found.camps[c].members) camp_of[member] = c + 1;
    std::vector<std::map<std::size_t, double>> with(ranks.size());  // co-operation by camp
    for (const SignedLink& link : signed_links(graph, ontology)) {
        if (link.cooperation == 0) continue;
        if (camp_of[link.b] != kNone) with[link.a][camp_of[link.b]] += static_cast<double>(link.cooperation);
        if (camp_of[link.a] != kNone) with[link.b][camp_of[link.a]] += static_cast<double>(link.cooperation);
    }
    for (Rank& rank : ranks) {
        double all = 0, squares = 0;
        for (const auto& [camp, weight] : with[rank.node]) all += weight, squares += weight * weight;
        if (all > 0) rank.brokerage = all * (1 - squares / (all * all));
    }
}

}  // namespace

std::vector<Rank> rank_nodes(const KnowledgeGraph& graph, const Ontology& ontology, RankBy by) {
    const Links links = link_nodes(graph);
    std::vector<Rank> ranks(graph.node_count());
    for (Vertex v = 0; v < ranks.size(); ++v) ranks[v].node = v;
    for (const auto& [pair, count] : links)
        for (const Vertex v : {pair.first, pair.second}) ranks[v].degree++, ranks[v].evidence += count;
    if (links.empty()) return {};
    add_page_rank(links, ranks);
    if (by == RankBy::betweenness) add_betweenness(links, ranks);
    if (by == RankBy::brokerage) add_brokerage(graph, ontology, ranks);
    std::erase_if(ranks, [](const Rank& rank) { return rank.degree == 0; });
    const auto value = [by](const Rank& rank) {
        switch (by) {
            case RankBy::degree: return static_cast<double>(rank.degree);
            case RankBy::evidence: return static_cast<double>(rank.evidence);
            case RankBy::betweenness: return rank.betweenness;
            case RankBy::brokerage: return rank.brokerage;
            case RankBy::page_rank: break;
        }
        return rank.page_rank;
    };
    std::stable_sort(ranks.begin(), ranks.end(),
                     [&](const Rank& a, const Rank& b) { return value(a) > value(b); });
    return ranks;
}

}  // namespace entente
