#include "core/knowledge/actor_lexicon.h"
#include "tests/core/knowledge/data_folder.h"
#include "tests/core/knowledge/small_lexicon.h"

#include <map>
#include <string>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

void write(const DataFolder& folder, const std::map<std::string, std::string>& files) {
    for (const auto& [name, text] : files) folder.write(name, text);
}

ActorLexicon load(const std::map<std::string, std::string>& files) {
    const DataFolder folder;
    write(folder, files);
    return ActorLexicon::load(folder.path());
}

/// The message after `from` in `file` became `to`.
std::string failure(const std::string& file, const std::string& from, const std::string& to) {
    auto files = small_lexicon();
    const std::size_t at = files.at(file).find(from);
    REQUIRE(at != std::string::npos);
    files[file].replace(at, from.size(), to);
    const DataFolder folder;
    write(folder, files);
    return folder.failure(file, files[file], [&] { ActorLexicon::load(folder.path()); });
}

std::string held_by(const ActorLexicon& lexicon, const char* institution, const char* office,
                    const char* day) {
    const auto person = lexicon.holder(*lexicon.find(institution), office, Date::parse(day));
    return person ? std::string(lexicon.actor(*person).id) : "";
}

}  // namespace

TEST_CASE("a small lexicon answers to every kind of name") {
    const ActorLexicon lexicon = load(small_lexicon());
    struct Case {
        const char *surface, *id;
        NameKind kind;
    };
    const auto c = GENERATE(values<Case>({{"Utopia", "state:UTO", NameKind::name},
                                          {"Utopian", "state:UTO", NameKind::adjective},
                                          {"Utopians", "state:UTO", NameKind::demonym},
                                          {"Amber House", "state:UTO", NameKind::metonym},
                                          {"the Amber House", "state:UTO", NameKind::metonym},
                                          {"Nowhere", "state:UTO", NameKind::former},
                                          {"IL", "organization:league", NameKind::name},
                                          {"UPA", "organization:utopian-party", NameKind::name},
                                          {"Raphaël Hythloday", "person:raphael-hythloday", NameKind::name},
                                          {"Raphael Hythloday", "person:raphael-hythloday", NameKind::name},
                                          {"Island \n League", "organization:league", NameKind::name}}));
    CAPTURE(c.surface);
    const auto readings = lexicon.lookup(c.surface);
    REQUIRE(readings.size() == 1);
    CHECK(lexicon.actor(readings[0].actor).id == c.id);
    CHECK(readings[0].kind == c.kind);
}

TEST_CASE("a capital is a place and stands for its state under all its names") {
    const ActorLexicon lexicon = load(small_lexicon());
    for (const char* surface : {"Amaurot", "Amauroton"}) {
        const auto readings = lexicon.lookup(surface);
        REQUIRE(readings.size() == 2);
        CHECK(lexicon.actor(readings[0].actor).id == "place:amaurot");
        CHECK(readings[0].kind == NameKind::name);
        CHECK(lexicon.actor(readings[1].actor).id == "state:UTO");
        CHECK(readings[1].kind == NameKind::metonym);
    }
}

TEST_CASE("family names, parts and holdings are found again") {
    const ActorLexicon lexicon = load(small_lexicon());
    REQUIRE(lexicon.by_family_name("Uno").size() == 1);
    const std::uint32_t ademus = lexicon.by_family_name("Uno")[0];
    CHECK(lexicon.actor(ademus).wikidata == "Q7");
    CHECK(lexicon.actor(ademus).kind == "public-figure");
    CHECK(lexicon.lookup("Uno").empty());

    const auto held = lexicon.holdings(ademus);
    REQUIRE(held.size() == 3);
    CHECK(held[0].office == "judge");
    CHECK(held[0].acting);
    CHECK(held[2].office == "president");
    CHECK(held[2].at_least);
    CHECK(held[2].end.to_string() == "2015-01");

    CHECK(lexicon.part_of(*lexicon.find("organization:league-court")) == lexicon.find("organization:league"));
    CHECK_FALSE(lexicon.part_of(*lexicon.find("organization:league")));
}

