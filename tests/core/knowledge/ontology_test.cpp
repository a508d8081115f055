#include "core/knowledge/ontology.h"

#include "core/model/error.h"
#include "tests/core/knowledge/data_folder.h"

#include <cstdlib>
#include <set>
#include <string>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const Ontology& shipped() {
    static const Ontology ontology = Ontology::load(ENTENTE_DATA_DIR "/ontology.json");
    return ontology;
}

const char* const kOneNode =
    R"("node_types": [{"name": "person", "description": "d", "shape": "box", "fill": "#aabbcc"}])";

std::string ontology_with_edge(const std::string& edge) {
    return std::string(R"({"version": 1, )") + kOneNode + R"(, "edge_types": [)" + edge + "]}";
}

std::string message_of(const std::string& json) {
    const DataFolder folder;
    return folder.failure("ontology.json", json, [&] { Ontology::load(folder.path() / "ontology.json"); });
}

}  // namespace

TEST_CASE("the shipped ontology holds the types of the annotation guide") {
    const std::set<std::string> events = {
        "agrees-with", "accepts",           "proposes",       "negotiates-with",
        "meets-with",  "mediates",          "supports",       "cooperates-with",
        "aids",        "concedes-to",       "withdraws-from", "requests",
        "accuses",     "opposes",           "threatens",      "protests-against",
        "sanctions",   "mobilizes-against", "coerces",        "attacks"};
    const std::set<std::string> structural = {"holds-office-in", "represents", "member-of",  "related-to",
                                              "party-to",        "concerns",   "located-in", "part-of"};
    std::set<std::string> found_events, found_structural;
    for (const EdgeType& type : shipped().edge_types())
        (type.structural ? found_structural : found_events).insert(type.name);
    CHECK(found_events == events);
    CHECK(found_structural == structural);
    CHECK(shipped().node_types().size() == 6);
}

TEST_CASE("event types have codes and structural types have none") {
    for (const EdgeType& type : shipped().edge_types()) {
        CAPTURE(type.name);
        CHECK(type.structural == type.plover.empty());
        CHECK(type.structural == type.cameo.empty());
        CHECK(type.structural == (type.quad == QuadClass::none));
    }
    CHECK(shipped().edge_type("negotiates-with")->cameo == "046");
    CHECK(shipped().edge_type("sanctions")->plover == "SANCTION");
    CHECK(shipped().edge_type("attacks")->quad == QuadClass::material_conflict);
}

TEST_CASE("co-operation has a positive intensity and conflict a negative one") {
    for (const EdgeType& type : shipped().edge_types()) {
        CAPTURE(type.name);
        const bool conflict =
            type.quad == QuadClass::verbal_conflict || type.quad == QuadClass::material_conflict;
        CHECK((type.structural ? type.intensity == 0 : conflict ? type.intensity < 0 : type.intensity > 0));
        CHECK(std::abs(type.intensity) <= 100);
    }
    CHECK(shipped().edge_type("attacks")->intensity < shipped().edge_type("accuses")->intensity);
    CHECK(shipped().edge_type("aids")->intensity > shipped().edge_type("meets-with")->intensity);
}

TEST_CASE("what is not a fact, or denied, weighs a share of the act") {
    const EdgeType &attacks = *shipped().edge_type("attacks"), &aids = *shipped().edge_type("aids");
    const auto of = [](const EdgeType& type, Modality modality, bool negated = false) {
        return shipped().intensity_of(type, {}, modality, negated);
    };
    CHECK(of(attacks, Modality::actual) == attacks.intensity);
    CHECK(of(attacks, Modality::planned) == attacks.intensity * 60 / 100);
    CHECK(of(attacks, Modality::possible) == attacks.intensity * 30 / 100);
    CHECK(of(attacks, Modality::ended) == 0);
    CHECK(of(attacks, Modality::actual, true) == 0);
    CHECK(of(aids, Modality::actual, true) == -aids.intensity * 30 / 100);
    CHECK(shipped().intensity_of(attacks, Intensity{-100}, Modality::actual, false) == -100);
}

TEST_CASE("actors may act on agreements only where the type says so") {
    const EdgeType& opposes = *shipped().edge_type("opposes");
    CHECK(shipped().allows(opposes, "person", "agreement"));
    CHECK_FALSE(shipped().allows(opposes, "agreement", "person"));
    CHECK_FALSE(shipped().allows(*shipped().edge_type("related-to"), "person", "state"));
    CHECK(shipped().allows(*shipped().edge_type("attacks"), "state", "place"));
}

TEST_CASE("how news tells of an act is said by its type") {
    const Ontology& ontology = shipped();
    CHECK(ontology.edge_type("attacks")->uses_force);
    CHECK_FALSE(ontology.edge_type("coerces")->uses_force);
    CHECK(ontology.edge_type("coerces")->by_authorities);
    CHECK(ontology.edge_type("accuses")->of_things == "opposes");
    CHECK(ontology.edge_type("accepts")->between_actors == "agrees-with");
    CHECK(ontology.acting_types() == std::vector<std::string>{"person", "state", "organization", "place"});
}

