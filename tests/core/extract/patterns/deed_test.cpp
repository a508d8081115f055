#include "core/extract/patterns/deed.h"

#include "tests/core/extract/read_text.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// The deeds of a text's first sentence, as "type: sources > targets"; without ">" where it is mutual.
std::vector<std::string> deeds_in(const std::string& text, bool event_coding) {
    const ReadText read(text);
    const DeedReader reader(read.grammar, test_resources(), event_coding);
    const auto names = [&](const std::vector<Argument>& side) {
        std::string all;
        for (const Argument& a : side) all += " " + read.entities.all[a.entity].name;
        return all;
    };
    std::vector<std::string> found;
    for (const TriggerMatch& match : match_triggers(read.grammar, test_resources(), 0))
        if (const auto deed = reader.read(match); deed && deed->has_two_sides())
            found.push_back(deed->type().name + ":" + names(deed->sources) +
                            (deed->mutual ? "" : " >" + names(deed->targets)));
    return found;
}

struct DeedCase {
    const char* text;
    std::vector<std::string> deeds;
    bool event_coding = false;
};

}  // namespace

TEST_CASE("a deed's sides are who is involved, and not where it is or who only comes from there", "[trees]") {
    const std::vector<DeedCase> cases = {
        {"Russia attacked Ukraine.", {"attacks: Russia > Ukraine"}},
        {"Ukraine said that Russia attacked Kharkiv.", {"attacks: Russia > Ukraine"}},
        {"Russia and Ukraine held talks in Geneva.", {"negotiates-with: Russia Ukraine"}},
        {"France announced a ceasefire between Russia and Ukraine.", {"agrees-with: Russia Ukraine"}},
        {"Iran condemned the killing of Israelis by Hamas.", {"accuses: Iran > Hamas"}},
        {"Peru met French tourists.", {}},
    };
    for (const DeedCase& c : cases) {
        INFO(c.text);
        const std::vector<std::string> found = deeds_in(c.text, c.event_coding);
        for (const std::string& deed : c.deeds) CHECK_THAT(found, Catch::VectorContains(deed));
        if (c.deeds.empty()) CHECK(found.empty());
    }
}

TEST_CASE("a trigger without a source is no deed with two sides", "[trees]") {
    CHECK(deeds_in("Ukraine was attacked.", false).empty());
}
