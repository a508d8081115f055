#include "core/evaluation/coreference_score.h"

#include "core/evaluation/assignment.h"
#include "core/parse/random.h"
#include "tests/core/extract/extraction_case.h"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <sstream>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// "a bc": one chain of a mention, one of two.
std::vector<CoreferenceChain> chains_of(const std::string& words) {
    std::vector<CoreferenceChain> chains;
    std::istringstream in(words);
    for (std::string word; in >> word;) chains.emplace_back(word.begin(), word.end());
    return chains;
}

double number_of(const std::string& fraction) {
    const auto parts = parts_of(fraction, '/');
    return parts.size() == 1 ? std::stod(parts[0]) : std::stod(parts[0]) / std::stod(parts[1]);
}

/// `expected` is "recall precision F1", or "-".
void check_figure(const std::string& measure, const CoreferenceFigure& figure, const std::string& expected) {
    if (expected == "-") return;
    std::istringstream in(expected);
    std::string recall, precision, f1;
    REQUIRE(in >> recall >> precision >> f1);
    INFO(measure);
    // The reference has five decimals.
    CHECK(figure.recall.value() == Approx(number_of(recall)).margin(5e-6));
    CHECK(figure.precision.value() == Approx(number_of(precision)).margin(5e-6));
    CHECK(figure.f1() == Approx(number_of(f1)).margin(5e-6));
}

CoreferenceScores scores_of(const std::vector<CoreferenceChain>& gold,
                            const std::vector<CoreferenceChain>& predicted) {
    CoreferenceScores scores;
    score_coreference(gold, predicted, scores);
    return scores;
}

/// Some of the mentions 0 … 19, each in one of eight chains; the first two always together.
std::vector<CoreferenceChain> random_chains(Random& random) {
    std::vector<CoreferenceChain> chains(8);
    chains[0] = {0, 1};
    for (std::uint32_t mention = 2; mention < 20; ++mention)
        if (random.below(3) != 0) chains[random.below(chains.size())].push_back(mention);
    return chains;
}

std::vector<const CoreferenceFigure*> figures_of(const CoreferenceScores& scores) {
    return {&scores.muc, &scores.b_cubed, &scores.ceaf_e};
}

}  // namespace

TEST_CASE("coreference is scored as the reference scorer does") {
    std::ifstream in(ENTENTE_CASES "/evaluation/coreference.txt");
    REQUIRE(in);
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        INFO(line);
        const auto parts = parts_of(line);
        REQUIRE(parts.size() == 6);
        const CoreferenceScores scores = scores_of(chains_of(parts[1]), chains_of(parts[2]));
        check_figure("MUC", scores.muc, parts[3]);
        check_figure("B-cubed", scores.b_cubed, parts[4]);
        check_figure("CEAF-e", scores.ceaf_e, parts[5]);
    }
}

TEST_CASE("the coreference of several documents is summed before ratios are taken") {
    CoreferenceScores scores;
    score_coreference(chains_of("a bc def"), chains_of("a de"), scores);
    score_coreference(chains_of("ABCD"), chains_of("AB CD"), scores);
    CHECK(scores.documents == 2);
    CHECK(scores.gold.chains == 4);
    CHECK(scores.gold.mentions == 10);
    CHECK(scores.predicted.chains == 4);
    CHECK(scores.predicted.mentions == 7);
    CHECK(scores.muc.recall.value() == Approx(3.0 / 6));
    CHECK(scores.muc.precision.value() == Approx(3.0 / 3));
    CHECK(scores.b_cubed.recall.value() == Approx((7.0 / 3 + 2) / 10));
    CHECK(scores.ceaf_e.precision.value() == Approx((1.8 + 2.0 / 3) / 4));
    CHECK(scores.conll_f1() == Approx((scores.muc.f1() + scores.b_cubed.f1() + scores.ceaf_e.f1()) / 3));
}

TEST_CASE("coreference where a side has no chain is worth nothing") {
    for (const auto& [gold, predicted] : {std::pair("ab c", ""), std::pair("", "ab c"), std::pair("", "")})
        CHECK(scores_of(chains_of(gold), chains_of(predicted)).conll_f1() == 0);
}

TEST_CASE("the coreference of a partition with itself is perfect, whatever the order") {
    Random random(3);
    for (int round = 0; round < 200; ++round) {
        const auto chains = random_chains(random);
        auto other = chains;
        std::reverse(other.begin(), other.end());
        for (CoreferenceChain& chain : other) std::reverse(chain.begin(), chain.end());
        REQUIRE(scores_of(chains, other).conll_f1() == 1);
    }
}

TEST_CASE("to swap gold and prediction swaps the precision and recall of coreference") {
    Random random(5);
    for (int round = 0; round < 200; ++round) {
        const auto a = random_chains(random), b = random_chains(random);
        const CoreferenceScores there = scores_of(a, b), back = scores_of(b, a);
        for (std::size_t i = 0; i < figures_of(there).size(); ++i) {
            const CoreferenceFigure &x = *figures_of(there)[i], &y = *figures_of(back)[i];
            REQUIRE(x.precision.value() == Approx(y.recall.value()));
            REQUIRE(x.recall.value() == Approx(y.precision.value()));
            REQUIRE(x.f1() <= 1);
        }
    }
}

TEST_CASE("no assignment is worth more than the one found for coreference") {
    Random random(11);
    for (int round = 0; round < 2000; ++round) {
        const std::size_t rows = random.below(6), columns = random.below(6),
                          greater = std::max(rows, columns);
        std::vector<double> worth(rows * columns);
        for (double& w : worth) w = static_cast<double>(random.below(9)) / 4 - 1;
        const auto worth_of = [&](std::size_t row, std::size_t column) {
            return row < rows && column < columns ? worth[row * columns + column] : 0;
        };
        const std::vector<std::size_t> found = best_assignment(worth, rows, columns);
        REQUIRE(found.size() == rows);
        double sum = 0;
        std::vector<std::size_t> taken;
        for (std::size_t row = 0; row < rows; ++row) {
            if (found[row] == kUnassigned) continue;
            REQUIRE(found[row] < columns);
            sum += worth_of(row, found[row]);
            taken.push_back(found[row]);
        }
        std::sort(taken.begin(), taken.end());
        REQUIRE(std::adjacent_find(taken.begin(), taken.end()) == taken.end());
        REQUIRE(taken.size() == std::min(rows, columns));
        std::vector<std::size_t> order(greater);
        std::iota(order.begin(), order.end(), std::size_t{0});
        double best = -1e9;
        do {
            double other = 0;
            for (std::size_t row = 0; row < greater; ++row) other += worth_of(row, order[row]);
            best = std::max(best, other);
        } while (std::next_permutation(order.begin(), order.end()));
        REQUIRE(sum == Approx(best).margin(1e-9));
    }
}
