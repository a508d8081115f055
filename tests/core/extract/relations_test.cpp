#include "tests/core/extract/extraction_case.h"

#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// A node's name, without the parties and the month of an agreement or event that has none of its own.
std::string name_of(const ArticleGraph& graph, const std::string& id) {
    for (const Node& node : graph.nodes)
        if (node.id == id) {
            const bool happening = node.type == "agreement" || node.type == "event";
            return happening ? node.name.substr(0, node.name.find(" (")) : node.name;
        }
    return {};
}

/// True where the edge is the one that the parts of a line describe.
bool is_described(const ArticleGraph& graph, const Edge& edge, const std::vector<std::string>& parts,
                  bool symmetric) {
    const std::string source = name_of(graph, edge.source), target = name_of(graph, edge.target);
    const bool ends =
        (source == parts[0] && target == parts[2]) || (symmetric && source == parts[2] && target == parts[0]);
    if (!ends || edge.type != parts[1]) return false;
    bool negated = false;
    Modality modality = Modality::actual;
    for (std::size_t i = 3; i < parts.size(); ++i) {
        const std::string& status = parts[i];
        if (status == "negated")
            negated = true;
        else if (status.rfind("by=", 0) == 0) {
            if (name_of(graph, edge.attribution) != status.substr(3)) return false;
        } else if (status.rfind("date=", 0) == 0) {
            if (edge.date != status.substr(5)) return false;
        } else if (status.rfind("role=", 0) == 0) {
            if (edge.role != status.substr(5)) return false;
        } else
            for (int m = 0; m < kModalities; ++m)
                if (to_string(static_cast<Modality>(m)) == status) modality = static_cast<Modality>(m);
    }
    return edge.negated == negated && edge.modality == modality;
}

std::string listed(const ArticleGraph& graph) {
    std::string all;
    for (const Edge& e : graph.edges)
        all += "  " + name_of(graph, e.source) + " | " + e.type + " | " + name_of(graph, e.target) +
               (e.negated ? " | negated" : "") + " | " + std::string(to_string(e.modality)) +
               " | date=" + e.date + " | by=" + name_of(graph, e.attribution) + " | role=" + e.role + "\n";
    return all;
}

void check_cases(const std::string& file) {
    for (const ExtractionCase& c : read_extraction_cases(file)) {
        const ArticleGraph graph = extract_case(c);
        const auto found = [&](const std::string& line) {
            const auto parts = parts_of(line);
            const EdgeType* type = test_resources().ontology.edge_type(parts.at(1));
            REQUIRE(type);
            return std::any_of(graph.edges.begin(), graph.edges.end(),
                               [&](const Edge& e) { return is_described(graph, e, parts, type->symmetric); });
        };
        for (const std::string& line : c.wanted) {
            INFO(c.text << "\nwanted: " << line << "\nfound:\n" << listed(graph));
            CHECK(found(line));
        }
        for (const std::string& line : c.unwanted) {
            INFO(c.text << "\nunwanted: " << line << "\nfound:\n" << listed(graph));
            CHECK_FALSE(found(line));
        }
    }
}

}  // namespace

TEST_CASE("direction, passive, negation, modality and reported speech shape the edges of a sentence") {
    check_cases("relations.txt");
}

TEST_CASE("each type of interaction is made by its verbs, nouns and adjectives") {
    check_cases("types.txt");
}

TEST_CASE("who does what to whom comes out the same from all constructions") {
    check_cases("constructions.txt");
}

TEST_CASE("constructions are read together in sentences of the length of the news") {
    check_cases("sentences.txt");
}

TEST_CASE("negation, modality, speakers and dates are read off the sentence") {
    check_cases("status.txt");
}

TEST_CASE("titles, appositions and possessives give offices, kinship and places") {
    check_cases("structure.txt");
}

TEST_CASE("an edge's evidence is the whole sentence, by its bytes") {
    const ArticleGraph graph = extract_case(
        {"Nothing here. Germany accused Russia – again – of spying. Nothing there.", "2025-12-05", {}, {}});
    REQUIRE(graph.edges.size() == 1);
    const Evidence& e = graph.edges[0].evidence;
    CHECK(e.sentence == 1);
    CHECK(e.trigger == "accused");
    CHECK(e.text == "Germany accused Russia – again – of spying.");
    CHECK(graph.article.text.substr(e.begin, e.end - e.begin) == e.text);
}

TEST_CASE("an event's date is resolved against the article's day") {
    const auto date_of = [](const std::string& text) {
        const ArticleGraph graph = extract_case({text, "2025-12-05", {}, {}});
        return graph.edges.empty() ? std::string("no edge") : graph.edges[0].date;
    };
    CHECK(date_of("Germany accused Russia on Tuesday.") == "2025-12-02");
    CHECK(date_of("Germany accused Russia last month.") == "2025-11");
    CHECK(date_of("Germany accused Russia in 2014.") == "2014");
    CHECK(date_of("Germany accused Russia.") == "2025-12-05");
}

TEST_CASE("an interaction has its type's intensity or its trigger's, in the light of its status") {
    const auto intensity_of = [](const std::string& text) -> int {
        const ArticleGraph graph = extract_case({text, "2025-12-05", {}, {}});
        REQUIRE(graph.edges.size() == 1);
        return graph.edges[0].intensity.value_or(999);
    };
    const int attack = test_resources().ontology.edge_type("attacks")->intensity;
    CHECK(intensity_of("Ethiopia bombed Eritrea.") == attack);
    CHECK(intensity_of("Ethiopia declared war on Eritrea.") == -100);
    CHECK(intensity_of("Ethiopia may bomb Eritrea.") == attack * 30 / 100);
    CHECK(intensity_of("Ethiopia did not bomb Eritrea.") == 0);
    CHECK(intensity_of("French President Emmanuel Macron left.") == 999);
}

TEST_CASE("reading an article twice gives the same graph") {
    const ExtractionCase c{
        "Germany accused Russia. The EU and NATO support Ukraine. Talks between Iran and Oman began in "
        "Muscat.",
        "2025-12-05",
        {},
        {}};
    CHECK(extract_case(c) == extract_case(c));
}