TEST_CASE("an office is answered only when one person held it for sure") {
    const ActorLexicon lexicon = load(small_lexicon());
    struct Case {
        const char *office, *day, *person;
    };
    const auto c =
        GENERATE(values<Case>({{"president", "2005-06-01", "person:raphael-hythloday"},
                               {"president", "2010-04-30", "person:raphael-hythloday"},
                               {"president", "2010-05-01", ""},  // the day of the change
                               {"president", "2010-05-02", "person:ademus-one"},
                               {"president", "2010-05", ""},
                               {"president", "2005", "person:raphael-hythloday"},
                               {"president", "2000-01-01", ""},
                               {"president", "2016-01-01", ""},  // after the last day that is known
                               {"president", "2018-03-15", ""},  // some day of March
                               {"president", "2018-04-01", "person:barzanes-two"},
                               {"leader", "2005-06-01", "person:raphael-hythloday"},
                               {"head-of-state", "2005-06-01", "person:raphael-hythloday"},
                               {"no-such-office", "2005-06-01", ""}}));
    CAPTURE(c.office, c.day);
    CHECK(held_by(lexicon, "state:UTO", c.office, c.day) == c.person);
}

TEST_CASE("an unknown day means the latest holder") {
    const ActorLexicon lexicon = load(small_lexicon());
    const auto person = lexicon.holder(*lexicon.find("state:UTO"), "president", std::nullopt);
    REQUIRE(person);
    CHECK(lexicon.actor(*person).id == "person:barzanes-two");
    CHECK_FALSE(lexicon.holder(*lexicon.find("organization:league"), "president", std::nullopt));
}

TEST_CASE("in an office that several hold nobody succeeds another") {
    const ActorLexicon lexicon = load(small_lexicon());
    CHECK(held_by(lexicon, "organization:league-court", "judge", "2005-06-01") == "");
    CHECK(held_by(lexicon, "organization:league-court", "judge", "2007-06-01") == "person:ademus-one");
}

TEST_CASE("titles and given names are known in the lexicon's own case") {
    const ActorLexicon lexicon = load(small_lexicon());
    REQUIRE(lexicon.title("head of state"));
    CHECK(lexicon.title("head of state")->office == "head-of-state");
    CHECK_FALSE(lexicon.title("President"));
    CHECK(lexicon.longest_title_words() == 3);
    CHECK(lexicon.is_given_name("Raphael"));
    CHECK_FALSE(lexicon.is_given_name("raphael"));
    CHECK(lexicon.longest_name_after("Island") == 13);
    CHECK(lexicon.longest_name_after("League") == 12);
    CHECK(lexicon.longest_name_after("Court") == 0);
}

