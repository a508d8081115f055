#include "core/knowledge/trigger_lexicon.h"

#include "tests/core/knowledge/data_folder.h"

#include <catch2/catch.hpp>

using namespace entente;
using Part = TriggerSense::Part;

namespace {

constexpr const char* kSets =
    R"({"version": 1, "sets": [{"name": "talks", "words": "talk negotiation"}, {"name": "hold", "words": "hold stage"}]})";

bool known_type(std::string_view type) {
    return type == "negotiates-with" || type == "attacks";
}

/// The lexicon of one file of triggers beside the sets above.
TriggerLexicon lexicon_of(const std::string& type, const std::string& senses) {
    const DataFolder folder;
    folder.write("synonyms.json", kSets);
    folder.write("triggers.json", R"({"version": 1, "type": ")" + type + R"(", "senses": [)" + senses + "]}");
    return TriggerLexicon::load(folder.path(), known_type);
}

std::string message_of(const std::string& type, const std::string& senses) {
    try {
        lexicon_of(type, senses);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("the name of a set stands for its words") {
    const TriggerLexicon lexicon =
        lexicon_of("negotiates-with", R"({"verb": "@hold resume", "object": "round @talks", "to": "with"})");
    for (const char* verb : {"hold", "stage", "resume"}) {
        INFO(verb);
        const auto senses = lexicon.find(Part::verb, verb);
        REQUIRE(senses.size() == 1);
        CHECK(senses[0].object == std::vector<std::string>{"round", "talk", "negotiation"});
    }
    CHECK(lexicon.size() == 3);
    CHECK(message_of("negotiates-with", R"({"verb": "@holds", "to": "with"})").find("\"@holds\" is no set") !=
          std::string::npos);
}

TEST_CASE("a slot names the node types that may fill it") {
    const TriggerLexicon lexicon =
        lexicon_of("attacks", R"({"verb": "hit", "to": "obj:person,state against"})");
    const auto& to = lexicon.find(Part::verb, "hit")[0].to;
    REQUIRE(to.size() == 2);
    CHECK(to[0].kind == ArgumentSlot::Kind::object);
    CHECK(to[0].types == std::vector<std::string>{"person", "state"});
    CHECK(to[1].word == "against");
    CHECK(to[1].types.empty());
}

TEST_CASE("senses without a type are kept apart and make no edge") {
    const TriggerLexicon lexicon = lexicon_of("none", R"({"verb": "fight", "object": "crime"})");
    CHECK(lexicon.find(Part::verb, "fight").empty());
    CHECK(lexicon.null_senses(Part::verb, "fight").size() == 1);
    CHECK(lexicon.size() == 0);
    CHECK(message_of("none", R"({"verb": "fight", "to": "obj"})").find("\"to\"") != std::string::npos);
}

TEST_CASE("a trigger file of an unknown type is refused by name") {
    const std::string message = message_of("meets", R"({"verb": "meet", "to": "obj"})");
    CHECK(message.find("triggers.json") != std::string::npos);
    CHECK(message.find("\"meets\" is no edge type") != std::string::npos);
}