TEST_CASE("the types that the program makes by itself are in the shipped ontology") {
    for (const std::string_view name :
         {edge_type::accuses, edge_type::opposes, edge_type::meets_with, edge_type::holds_office_in,
          edge_type::represents, edge_type::member_of, edge_type::related_to, edge_type::party_to,
          edge_type::concerns, edge_type::located_in, edge_type::part_of}) {
        CAPTURE(name);
        CHECK(shipped().edge_type(name));
    }
}

TEST_CASE("symmetric edges start at the smaller id and others keep their direction") {
    ArticleGraph graph;
    for (const char* type : {"meets-with", "accuses", "unheard-of"}) {
        Edge edge;
        edge.source = "state:USA";
        edge.target = "person:vladimir-putin";
        edge.type = type;
        graph.edges.push_back(edge);
    }
    shipped().orient(graph);
    CHECK(graph.edges[0].source == "person:vladimir-putin");
    CHECK(graph.edges[1].source == "state:USA");
    CHECK(graph.edges[2].source == "state:USA");
}

TEST_CASE("an unknown name of a type gives null") {
    CHECK(shipped().node_type("planet") == nullptr);
    CHECK(shipped().edge_type("") == nullptr);
}

TEST_CASE("a broken ontology is refused with the place and what is wrong") {
    struct Case {
        std::string json, message;
    };
    const auto c = GENERATE(values<Case>({
        {"{\"version\": 1,\n  \"node_types\": ]", "ontology.json:2:17: Invalid value."},
        {"[]", "ontology.json: must hold one JSON object"},
        {"{\"version\": 2, \"node_types\": [], \"edge_types\": []}",
         "ontology.json: is of version 2, and this program reads version 1"},
        {"{\"version\": 1, \"edge_types\": []}", "ontology.json: \"node_types\" is missing"},
        {std::string("{\"version\": 1, ") + kOneNode + ", \"edge_types\": [], \"x\": 1}",
         "ontology.json: unknown member \"x\"; known are version, node_types, edge_types, "
         "intensity_scale"},
        {ontology_with_edge(
             R"({"name": "aids", "description": "d", "structural": true, "sources": ["person"], "targets": ["city"]})"),
         "ontology.json: edge_types[0] \"aids\": \"targets\": \"city\" is no node type"},
        {ontology_with_edge(
             R"({"name": "aids", "description": "d", "plover": "AID", "cameo": "070", "quad": "MZ", "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[0] \"aids\": \"quad\": must be one of VC, MC, VX, MX"},
        {ontology_with_edge(
             R"({"name": "aids", "description": "d", "plover": "AID", "cameo": "770", "quad": "MC", "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[0] \"aids\": \"cameo\": must be a CAMEO code such as \"046\""},
        {ontology_with_edge(
             R"({"name": "aids", "description": "d", "plover": "AID", "cameo": "070", "quad": "MC", "intensity": 11, "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[0] \"aids\": \"intensity\" must be a number of -10..10"},
        {ontology_with_edge(
             R"({"name": "aids", "description": "d", "plover": "AID", "cameo": "070", "quad": "MC", "intensity": 7.25, "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[0] \"aids\": \"intensity\": must be a number with one decimal place"},
        {ontology_with_edge(R"({"name": "Aids", "description": "d"})"),
         "ontology.json: edge_types[0] \"Aids\": \"name\": must be of lower-case letters and hyphens"},
        {ontology_with_edge(
             R"({"name": "aids", "description": "d", "structural": true, "quad": "MC", "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[0] \"aids\": \"quad\": structural types have no event codes"},
        {ontology_with_edge(
             R"({"name": "kin", "description": "d", "structural": true, "sources": ["person"], "targets": ["person"]}, {"name": "kin", "description": "d", "structural": true, "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[1] \"kin\": is defined twice"},
        {ontology_with_edge(
             R"({"name": "kin", "description": "d", "structural": "yes", "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[0] \"kin\": \"structural\": must be true or false"},
        {ontology_with_edge(
             R"({"name": "kin", "description": "d", "structural": true, "uses_force": true, "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[0] \"kin\": \"uses_force\": structural types are no acts"},
        {ontology_with_edge(
             R"({"name": "aids", "description": "d", "plover": "AID", "cameo": "070", "quad": "MC", "intensity": 7, "of_things": "love", "sources": ["person"], "targets": ["person"]})"),
         "ontology.json: edge_types[0] \"aids\": \"of_things\": \"love\" is no edge type"},
    }));
    CHECK_THAT(message_of(c.json), Catch::EndsWith(c.message));
}

TEST_CASE("a missing ontology says how to give another data folder") {
    CHECK_THROWS_WITH(Ontology::load("/nowhere/ontology.json"), Catch::Contains("--data"));
}