TEST_CASE("broken data files are refused with the place and what is wrong") {
    struct Case {
        const char *file, *from, *to, *message;
    };
    const auto c = GENERATE(values<Case>({
        {"states.json", "\"kind\": \"state\"", "\"kind\": \"realm\"",
         "states[0] \"UTO\": \"kind\": must be one of state, territory, disputed"},
        {"states.json", "\"former\"", "\"formr\"", "states[0] \"UTO\": unknown member \"formr\""},
        {"states.json", "[\"Utopian\"]", "[\"Utopian\", \"Utopian\"]",
         "adjectives[1]: \"Utopian\" stands there twice"},
        {"states.json", "[\"Utopian\"]", "[\"Utopian \"]", "must not begin or end with a space"},
        {"states.json", "\"president\"", "\"caliph\"", "\"head\": \"caliph\" is no office of offices.json"},
        {"states.json", "amaurot", "atlantis",
         "places.tsv:2: place:atlantis is a capital in states.json, but is no city here"},
        {"states.json", "[\n", "[,\n", "states.json:1:27: Invalid value."},
        {"organizations.json", "league-court", "league", "organization:league is defined twice"},
        {"organizations.json", "\"part_of\": \"league\"", "\"part_of\": \"legue\"",
         "\"part_of\": \"legue\" is no state or organization"},
        {"organizations.json", "\"kind\": \"bloc\"", "\"kind\": \"bloc\", \"country\": \"XYZ\"",
         "organizations[0] \"league\": \"XYZ\" is no country of states.json"},
        {"offices.json", "[\"leader\"]", "[\"president\"]",
         "offices[1] \"leader\": the title \"president\" stands in another office too"},
        {"offices.json", "[\"leader\"]", "[\"Leader\"]", "the title \"Leader\" must be in lower case"},
        {"offices.json", "[\"president\"], \"titles\"", "[\"king\"], \"titles\"",
         "\"also\" names the office \"king\", which is not defined"},
        {"national-bodies.tsv", "\tUTO\t", "\tUT\t",
         "national-bodies.tsv:2: \"UT\" is no country of states.json"},
        {"persons.tsv", "# persons 1", "# people 1",
         "persons.tsv:1: the file must begin with the line \"# persons 1\""},
        {"persons.tsv", "person:ademus-one", "person:Ademus",
         "persons.tsv:4: \"person:Ademus\" is no id of a person"},
        {"persons.tsv", "2001-05-01", "2001-02-30",
         "persons.tsv:3: \"2001-02-30\" is no date such as 2025, 2025-03 or 2025-03-14"},
        {"persons.tsv", "2010-05-01\t\ttest", "2000-05-01\t\ttest",
         "persons.tsv:3: the end 2000-05-01 lies before the begin 2001-05-01"},
        {"persons.tsv", "\tpresident\tUTO\t2001", "\tpresident\tXYZ\t2001",
         "persons.tsv:3: \"XYZ\" is no state or organization"},
        {"persons.tsv", "\tpresident\tUTO\t2001", "\tking\tUTO\t2001",
         "persons.tsv:3: \"king\" is no office"},
        {"persons.tsv", "\t\ttest\n\tjudge", "\ttest\n\tjudge",
         "persons.tsv:5: 6 fields where 7 are expected: (empty), office, institution, begin, end, acting, "
         "source"},
        {"persons.tsv", ">2015-01\t\ttest", ">2015-01\tregent\ttest",
         "persons.tsv:5: \"regent\" must be acting or empty"},
        {"persons.tsv", ">2015-01\t\ttest", ">2015-01\t\t", "persons.tsv:5: the source is missing"},
        {"persons.tsv", "person:raphael-hythloday\tRaphaël Hythloday\tHythloday\tUTO\tThe Traveller\t\n", "",
         "persons.tsv:2: an office stands before the first person"},
        {"persons.tsv", "\tQ7\n", "\t7\n", "persons.tsv:4: \"7\" is no Wikidata id such as Q159"},
        {"persons.tsv", "Ademus One", "Ademus One ", "persons.tsv:4: a space at the edge of \"Ademus One \""},
        {"persons.tsv", "Ademus One", "Ademus \xff", "persons.tsv:4: is not UTF-8"},
        {"persons.tsv", "\tQ7\n", "\tQ7\r\n", "persons.tsv:4: ends in a carriage return"},
        {"office-holders.tsv", "person:ademus-one", "person:ademus-none",
         "office-holders.tsv:2: person:ademus-none is defined in no file read before"},
        {"office-holders.tsv", "person:barzanes-two", "person:raphael-hythloday",
         "office-holders.tsv:4: person:raphael-hythloday is defined twice"},
        {"given-names.tsv", "Raphael\n", "Raphael\nRaphael\n",
         "given-names.tsv:3: \"Raphael\" stands there twice"},
    }));
    CAPTURE(c.file, c.to);
    CHECK_THAT(failure(c.file, c.from, c.to), Catch::Contains(c.message));
}

TEST_CASE("a missing file of the lexicon is named") {
    auto files = small_lexicon();
    files.erase("places.tsv");
    const DataFolder folder;
    write(folder, files);
    CHECK_THROWS_WITH(ActorLexicon::load(folder.path()), Catch::Contains("places.tsv"));
}

