#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"
#include "core/knowledge/lexicon_builder.h"

#include <array>

#include <fmt/format.h>

namespace entente {
namespace {

/// Lists of names by the member that holds them.
constexpr std::array<std::pair<const char*, NameKind>, 5> kNameLists = {{{"names", NameKind::name},
                                                                         {"adjectives", NameKind::adjective},
                                                                         {"demonyms", NameKind::demonym},
                                                                         {"metonyms", NameKind::metonym},
                                                                         {"former", NameKind::former}}};

void read_name_lists(const JsonNode& json, std::uint32_t actor, LexiconBuilder& builder) {
    for (const auto& [list, kind] : kNameLists)
        for (const std::string_view surface : json.strings_of(list)) builder.add_name(actor, surface, kind);
}

/// The office whose holder is meant by "its leader" or "its chief".
void read_head(const JsonNode& json, std::uint32_t actor, LexiconBuilder& builder) {
    const auto head = json.optional_member("head");
    if (!head) return;
    const auto office = builder.tables().office_codes.find(head->string());
    if (!office) head->fail(fmt::format("\"{}\" is no office of offices.json", head->string()));
    builder.tables().heads[actor] = *office;
}

std::string_view read_member_of(const JsonNode& json, const char* name,
                                std::initializer_list<std::string_view> known) {
    const JsonNode member = json.member(name);
    for (const std::string_view value : known)
        if (member.string() == value) return value;
    member.fail(fmt::format("must be one of {}", fmt::join(known, ", ")));
}

}  // namespace

void read_states(const std::filesystem::path& file, LexiconBuilder& builder) {
    std::string& text = builder.tables().texts.emplace_back(read_data_file(file));
    const JsonDocument document(file, text, 1);
    const JsonNode root = document.root();
    root.expect_object({"version", "states"});
    const JsonNode states = root.member("states");
    const std::size_t count = states.array_size();
    for (std::size_t i = 0; i < count; ++i) builder.add_country(states.element(i).string_of("id"));

    for (std::size_t i = 0; i < count; ++i) {
        const JsonNode json = states.element(i);
        json.expect_object({"id", "name", "kind", "head", "wikidata", "names", "adjectives", "demonyms",
                            "metonyms", "former", "capitals", "article"});
        Actor actor;
        actor.id = builder.keep("state:", json.string_of("id"));
        actor.type = "state";
        actor.name = json.string_of("name");
        actor.kind = read_member_of(json, "kind", {"state", "territory", "disputed"});
        actor.country = json.string_of("id");
        actor.article = json.flag_of("article", false);
        actor.wikidata = json.optional_string_of("wikidata");
        if (const std::string problem = builder.add_actor(actor); !problem.empty()) json.fail(problem);
        read_name_lists(json, builder.last(), builder);
        read_head(json, builder.last(), builder);
        for (const std::string_view capital : json.strings_of("capitals"))
            builder.add_seat(builder.last(), builder.keep("place:", capital));
    }
}

void read_organizations(const std::filesystem::path& file, LexiconBuilder& builder) {
    std::string& text = builder.tables().texts.emplace_back(read_data_file(file));
    const JsonDocument document(file, text, 1);
    const JsonNode root = document.root();
    root.expect_object({"version", "organizations"});
    const JsonNode organizations = root.member("organizations");
    const std::size_t count = organizations.array_size();

    for (std::size_t i = 0; i < count; ++i) {
        const JsonNode json = organizations.element(i);
        json.expect_object({"id", "name", "kind", "country", "part_of", "head", "wikidata", "names",
                            "adjectives", "demonyms", "metonyms", "former"});
        Actor actor;
        actor.id = builder.keep("organization:", json.string_of("id"));
        actor.type = "organization";
        actor.name = json.string_of("name");
        actor.kind = read_member_of(
            json, "kind",
            {"agency",     "alliance", "armed-group",   "army",      "bank",     "bloc",     "central-bank",
             "company",    "court",    "international", "media",     "ministry", "movement", "ngo",
             "parliament", "party",    "police",        "religious", "security", "sports",   "think-tank",
             "un-agency",  "union",    "university",    "government"});
        actor.country = json.optional_string_of("country");
        actor.wikidata = json.optional_string_of("wikidata");
        if (const std::string problem = builder.add_actor(actor); !problem.empty()) json.fail(problem);
        read_name_lists(json, builder.last(), builder);
        read_head(json, builder.last(), builder);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const JsonNode json = organizations.element(i);
        const auto part_of = json.optional_member("part_of");
        if (!part_of) continue;
        const auto whole = builder.find_institution(part_of->string());
        if (!whole) part_of->fail(fmt::format("\"{}\" is no state or organization", part_of->string()));
        const auto actor = builder.find_institution(json.string_of("id"));
        builder.tables().parts[*actor] = *whole;
    }
}

}  // namespace entente
