#include "tests/core/extract/extraction_case.h"

#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// "ASSAULT | Gunmen (MEX) | judge (MEX)", a line for each interaction that is not negated.
std::vector<std::string> events_of(const ArticleGraph& graph) {
    std::map<std::string, std::string> shown;
    for (const Node& node : graph.nodes)
        shown[node.id] = node.name + " (" + (node.country.empty() ? "-" : node.country) + ")";
    std::vector<std::string> events;
    for (const Edge& edge : graph.edges)
        if (!edge.plover.empty() && !edge.negated)
            events.push_back(edge.plover + " | " + shown[edge.source] + " | " + shown[edge.target]);
    return events;
}

}  // namespace

TEST_CASE("actors without a name do and suffer events", "[trees]") {
    for (const ExtractionCase& c : read_extraction_cases("events.txt")) {
        const auto events = events_of(extract_case(c, {true}));
        INFO(c.text);
        std::string listed;
        for (const std::string& event : events) listed += "  " + event + "\n";
        INFO("found:\n" << listed);
        for (const std::string& line : c.wanted) {
            INFO(line);
            CHECK(std::find(events.begin(), events.end(), line) != events.end());
        }
        for (const std::string& line : c.unwanted) {
            INFO("not " << line);
            CHECK(std::find(events.begin(), events.end(), line) == events.end());
        }
    }
}

TEST_CASE("actors without a name are marked, and left out unless asked for", "[trees]") {
    const ExtractionCase c{"Ugandan rebels released two Kenyan teachers.", "2025-12-05", {}, {}};
    const auto unnamed = [](const ArticleGraph& graph) {
        return std::count_if(graph.nodes.begin(), graph.nodes.end(), [](const Node& n) { return n.unnamed; });
    };
    CHECK(unnamed(extract_case(c)) == 0);
    CHECK(unnamed(extract_case(c, {true})) == 2);
}

TEST_CASE("a judgement that nobody is named for has no source", "[trees]") {
    const ExtractionCase c{"According to Kenya, Ugandan rebels are responsible.", "2025-12-05", {}, {}};
    CHECK(extract_case(c, {true}).edges.empty());
}
