#include "core/knowledge/lexicon_builder.h"
#include "core/knowledge/surface.h"
#include "core/model/slug.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>
#include <string>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// The tables of the shipped lexicon, which show what the public interface keeps to itself.
const LexiconTables& shipped_tables() {
    static const std::unique_ptr<LexiconTables> tables = [] {
        auto made = std::make_unique<LexiconTables>();
        LexiconBuilder builder(*made);
        const std::filesystem::path folder = ENTENTE_DATA_DIR "/actors";
        read_offices(folder / "offices.json", builder);
        read_states(folder / "states.json", builder);
        read_organizations(folder / "organizations.json", builder);
        read_national_bodies(folder / "national-bodies.tsv", builder);
        read_persons(folder / "persons.tsv", "persons", builder);
        read_persons(folder / "office-holders.tsv", "office-holders", builder);
        read_places(folder / "places.tsv", builder);
        read_given_names(folder / "given-names.tsv", builder);
        builder.finish();
        return made;
    }();
    return *tables;
}

std::size_t count_of(std::string_view type) {
    return static_cast<std::size_t>(std::count_if(shipped_tables().actors.begin(),
                                                  shipped_tables().actors.end(),
                                                  [&](const Actor& actor) { return actor.type == type; }));
}

}  // namespace

TEST_CASE("the lexicon is large enough for world news") {
    CHECK(count_of("state") >= 249);
    CHECK(count_of("organization") >= 1000);
    CHECK(count_of("person") >= 5000);
    CHECK(count_of("place") >= 4000);
    CHECK(shipped_tables().given_names.size() >= 3000);
    CHECK(shipped_tables().title_surfaces.size() >= 300);
}

TEST_CASE("no surface is a common English word") {
    std::ifstream words(ENTENTE_CASES "/knowledge/common_words.txt");
    REQUIRE(words);
    for (std::string word; std::getline(words, word);) {
        CAPTURE(word);
        CHECK_FALSE(shipped_tables().surfaces.find(word));
        word[0] = static_cast<char>(word[0] - 'a' + 'A');
        CHECK_FALSE(shipped_tables().surfaces.find(word));
    }
}

TEST_CASE("surfaces are in the form in which they are compared") {
    for (std::uint32_t i = 0; i < shipped_tables().surfaces.size(); ++i)
        if (!is_normal_surface(shipped_tables().surfaces.key(i)))
            FAIL_CHECK(shipped_tables().surfaces.key(i));
}

TEST_CASE("a surface has an actor once") {
    for (std::uint32_t i = 0; i < shipped_tables().surfaces.size(); ++i) {
        std::set<std::uint32_t> actors;
        for (const ActorName& name : shipped_tables().names[i])
            if (!actors.insert(name.actor).second) FAIL_CHECK(shipped_tables().surfaces.key(i));
    }
}

TEST_CASE("ids of persons are slugs of their names, but for the number of a namesake") {
    std::size_t others = 0;
    for (const Actor& actor : shipped_tables().actors) {
        if (actor.type != "person") continue;
        const std::string_view rest = actor.id.substr(7);
        if (rest.substr(0, rest.find('~')) != slug(actor.name)) {
            ++others;
            UNSCOPED_INFO(actor.id << " is " << actor.name);
        }
    }
    CHECK(others == 0);
}

TEST_CASE("holdings end after they begin and name known persons and institutions") {
    for (const auto& row : shipped_tables().by_office) {
        const Holding& holding = row.holding;
        CHECK(shipped_tables().actors[holding.person].type == "person");
        const std::string_view type = shipped_tables().actors[holding.institution].type;
        CHECK((type == "state" || type == "organization"));
        if (holding.begin.year && holding.end.year)
            CHECK(holding.begin.first_day() <= holding.end.last_day());
    }
}

TEST_CASE("an office that one person holds has one holder today") {
    for (std::size_t i = 0; i + 1 < shipped_tables().by_office.size(); ++i) {
        const auto& a = shipped_tables().by_office[i];
        for (std::size_t k = i + 1; k < shipped_tables().by_office.size(); ++k) {
            const auto& b = shipped_tables().by_office[k];
            if (a.institution != b.institution || a.office != b.office) break;
            if (shipped_tables().offices[a.office].several || a.holding.end.year || b.holding.end.year)
                continue;
            if (a.holding.person != b.holding.person)
                FAIL_CHECK(shipped_tables().actors[a.holding.person].id
                           << " and " << shipped_tables().actors[b.holding.person].id << ": "
                           << a.holding.office);
        }
    }
}
