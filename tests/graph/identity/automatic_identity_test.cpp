#include "graph/identity/automatic_identity.h"

#include "graph/identity/identity.h"
#include "tests/graph/memory_graph.h"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

constexpr double kMinScore = 0.9;

std::vector<IdentityCandidate> likeliest_first(std::vector<IdentityCandidate> candidates) {
    std::sort(candidates.begin(), candidates.end(),
              [](const IdentityCandidate& x, const IdentityCandidate& y) {
                  return std::tie(y.score, x.a, x.b) < std::tie(x.score, y.a, y.b);
              });
    return candidates;
}

Identity linked(std::vector<IdentityCandidate> candidates) {
    std::vector<Decision> decisions;
    for (const IdentityCandidate& c : complete_linkage(likeliest_first(std::move(candidates)), kMinScore))
        decisions.push_back({"same-as", c.a, c.b, "", "", {}});
    return Identity({}, decisions);
}

/// Persons of one state, each in an article of its own.
test::MemoryGraph persons(const std::vector<std::pair<std::string, std::string>>& ids_and_names) {
    test::MemoryGraph graph;
    for (const auto& [id, name] : ids_and_names) {
        ArticleGraph article;
        article.article.id = id;
        article.nodes.push_back({id, "person", name, {}, {}, "ESP", "", false, {}});
        graph.add(article);
    }
    return graph;
}

const Cues& cues() {
    static const Cues kCues = Cues::load(ENTENTE_DATA_DIR "/cues.json");
    return kCues;
}

Identity derived(const test::MemoryGraph& graph, const std::vector<Decision>& people) {
    return Identity(people, derive_identity(graph, test::ontology(), people, cues()));
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("nodes that are all alike are one") {
    const Identity identity = linked({{"a", "b", 0.98, ""}, {"b", "c", 0.95, ""}, {"a", "c", 0.8, ""}});
    CHECK(identity.members("c") == Ids{"a", "b", "c"});
}

TEST_CASE("a node that goes with two that differ goes with neither") {
    CHECK(linked({{"a", "b", 0.98, ""}, {"b", "c", 0.95, ""}}).trivial());
    // A rival that is not likely enough itself takes nothing away.
    CHECK(linked({{"a", "b", 0.98, ""}, {"b", "c", 0.8, ""}}).members("b") == Ids{"a", "b"});
}

TEST_CASE("a chain of likenesses joins no two nodes that aren't alike themselves, in any order") {
    std::mt19937 random(11);
    std::size_t joined = 0;
    for (int round = 0; round < 2000; ++round) {
        std::vector<IdentityCandidate> candidates;
        std::set<std::pair<std::string, std::string>> alike;
        for (char a = 'a'; a < 'i'; ++a)
            for (char b = static_cast<char>(a + 1); b < 'i'; ++b) {
                if (random() % 3 == 0) continue;
                candidates.push_back({{a}, {b}, 0.7 + 0.01 * static_cast<double>(random() % 31), ""});
                alike.insert({{a}, {b}});
            }
        const Identity identity = linked(candidates);
        for (const auto& [root, members] : identity.classes())
            for (const std::string& x : members)
                for (const std::string& y : members)
                    if (x < y) {
                        ++joined;
                        REQUIRE(alike.count({x, y}) == 1);
                    }
        std::shuffle(candidates.begin(), candidates.end(), random);
        REQUIRE(linked(candidates).classes() == identity.classes());
    }
    CHECK(joined > 1000);
}

TEST_CASE("automatic decisions say how alike two nodes are, and why") {
    const test::MemoryGraph graph = persons({{"p:a", "José Albares"}, {"p:b", "José Manuel Albares"}});
    const std::vector<Decision> decisions = derive_identity(graph, test::ontology(), {}, cues());
    REQUIRE(decisions.size() == 1);
    CHECK(decisions[0] == Decision{"same-as", "p:a", "p:b", "", "a name more, both of ESP (0.94)", {}});
    CHECK(derive_identity(graph, test::ontology(), {}, cues(), 0.95).empty());
}

TEST_CASE("people's decisions win over automatic ones") {
    const test::MemoryGraph graph =
        persons({{"p:a", "José Albares"}, {"p:b", "José Manuel Albares"}, {"p:c", "Jordi Roca"}});
    CHECK(derived(graph, {}).members("p:a") == Ids{"p:a", "p:b"});
    CHECK(derived(graph, {{"not-same-as", "p:b", "p:a", "1", "", {}}}).trivial());
    // What a person joined is one node, which is alike as a whole.
    CHECK(derived(graph, {{"same-as", "p:c", "p:b", "1", "", {}}}).members("p:a") ==
          Ids{"p:a", "p:b", "p:c"});

    const Decision automatic{"same-as", "p:a", "p:b", "", "alike", {}};
    const Identity identity({{"not-same-as", "p:b", "p:a", "1", "", {}}}, {automatic});
    CHECK(identity.trivial());
    REQUIRE(identity.overruled().size() == 1);
    CHECK(identity.overruled()[0].decision == automatic);
}
