#include "core/parse/spanning_tree.h"

#include "core/parse/random.h"

#include <limits>
#include <optional>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

// The worth of heads that are a tree with one word on the root.
std::optional<std::int64_t> worth(const std::vector<std::int64_t>& scores,
                                  const std::vector<std::uint32_t>& heads) {
    const std::size_t size = heads.size();
    std::size_t on_root = 0;
    std::int64_t sum = 0;
    for (std::size_t word = 1; word < size; ++word) {
        on_root += heads[word] == 0 ? 1 : 0;
        sum += scores[word * size + heads[word]];
        std::size_t at = word;
        for (std::size_t steps = 0; at != 0; ++steps) {
            if (steps > size) return std::nullopt;
            at = heads[at];
        }
    }
    if (on_root != 1) return std::nullopt;
    return sum;
}

}  // namespace

TEST_CASE("no tree is worth more than the one found") {
    Random random(7);
    SpanningTree tree;
    std::vector<std::uint32_t> heads;
    for (int round = 0; round < 2000; ++round) {
        const std::size_t size = 2 + random.below(4);
        std::vector<std::int64_t> scores(size * size);
        for (auto& score : scores) score = static_cast<std::int64_t>(random.below(200)) - 100;
        tree.find(scores, size, heads);
        const auto found = worth(scores, heads);
        REQUIRE(found);
        std::vector<std::uint32_t> other(size, 0);
        std::int64_t best = std::numeric_limits<std::int64_t>::min();
        for (bool more = true; more;) {
            const auto value = worth(scores, other);
            if (value) best = std::max(best, *value);
            more = false;
            for (std::size_t word = 1; word < size && !more; ++word) {
                other[word] = (other[word] + 1) % static_cast<std::uint32_t>(size);
                more = other[word] != 0;
            }
        }
        REQUIRE(*found == best);
    }
}

TEST_CASE("long random scores give a tree with one word on the root") {
    Random random(8);
    SpanningTree tree;
    std::vector<std::uint32_t> heads;
    for (const std::size_t size : {2U, 50U, 120U, 201U}) {
        std::vector<std::int64_t> scores(size * size);
        for (auto& score : scores)
            score = static_cast<std::int64_t>(random.below(1ULL << 30U)) - (1LL << 29U);
        tree.find(scores, size, heads);
        CHECK(worth(scores, heads));
    }
}
