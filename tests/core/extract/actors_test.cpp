#include "core/model/error.h"
#include "tests/core/extract/extraction_case.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("names, nominals and pronouns become the right nodes", "[trees]") {
    for (const ExtractionCase& c : read_extraction_cases("actors.txt")) {
        const ArticleGraph graph = extract_case(c);
        std::string all;
        for (const Node& node : graph.nodes) all += "  " + node.type + " | " + node.name + "\n";
        const auto find = [&](const std::string& name) {
            return std::find_if(graph.nodes.begin(), graph.nodes.end(),
                                [&](const Node& n) { return n.name == name; });
        };
        for (const std::string& line : c.wanted) {
            INFO(c.text << "\nwanted: " << line << "\nfound:\n" << all);
            const auto parts = parts_of(line);
            const auto node = std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node& n) {
                return n.type == parts[0] && n.name == parts[1];
            });
            CHECK(node != graph.nodes.end());
            if (node == graph.nodes.end() || parts.size() < 3) continue;
            for (const std::string& mention : parts_of(parts[2], ',')) {
                INFO("mention: " << mention);
                CHECK(std::any_of(node->mentions.begin(), node->mentions.end(), [&](const Mention& m) {
                    const std::string text = c.text.substr(m.begin, m.end - m.begin);
                    return text == mention || "The " + text == mention;
                }));
            }
        }
        for (const std::string& name : c.unwanted) {
            INFO(c.text << "\nunwanted: " << name);
            CHECK(find(name) == graph.nodes.end());
        }
    }
}

TEST_CASE("mentions lie inside the text, in order, and their nodes are in canonical order", "[trees]") {
    const ArticleGraph graph =
        extract_case({"Putin met Xi Jinping in Beijing. China’s president thanked him. “Naïve,” said Ursula "
                      "von der Leyen.",
                      "2025-09-03",
                      {},
                      {}});
    CHECK(std::is_sorted(graph.nodes.begin(), graph.nodes.end(),
                         [](const Node& a, const Node& b) { return a.id < b.id; }));
    for (const Node& node : graph.nodes) {
        CHECK(std::is_sorted(node.mentions.begin(), node.mentions.end()));
        for (const Mention& m : node.mentions) CHECK((m.begin < m.end && m.end <= graph.article.text.size()));
    }
}

TEST_CASE("what many things are called is told apart by parties and month, and what has a name goes by it",
          "[trees]") {
    const auto agreement = [](const std::string& text, const std::string& date) {
        const ArticleGraph graph = extract_case({text, date, {}, {}});
        for (const Node& node : graph.nodes)
            if (node.type == "agreement") return node;
        return Node();
    };
    const Node deal = agreement("Hamas rejected the peace deal.", "2025-03-09");
    CHECK(deal.id == "agreement:peace-deal-hamas-2025-03");
    CHECK(deal.name == "peace deal (Hamas, 2025-03)");
    CHECK(std::count(deal.aliases.begin(), deal.aliases.end(), "peace deal") == 1);
    CHECK(agreement("The M23 rejected the peace deal.", "2025-03-09").id != deal.id);
    CHECK(agreement("Hamas rejected the peace deal.", "2025-04-09").id != deal.id);
    CHECK(agreement("Hamas rejected the peace deal.", "").name == "peace deal (Hamas)");
    CHECK(agreement("Hamas rejected the 2025 peace deal.", "2025-03-09").name ==
          "2025 peace deal (Hamas, 2025-03)");
    // Capitals that open a sentence or stand in a headline make no name.
    CHECK(agreement("Hamas Rejects Peace Deal With Israel", "2025-03-09").name ==
          "peace deal (Hamas, 2025-03)");
    // A number or a proper name is enough to know it by.
    CHECK(agreement("Hamas rejected the 28-point peace plan.", "2025-03-09").name == "28-point peace plan");
    CHECK(agreement("Hamas rejected the Gaza peace plan.", "2025-03-09").name == "Gaza peace plan");
}

TEST_CASE("a body carries what it is called at home, abroad and in full", "[trees]") {
    const auto aliases = [](const std::string& text, const std::string& id) {
        const ArticleGraph graph = extract_case({text, "2025-03-09", {}, {}});
        for (const Node& node : graph.nodes)
            if (node.id == "organization:" + id) return node.aliases;
        return std::vector<std::string>();
    };
    using Catch::VectorContains;
    CHECK_THAT(aliases("The Hungarian parliament criticised Serbia.", "hungarian-national-assembly"),
               VectorContains(std::string("Parliament of Hungary")));
    CHECK_THAT(aliases("Iran's Foreign Ministry criticised Serbia.", "iranian-foreign-ministry"),
               VectorContains(std::string("Ministry of Foreign Affairs")));
    CHECK_THAT(aliases("The SBU criticised Serbia.", "sbu"),
               VectorContains(std::string("Security Service of Ukraine")));
    CHECK_THAT(
        aliases("The incumbent Saint Lucia Labour Party criticised Serbia.", "labour-party-of-saint-lucia"),
        VectorContains(std::string("Saint Lucia Labour Party")));
    // Who is against them calls them by no other name.
    const auto putin = [&] {
        const ArticleGraph graph = extract_case(
            {"Putin left. Anti-Vladimir Putin protesters met Putin in Oslo.", "2025-03-09", {}, {}});
        for (const Node& node : graph.nodes)
            if (node.id == "person:vladimir-putin") return node.aliases;
        return std::vector<std::string>();
    }();
    CHECK_THAT(putin, VectorContains(std::string("Putin")));
    CHECK(std::count(putin.begin(), putin.end(), "Anti-Vladimir Putin") == 0);
    // An armed group is no state's body.
    const auto forces = aliases("The SDF criticised Serbia.", "syrian-democratic-forces");
    CHECK(std::count(forces.begin(), forces.end(), "Democratic Forces") == 0);
    CHECK_FALSE(forces.empty());
}

TEST_CASE("an office resolves to who held it on the article's day", "[trees]") {
    const auto has = [](const std::string& date, const std::string& id) {
        const ArticleGraph graph = extract_case({"The US president criticised China.", date, {}, {}});
        return std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const Node& n) { return n.id == id; });
    };
    CHECK(has("2015-06-01", "person:barack-obama"));
    CHECK(has("2023-06-01", "person:joe-biden"));
    CHECK(has("2025-06-01", "person:donald-trump"));
}

TEST_CASE("text of broken UTF-8 is refused with the place of the fault") {
    CHECK_THROWS_WITH(extract_with_models({"Germany \xFF met", "2025-12-05", {}, {}}),
                      Catch::Contains("byte 8"));
}

TEST_CASE("an empty text and one of signs alone give an empty graph") {
    CHECK(extract_with_models({" ", "2025-12-05", {}, {}}).nodes.empty());
    CHECK(extract_with_models({"!!! ... --- ???", "2025-12-05", {}, {}}).nodes.empty());
}
