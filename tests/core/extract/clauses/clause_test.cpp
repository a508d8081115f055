#include "core/extract/clauses/clause_date.h"
#include "core/extract/clauses/clause_status.h"
#include "tests/core/extract/read_text.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

struct StatusCase {
    const char* text;
    const char* verb;
    bool negated;
    Modality modality;
};

struct SubjectCase {
    const char* text;
    const char* verb;
    const char* subject;  ///< "" for nobody
};

}  // namespace

TEST_CASE("auxiliaries, adverbs and the clauses above say how a deed is meant", "[trees]") {
    const std::vector<StatusCase> cases = {
        {"Russia attacked Ukraine.", "attacked", false, Modality::actual},
        {"Russia did not attack Ukraine.", "attack", true, Modality::actual},
        {"Russia no longer supports Iran.", "supports", false, Modality::ended},
        {"Russia will attack Ukraine.", "attack", false, Modality::planned},
        {"Russia may attack Ukraine.", "attack", false, Modality::possible},
        {"Russia must attack Ukraine.", "attack", false, Modality::demanded},
        {"Russia is going to attack Ukraine.", "attack", false, Modality::planned},
        {"Russia refused to attack Ukraine.", "attack", true, Modality::actual},
        {"Russia plans to attack Ukraine.", "attack", false, Modality::planned},
        {"Russia did not threaten to attack Ukraine.", "attack", true, Modality::planned},
        {"Nobody attacked Ukraine.", "attacked", true, Modality::actual},
    };
    for (const StatusCase& c : cases) {
        INFO(c.text);
        const ReadText read(c.text);
        const std::uint32_t verb = read.token(c.verb);
        const ClauseStatus status = clause_status(read.grammar, verb, verb, test_resources().cues);
        CHECK(status.negated == c.negated);
        CHECK(status.modality == c.modality);
    }
}

TEST_CASE("who reports a deed is known, also where it is a charge", "[trees]") {
    for (const char* text :
         {"Ukraine said that Russia attacked Poland.", "Ukraine accused Russia of attacking Poland."}) {
        INFO(text);
        const ReadText read(text);
        const std::uint32_t verb = read.token(
            std::string_view(text).find("attacking") != std::string_view::npos ? "attacking" : "attacked");
        const ClauseStatus status = clause_status(read.grammar, verb, verb, test_resources().cues);
        REQUIRE(status.attribution != kNone);
        CHECK(read.entities.all[status.attribution].name == "Ukraine");
    }
}

TEST_CASE("a verb without a subject takes that of a clause or noun above", "[trees]") {
    const std::vector<SubjectCase> cases = {
        {"Russia shelled Ukraine.", "shelled", "Russia"},
        {"Ukraine was shelled by Russia.", "shelled", "Russia"},
        {"Ukraine was shelled.", "shelled", ""},
        {"Russia condemned the attack and expelled two envoys.", "expelled", "Russia"},
        {"Poland called on Russia to sign the treaty.", "sign", "Russia"},
        {"Poland urged Russia to sign the treaty.", "sign", "Russia"},
        {"Poland promised Russia to sign the treaty.", "sign", "Poland"},
        {"Russia is expected to sign the treaty.", "sign", "Russia"},
        {"Poland accused Russia of shelling the city.", "shelling", "Russia"},
        {"Poland criticised Russia's decision to leave the treaty.", "leave", "Russia"},
    };
    for (const SubjectCase& c : cases) {
        INFO(c.text);
        const ReadText read(c.text);
        const auto subjects = read.grammar.subjects(read.token(c.verb));
        const std::string found = subjects.empty() ? "" : std::string(read.document.form(subjects.front()));
        CHECK(found == c.subject);
    }
}

TEST_CASE("a deed is dated by the date nearest to it, else by the article's day", "[trees]") {
    const ReadText read("Russia attacked Ukraine on 3 December 2025. Ukraine replied.");
    const auto dates = find_dates(read.document.text(), 0, 8, read.document.day());
    CHECK(clause_date(read.document, read.token("attacked"), dates) == "2025-12-03");
    CHECK(clause_date(read.document, read.token("replied"), {}) == "2025-12-05");
}