namespace {

/// The small lexicon with the user's files on top, in their order.
ActorLexicon load_with(const std::vector<std::string>& user_files) {
    const DataFolder folder, own;
    write(folder, small_lexicon());
    std::vector<std::filesystem::path> paths;
    for (const std::string& text : user_files) {
        const std::string name = std::to_string(paths.size()) + ".tsv";
        own.write(name, text);
        paths.push_back(own.path() / name);
    }
    return ActorLexicon::load(folder.path(), paths);
}

std::vector<std::string> ids_of(const ActorLexicon& lexicon, const char* name) {
    std::vector<std::string> ids;
    for (const ActorName& reading : lexicon.lookup(name)) ids.emplace_back(lexicon.actor(reading.actor).id);
    return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a user's lexicon adds actors, offices and names") {
    const ActorLexicon lexicon =
        load_with({"# persons 1\n"
                   "person:nova-three\tNova Three\tThree|Two\tUTO\t\t\n"
                   "\tpresident\tUTO\t2024-01-01\t\t\tmine\n"
                   "person:raphael-hythloday\n"
                   "\tjudge\tleague-court\t2012\t2013\t\tmine\n",
                   "# names 1\norganization:league\tThe Islanders|Island Bloc\n",
                   R"({"version": 1, "organizations": [{"id": "guild", "name": "Guild of Salt",)"
                   R"( "kind": "union", "part_of": "league"}]})"});
    CHECK(held_by(lexicon, "state:UTO", "president", "2025-01-01") == "person:nova-three");
    CHECK(held_by(lexicon, "state:UTO", "president", "2020-01-01") == "person:barzanes-two");
    CHECK(ids_of(lexicon, "Island Bloc") == Ids{"organization:league"});
    CHECK(ids_of(lexicon, "Island League") == Ids{"organization:league"});
    CHECK(lexicon.actor(*lexicon.part_of(*lexicon.find("organization:guild"))).name == "Island League");
    CHECK(lexicon.holdings(*lexicon.find("person:raphael-hythloday")).size() == 2);
    // The user's person comes first among those of one family name.
    CHECK(lexicon.actor(lexicon.by_family_name("Two")[0]).id == "person:nova-three");
}

TEST_CASE("an actor that a user's lexicon defines again takes the older one's place") {
    const ActorLexicon lexicon =
        load_with({"# persons 1\nperson:ademus-one\tAdemus the First\tFirst\t\t\t\n"
                   "\tpresident\tUTO\t2011-01-01\t2012-01-01\t\tmine\n"});
    const auto person = lexicon.find("person:ademus-one");
    REQUIRE(person);
    CHECK(lexicon.actor(*person).name == "Ademus the First");
    CHECK(lexicon.lookup("Ademus One").empty());
    CHECK(lexicon.by_family_name("Uno").empty());
    CHECK(lexicon.by_family_name("First").size() == 1);
    REQUIRE(lexicon.holdings(*person).size() == 1);
    CHECK(held_by(lexicon, "state:UTO", "president", "2011-06-01") == "person:ademus-one");
    CHECK(held_by(lexicon, "organization:league-court", "judge", "2010-01-01").empty());
    CHECK(lexicon.size() == load_with({}).size());
}

TEST_CASE("an office of one holder is that person's whom a user's lexicon names") {
    const std::string mine =
        "# persons 1\nperson:nova-three\tNova Three\tThree\tUTO\t\t\n"
        "\tpresident\tUTO\t2018-03\t2024-01-01\t\tmine\n"
        "\tjudge\tleague-court\t2000\t\t\tmine\n";
    const ActorLexicon lexicon = load_with({mine});
    CHECK(held_by(lexicon, "state:UTO", "president", "2020-01-01") == "person:nova-three");
    CHECK(held_by(lexicon, "state:UTO", "president", "2024-06-01").empty());
    CHECK(held_by(lexicon, "state:UTO", "president", "2012-01-01") == "person:ademus-one");
    CHECK(lexicon.holdings(*lexicon.find("person:barzanes-two")).size() == 1);
    // Offices of several holders are added to.
    CHECK(lexicon.holdings(*lexicon.find("person:ademus-one")).size() == 3);
}

TEST_CASE("a name means what the last of the user's lexicons says") {
    const std::string first = "# places 1\nplace:utopia-town\tUtopia\ttown\tUTO\t\t\t\n";
    const std::string second = "# names 1\norganization:league\tUtopia\n";
    CHECK(ids_of(load_with({}), "Utopia") == Ids{"state:UTO"});
    CHECK(ids_of(load_with({first}), "Utopia") == Ids{"place:utopia-town"});
    CHECK(ids_of(load_with({first, second}), "Utopia") == Ids{"organization:league"});
    CHECK(ids_of(load_with({second, first}), "Utopia") == Ids{"place:utopia-town"});
    // What the older reading was known by besides stays.
    CHECK(ids_of(load_with({first}), "Utopian") == Ids{"state:UTO"});
}

TEST_CASE("a user's lexicon that breaks a rule is refused with its place") {
    const auto [text, message] = GENERATE(
        std::pair("persons\n", "is no lexicon"), std::pair("", "is no lexicon"),
        std::pair("{\"version\": 1", "0.tsv"), std::pair("{\"version\": 2, \"states\": []}", "version"),
        std::pair("# names 1\nperson:nobody\tNo One\n", "0.tsv:2: person:nobody is defined in no file"),
        std::pair("# names 1\norganization:league\n", "0.tsv:2: 1 fields"),
        std::pair("# persons 1\nperson:a\tA\tA\tXXX\t\t\n", "0.tsv:2: \"XXX\" is no country"),
        std::pair("# places 1\nplace:a\tA\ttown\tUTO\t\t\t\nplace:a\tB\ttown\tUTO\t\t\t\n",
                  "place:a is defined twice"),
        std::pair("{\"version\": 1, \"states\": [{\"id\": \"NEW\", \"name\": \"New\", \"kind\": \"state\","
                  " \"capitals\": [\"nowhere\"]}]}",
                  "the capital place:nowhere"));
    CHECK_THROWS_WITH(load_with({text}), Catch::Contains(message));
}
