#include "core/mention/antecedent_ranker.h"

#include <catch2/catch.hpp>

using namespace entente;

namespace {

std::vector<AntecedentCandidate> at(std::initializer_list<std::uint32_t> firsts) {
    std::vector<AntecedentCandidate> candidates;
    for (const std::uint32_t first : firsts) candidates.push_back({first, first, "person", 1});
    return candidates;
}

}  // namespace

TEST_CASE("the best antecedent has the greatest score, and of equal ones begins last") {
    const std::vector<float> scores = {1, 3, 2, 3};
    CHECK(best_antecedent(at({10, 20, 30, 40}), scores) == 3);
    CHECK(best_antecedent(at({10, 40, 30, 20}), scores) == 1);
    // Also past a thousand tokens, and whatever the order.
    CHECK(best_antecedent(at({998, 999, 1000, 1001}), std::vector<float>{5, 5, 5, 5}) == 3);
    CHECK(best_antecedent(at({1001, 1000, 999, 998}), std::vector<float>{5, 5, 5, 5}) == 0);
}

TEST_CASE("who can't be meant is no antecedent") {
    CHECK(best_antecedent(at({10, 20}), std::vector<float>{-1, -0.5F}) == -1);
    CHECK(best_antecedent(at({10, 20}), std::vector<float>{0, -0.5F}) == 0);
    CHECK(best_antecedent({}, std::vector<float>{}) == -1);
}
