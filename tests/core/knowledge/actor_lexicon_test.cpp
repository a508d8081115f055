#include "core/knowledge/actor_lexicon.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const ActorLexicon& shipped() {
    static const ActorLexicon lexicon = ActorLexicon::load(ENTENTE_DATA_DIR "/actors");
    return lexicon;
}

std::vector<std::string> readings(std::string_view surface, NameKind kind) {
    std::vector<std::string> out;
    for (const ActorName& name : shipped().lookup(surface))
        if (name.kind == kind) out.emplace_back(shipped().actor(name.actor).id);
    return out;
}

std::string held_by(const char* institution, const char* office, const char* day) {
    const auto actor = shipped().find(institution);
    REQUIRE(actor);
    const auto date = std::string_view(day).empty() ? std::nullopt : Date::parse(day);
    const auto person = shipped().holder(*actor, office, date);
    return person ? std::string(shipped().actor(*person).id) : "";
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("news names mean their actors") {
    struct Case {
        const char* surface;
        NameKind kind;
        Ids ids;
    };
    const auto c = GENERATE(values<Case>({
        {"Russia", NameKind::name, {"state:RUS"}},
        {"U.S.", NameKind::name, {"state:USA"}},
        {"America", NameKind::name, {"state:USA"}},
        {"South Korea", NameKind::name, {"state:KOR"}},
        {"Türkiye", NameKind::name, {"state:TUR"}},
        {"Turkiye", NameKind::name, {"state:TUR"}},
        {"the Netherlands", NameKind::name, {"state:NLD"}},
        {"Russian", NameKind::adjective, {"state:RUS"}},
        {"Congolese", NameKind::adjective, {"state:COD", "state:COG"}},
        {"Kurdish", NameKind::adjective, {"place:kurdistan"}},
        {"Britons", NameKind::demonym, {"state:GBR"}},
        {"Palestinians", NameKind::demonym, {"state:PSE"}},
        {"Frenchmen", NameKind::demonym, {"state:FRA"}},
        {"the Kremlin", NameKind::metonym, {"state:RUS"}},
        {"White House", NameKind::metonym, {"state:USA"}},
        {"Downing Street", NameKind::metonym, {"state:GBR"}},
        {"the Élysée", NameKind::metonym, {"state:FRA"}},
        {"Moscow", NameKind::metonym, {"state:RUS"}},
        {"Moscow", NameKind::name, {"place:moscow"}},
        {"Kiev", NameKind::metonym, {"state:UKR"}},
        {"Washington", NameKind::metonym, {"state:USA"}},
        {"Burma", NameKind::former, {"state:MMR"}},
        {"Swaziland", NameKind::former, {"state:SWZ"}},
        {"Georgia", NameKind::name, {"state:GEO", "place:georgia-us-state"}},
        {"NATO", NameKind::name, {"organization:nato"}},
        {"European Union", NameKind::name, {"organization:european-union"}},
        {"Europe", NameKind::name, {"organization:europe"}},
        {"European", NameKind::adjective, {"organization:europe"}},
        {"IDF", NameKind::name, {"organization:israel-defense-forces"}},
        {"ICE", NameKind::name, {"organization:ice"}},
        {"Republicans", NameKind::demonym, {"organization:republican-party"}},
        {"Houthi", NameKind::adjective, {"organization:houthis"}},
        {"Turkish Foreign Ministry", NameKind::name, {"organization:turkish-foreign-ministry"}},
        {"Kenya's foreign ministry", NameKind::name, {"organization:kenyan-foreign-ministry"}},
        {"Vladimir Putin", NameKind::name, {"person:vladimir-putin"}},
        {"Volodymyr Zelensky", NameKind::name, {"person:volodymyr-zelenskyy"}},
        {"Recep Tayyip Erdogan", NameKind::name, {"person:recep-tayyip-erdogan"}},
        {"Kim Jong-un", NameKind::name, {"person:kim-jong-un"}},
        {"Geneva", NameKind::name, {"place:geneva"}},
        {"Strait of Hormuz", NameKind::name, {"place:strait-of-hormuz"}},
    }));
    CAPTURE(c.surface);
    CHECK(readings(c.surface, c.kind) == c.ids);
}

TEST_CASE("a city-state is one state and one place") {
    CHECK(readings("Singapore", NameKind::name) == Ids{"state:SGP", "place:singapore"});
    CHECK(readings("Singapore", NameKind::metonym).empty());
}

TEST_CASE("curly quotes, dashes and odd spaces make no difference") {
    CHECK(shipped().lookup("Côte d\u2019Ivoire").size() == 1);
    CHECK(shipped().lookup("Guinea\u2013Bissau").size() == 1);
    CHECK(shipped().lookup("  South\u00a0Korea\n").size() == 1);
    CHECK(shipped().lookup("South\x18Korea\x01").size() == 1);
}

TEST_CASE("well-known persons are known by their family names") {
    struct Case {
        const char *surname, *id;
    };
    const auto c = GENERATE(values<Case>({{"Putin", "person:vladimir-putin"},
                                          {"Trump", "person:donald-trump"},
                                          {"Zelensky", "person:volodymyr-zelenskyy"},
                                          {"Zelenskyy", "person:volodymyr-zelenskyy"},
                                          {"von der Leyen", "person:ursula-von-der-leyen"},
                                          {"Erdogan", "person:recep-tayyip-erdogan"},
                                          {"Xi", "person:xi-jinping"},
                                          {"Witkoff", "person:steve-witkoff"},
                                          {"Ushakov", "person:yuri-ushakov"},
                                          {"Maduro", "person:nicolas-maduro"}}));
    CAPTURE(c.surname);
    const auto bearers = shipped().by_family_name(c.surname);
    REQUIRE_FALSE(bearers.empty());
    CHECK(shipped().actor(bearers[0]).id == c.id);
}

TEST_CASE("offices change hands") {
    struct Case {
        const char *institution, *office, *day, *person;
    };
    const auto c = GENERATE(values<Case>({
        {"state:USA", "president", "2016-06-01", "person:barack-obama"},
        {"state:USA", "president", "2020-06-01", "person:donald-trump"},
        {"state:USA", "president", "2023-06-01", "person:joe-biden"},
        {"state:USA", "president", "2025-12-05", "person:donald-trump"},
        {"state:USA", "president", "2025-01-20", ""},
        {"state:USA", "president", "", "person:donald-trump"},
        {"state:USA", "foreign-minister", "2025-12-05", "person:marco-rubio"},
        {"state:USA", "secretary-of-state", "2022-12-05", "person:antony-blinken"},
        {"state:USA", "defence-minister", "2025-12-05", "person:pete-hegseth"},
        {"state:GBR", "prime-minister", "2015-01-01", "person:david-cameron"},
        {"state:GBR", "prime-minister", "2018-01-01", "person:theresa-may"},
        {"state:GBR", "prime-minister", "2022-10-01", "person:liz-truss"},
        {"state:GBR", "prime-minister", "2023-01-01", "person:rishi-sunak"},
        {"state:GBR", "foreign-secretary", "2025-12-05", "person:yvette-cooper"},
        {"state:RUS", "president", "2010-01-01", "person:dmitry-medvedev"},
        {"state:RUS", "president", "2024-01-01", "person:vladimir-putin"},
        {"state:RUS", "leader", "2024-01-01", "person:vladimir-putin"},
        {"state:UKR", "president", "2013-01-01", "person:viktor-yanukovych"},
        {"state:UKR", "president", "2016-01-01", "person:petro-poroshenko"},
        {"state:UKR", "president", "2025-12-05", "person:volodymyr-zelenskyy"},
        {"state:UKR", "foreign-minister", "2025-12-05", "person:andrii-sybiha"},
        {"state:DEU", "chancellor", "2010-01-01", "person:angela-merkel"},
        {"state:DEU", "prime-minister", "2025-12-05", "person:friedrich-merz"},
        {"state:FRA", "president", "2025-12-05", "person:emmanuel-macron"},
        {"state:IRN", "leader", "2025-06-14", "person:ali-khamenei"},
        {"state:JPN", "prime-minister", "2025-12-05", "person:sanae-takaichi"},
        {"state:IND", "foreign-minister", "2024-05-05", "person:s-jaishankar"},
        {"organization:nato", "secretary-general", "2010-01-01", "person:anders-fogh-rasmussen"},
        {"organization:nato", "secretary-general", "2020-01-01", "person:jens-stoltenberg"},
        {"organization:nato", "head", "2025-01-01", "person:mark-rutte"},
        {"organization:un", "secretary-general", "2005-01-01", "person:kofi-annan"},
        {"organization:iaea", "leader", "2025-01-01", "person:rafael-grossi"},
        {"organization:nato", "mayor", "2025-01-01", ""},
        {"organization:g7", "leader", "2025-01-01", ""},
    }));
    CAPTURE(c.institution, c.office, c.day);
    CHECK(held_by(c.institution, c.office, c.day) == c.person);
}

TEST_CASE("titles say what office, kinship or courtesy they mean") {
    struct Case {
        const char *surface, *office;
        TitleKind kind;
    };
    const auto c = GENERATE(values<Case>({{"president", "president", TitleKind::office},
                                          {"prime minister", "prime-minister", TitleKind::office},
                                          {"foreign minister", "foreign-minister", TitleKind::office},
                                          {"defense secretary", "defence-minister", TitleKind::office},
                                          {"treasury secretary", "finance-minister", TitleKind::office},
                                          {"secretary-general", "secretary-general", TitleKind::office},
                                          {"chief", "head", TitleKind::office},
                                          {"special envoy", "envoy", TitleKind::representative},
                                          {"spokeswoman", "spokesperson", TitleKind::representative},
                                          {"mp", "lawmaker", TitleKind::member},
                                          {"senator", "lawmaker", TitleKind::member},
                                          {"son-in-law", "son-in-law", TitleKind::kin},
                                          {"gen.", "rank", TitleKind::rank},
                                          {"mr", "honorific", TitleKind::honorific}}));
    CAPTURE(c.surface);
    const Title* title = shipped().title(c.surface);
    REQUIRE(title);
    CHECK(title->office == c.office);
    CHECK(title->kind == c.kind);
}

TEST_CASE("words that say no office are no titles") {
    for (const char* word : {"activist", "lawyer", "candidate", "the", "farmer"}) {
        CAPTURE(word);
        CHECK(shipped().title(word) == nullptr);
    }
}

TEST_CASE("bodies know the body that they belong to") {
    const auto commission = shipped().find("organization:european-commission");
    REQUIRE(commission);
    CHECK(shipped().part_of(*commission) == shipped().find("organization:european-union"));
}

TEST_CASE("common first names are given names and common words are not") {
    for (const char* name : {"Steve", "Yevgeny", "Angela", "Mohammed", "Narendra", "Ursula"}) {
        CAPTURE(name);
        CHECK(shipped().is_given_name(name));
    }
    for (const char* word : {"The", "President", "Monday", "steve", ""}) {
        CAPTURE(word);
        CHECK_FALSE(shipped().is_given_name(word));
    }
}

TEST_CASE("unknown names have no reading") {
    for (const char* surface : {"", " ", "the", "The", "Qwertyuiop", "russia", "the Qwertyuiop"}) {
        CAPTURE(surface);
        CHECK(shipped().lookup(surface).empty());
    }
    CHECK(shipped().by_family_name("Qwertyuiop").empty());
    CHECK_FALSE(shipped().find("person:nobody"));
}
