#include "tests/core/extract/extraction_case.h"

#include <algorithm>
#include <optional>
#include <utility>

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

/// "SOURCE | TYPE | TARGET", and what else a line says of an edge.
struct EdgeLine {
    std::string source, type, target;
    std::optional<std::pair<Modality, bool>> status;  ///< and whether it is negated
    std::optional<std::string> by, date, role;
};

std::optional<Modality> modality_named(const std::string& word) {
    for (int m = 0; m < kModalities; ++m)
        if (to_string(static_cast<Modality>(m)) == word) return static_cast<Modality>(m);
    return std::nullopt;
}

EdgeLine read_edge_line(const std::string& line) {
    const std::vector<std::string> parts = parts_of(line);
    EdgeLine edge{parts.at(0), parts.at(1), parts.at(2), {}, {}, {}, {}};
    for (std::size_t i = 3; i < parts.size(); ++i) {
        const std::string& word = parts[i];
        if (word.starts_with("by=")) {
            edge.by = word.substr(3);
        } else if (word.starts_with("date=")) {
            edge.date = word.substr(5);
        } else if (word.starts_with("role=")) {
            edge.role = word.substr(5);
        } else {
            if (!edge.status) edge.status = {Modality::actual, false};
            const std::optional<Modality> modality = modality_named(word);
            INFO("status \"" << word << "\"");
            REQUIRE((word == "negated" || modality));
            if (modality)
                edge.status->first = *modality;
            else
                edge.status->second = true;
        }
    }
    return edge;
}

/// True where the edge is the one that a line describes; a line without a status describes those of any.
bool is_described(const ArticleGraph& graph, const Edge& edge, const EdgeLine& line) {
    const bool symmetric = test_resources().ontology.edge_type(line.type)->symmetric;
    const std::string source = name_of(graph, edge.source), target = name_of(graph, edge.target);
    const bool ends = (source == line.source && target == line.target) ||
                      (symmetric && source == line.target && target == line.source);
    return ends && edge.type == line.type &&
           (!line.status || *line.status == std::pair(edge.modality, edge.negated)) &&
           (!line.by || *line.by == name_of(graph, edge.attribution)) &&
           (!line.date || *line.date == edge.date) && (!line.role || *line.role == edge.role);
}

std::string listed(const ArticleGraph& graph) {
    std::string all;
    for (const Edge& e : graph.edges)
        all += "  " + name_of(graph, e.source) + " | " + e.type + " | " + name_of(graph, e.target) +
               (e.negated ? " | negated" : "") + " | " + std::string(to_string(e.modality)) +
               " | date=" + e.date + " | by=" + name_of(graph, e.attribution) + " | role=" + e.role + "\n";
    return all;
}

/// A wanted edge without a status has happened; an unwanted one has none, but its ends are there.
void check_cases(const std::string& file) {
    for (const ExtractionCase& c : read_extraction_cases(file)) {
        const ArticleGraph graph = extract_case(c);
        INFO(c.text << "\nfound:\n" << listed(graph));
        const auto found = [&](const EdgeLine& line) {
            return std::ranges::any_of(graph.edges,
                                       [&](const Edge& e) { return is_described(graph, e, line); });
        };
        const auto has_node = [&](const std::string& name) {
            return std::ranges::any_of(graph.nodes,
                                       [&](const Node& node) { return name_of(graph, node.id) == name; });
        };
        for (const std::string& line : c.wanted) {
            INFO("wanted: " << line);
            EdgeLine edge = read_edge_line(line);
            REQUIRE(test_resources().ontology.edge_type(edge.type));
            if (!edge.status) edge.status = {Modality::actual, false};
            CHECK(found(edge));
        }
        for (const std::string& line : c.unwanted) {
            INFO("unwanted: " << line);
            if (line.find('|') == std::string::npos) {
                CHECK_FALSE(has_node(line));
                continue;
            }
            const EdgeLine edge = read_edge_line(line);
            REQUIRE(test_resources().ontology.edge_type(edge.type));
            CHECK_FALSE(found(edge));
            CHECK(has_node(edge.source));
            CHECK(has_node(edge.target));
        }
    }
}

}  // namespace

TEST_CASE("direction, passive, negation, modality and reported speech shape the edges of a sentence",
          "[trees]") {
    check_cases("relations.txt");
}

TEST_CASE("each type of interaction is made by its verbs, nouns and adjectives", "[trees]") {
    check_cases("types.txt");
}

TEST_CASE("who does what to whom comes out the same from all constructions", "[trees]") {
    check_cases("constructions.txt");
}

TEST_CASE("constructions are read together in sentences of the length of the news", "[trees]") {
    check_cases("sentences.txt");
}

TEST_CASE("negation, modality, speakers and dates are read off the sentence", "[trees]") {
    check_cases("status.txt");
}

TEST_CASE("titles, appositions and possessives give offices, kinship and places", "[trees]") {
    check_cases("structure.txt");
}

TEST_CASE("an edge's evidence is the whole sentence, by its bytes", "[trees]") {
    const ArticleGraph graph = extract_case(
        {"Nothing here. Germany accused Russia – again – of spying. Nothing there.", "2025-12-05", {}, {}});
    REQUIRE(graph.edges.size() == 1);
    const Evidence& e = graph.edges[0].evidence;
    CHECK(e.sentence == 1);
    CHECK(e.trigger == "accused");
    CHECK(e.text == "Germany accused Russia – again – of spying.");
    CHECK(graph.article.text.substr(e.begin, e.end - e.begin) == e.text);
}

TEST_CASE("an event's date is resolved against the article's day", "[trees]") {
    const auto date_of = [](const std::string& text) {
        const ArticleGraph graph = extract_case({text, "2025-12-05", {}, {}});
        return graph.edges.empty() ? std::string("no edge") : graph.edges[0].date;
    };
    CHECK(date_of("Germany accused Russia on Tuesday.") == "2025-12-02");
    CHECK(date_of("Germany accused Russia last month.") == "2025-11");
    CHECK(date_of("Germany accused Russia in 2014.") == "2014");
    CHECK(date_of("Germany accused Russia.") == "2025-12-05");
}

TEST_CASE("an interaction has its type's intensity or its trigger's, in the light of its status", "[trees]") {
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

TEST_CASE("plain sentences are read right from the text on, with the models that are shipped") {
    const auto edge_of = [](const std::string& text) {
        const ArticleGraph graph = extract_with_models({text, "2025-12-05", {}, {}});
        INFO(text << "\nfound:\n" << listed(graph));
        REQUIRE(graph.edges.size() == 1);
        const Edge& edge = graph.edges[0];
        return name_of(graph, edge.source) + " " + edge.type + " " + name_of(graph, edge.target);
    };
    CHECK(edge_of("Germany accused Russia of spying.") == "Germany accuses Russia");
    CHECK(edge_of("Ukraine was attacked by Russia on Monday.") == "Russia attacks Ukraine");
    CHECK(edge_of("Sanctions were imposed on Belarus by the European Union.") ==
          "European Union sanctions Belarus");
}

TEST_CASE("reading an article twice gives the same graph", "[trees]") {
    const ExtractionCase c{
        "Germany accused Russia. The EU and NATO support Ukraine. Talks between Iran and Oman began in "
        "Muscat.",
        "2025-12-05",
        {},
        {}};
    CHECK(extract_case(c) == extract_case(c));
}
