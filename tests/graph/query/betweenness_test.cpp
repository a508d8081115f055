#include "graph/query/betweenness.h"

#include <random>
#include <set>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <catch2/catch.hpp>

using namespace entente;
using Links = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

namespace {

std::vector<double> by_boost(std::size_t size, const Links& links) {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph(size);
    for (const auto& [a, b] : links) boost::add_edge(a, b, graph);
    std::vector<double> value(size);
    boost::brandes_betweenness_centrality(
        graph, boost::make_iterator_property_map(value.begin(), get(boost::vertex_index, graph)));
    return value;
}

}  // namespace

TEST_CASE("betweenness is what Boost says, on random graphs with leaves and islands") {
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        const auto size = static_cast<std::uint32_t>(2 + random() % 30);
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (auto i = random() % (2 * size); i-- > 0;) {
            const auto a = static_cast<std::uint32_t>(random() % size),
                       b = static_cast<std::uint32_t>(random() % size);
            if (a != b) pairs.insert(std::minmax(a, b));
        }
        const Links links(pairs.begin(), pairs.end());
        const std::vector<double> ours = betweenness(size, links), theirs = by_boost(size, links);
        for (std::uint32_t v = 0; v < size; ++v) {
            INFO("round " << round << ", vertex " << v << " of " << size);
            CHECK(ours[v] == Approx(theirs[v]).margin(1e-9));
        }
    }
}

TEST_CASE("who alone joins others is between all of them") {
    CHECK(betweenness(4, {{0, 1}, {0, 2}, {0, 3}})[0] == 3);  // a star
    CHECK(betweenness(2, {{0, 1}}) == std::vector<double>{0, 0});
    CHECK(betweenness(0, {}).empty());
}
