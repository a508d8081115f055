#include "core/knowledge/data_file.h"
#include "core/knowledge/lexicon_builder.h"

#include <fmt/format.h>

namespace entente {
namespace {

using Fields = std::vector<std::string_view>;

void expect_fields(const TsvReader& reader, const Fields& fields, std::size_t count, std::string_view names) {
    if (fields.size() != count)
        reader.fail(fmt::format("{} fields where {} are expected: {}", fields.size(), count, names));
}

void add_names(std::string_view list, NameKind kind, LexiconBuilder& builder) {
    ListField names(list);
    for (std::string_view name; names.next(name);)
        if (!name.empty()) builder.add_name(builder.last(), name, kind);
}

void add_actor(const TsvReader& reader, const Actor& actor, LexiconBuilder& builder) {
    if (const std::string problem = builder.add_actor(actor); !problem.empty()) reader.fail(problem);
}

Date read_date(const TsvReader& reader, std::string_view text) {
    const auto date = Date::parse(text);
    if (!date || text.size() > 10)
        reader.fail(fmt::format("\"{}\" is no date such as 2025, 2025-03 or 2025-03-14", text));
    return *date;
}

/// The person's row: id, name, family names, country, aliases, Wikidata id. A row of the id alone goes on
/// with a person of an earlier file.
std::uint32_t read_person(const TsvReader& reader, const Fields& fields, std::string_view kind,
                          LexiconBuilder& builder) {
    if (fields.size() == 1) {
        const auto person = builder.find(fields[0]);
        if (!person) reader.fail(fmt::format("{} is defined in no file read before", fields[0]));
        return *person;
    }
    expect_fields(reader, fields, 6, "id, name, family names, country, aliases, Wikidata id");
    Actor actor;
    actor.id = fields[0];
    actor.type = "person";
    actor.name = fields[1];
    actor.kind = kind;
    actor.country = fields[3];
    actor.wikidata = fields[5];
    add_actor(reader, actor, builder);
    const std::uint32_t person = builder.last();
    ListField surnames(fields[2]);
    for (std::string_view surname; surnames.next(surname);) builder.add_family_name(person, surname);
    add_names(fields[4], NameKind::name, builder);
    return person;
}

/// A holding's row, which starts with a tab: office, institution, begin, end, "acting" or nothing, source.
void read_holding(const TsvReader& reader, const Fields& fields, std::uint32_t person,
                  LexiconBuilder& builder) {
    expect_fields(reader, fields, 7, "(empty), office, institution, begin, end, acting, source");
    const LexiconTables& tables = builder.tables();
    const auto office = tables.office_codes.find(fields[1]);
    if (!office) reader.fail(fmt::format("\"{}\" is no office of offices.json", fields[1]));
    const auto institution = builder.find_institution(fields[2]);
    if (!institution) reader.fail(fmt::format("\"{}\" is no state or organization", fields[2]));

    Holding holding;
    holding.person = person;
    holding.institution = *institution;
    holding.office = tables.office_codes.key(*office);
    if (!fields[3].empty()) holding.begin = read_date(reader, fields[3]);
    std::string_view end = fields[4];
    holding.at_least = !end.empty() && end.front() == '>';
    if (holding.at_least) end.remove_prefix(1);
    if (!end.empty()) holding.end = read_date(reader, end);
    if (holding.begin.year && holding.end.year && holding.end.last_day() < holding.begin.first_day())
        reader.fail(fmt::format("the end {} lies before the begin {}", fields[4], fields[3]));
    if (!fields[5].empty() && fields[5] != "acting")
        reader.fail(fmt::format("\"{}\" must be acting or empty", fields[5]));
    holding.acting = !fields[5].empty();
    if (fields[6].empty()) reader.fail("the source is missing");
    builder.add_holding(holding, *office);
}

}  // namespace

void read_persons(const std::filesystem::path& file, std::string_view name, LexiconBuilder& builder) {
    const std::string& text = builder.tables().texts.emplace_back(read_data_file(file));
    TsvReader reader(file, text, name, 1);
    // Those kept by hand are in the news; the rest are known for the offices that they held.
    const std::string_view kind = name == "persons" ? "public-figure" : "office-holder";
    std::uint32_t person = kNoNumber;
    for (Fields fields; reader.next(fields);) {
        if (!fields[0].empty()) {
            person = read_person(reader, fields, kind, builder);
        } else {
            if (person == kNoNumber) reader.fail("an office stands before the first person");
            read_holding(reader, fields, person, builder);
        }
    }
}

void read_national_bodies(const std::filesystem::path& file, LexiconBuilder& builder) {
    const std::string& text = builder.tables().texts.emplace_back(read_data_file(file));
    TsvReader reader(file, text, "national-bodies", 1);
    for (Fields fields; reader.next(fields);) {
        expect_fields(reader, fields, 5, "id, name, kind, country, aliases");
        Actor actor;
        actor.id = fields[0];
        actor.type = "organization";
        actor.name = fields[1];
        actor.kind = fields[2];
        actor.country = fields[3];
        add_actor(reader, actor, builder);
        add_names(fields[4], NameKind::name, builder);
    }
}

void read_places(const std::filesystem::path& file, LexiconBuilder& builder) {
    const std::string& text = builder.tables().texts.emplace_back(read_data_file(file));
    TsvReader reader(file, text, "places", 1);
    for (Fields fields; reader.next(fields);) {
        expect_fields(reader, fields, 7, "id, name, kind, country, aliases, adjectives, demonyms");
        Actor actor;
        actor.id = fields[0];
        actor.type = "place";
        actor.name = fields[1];
        actor.kind = fields[2];
        actor.country = fields[3];
        add_actor(reader, actor, builder);
        add_names(fields[4], NameKind::name, builder);
        add_names(fields[5], NameKind::adjective, builder);
        add_names(fields[6], NameKind::demonym, builder);
        if (actor.kind != "city") continue;
        for (const std::uint32_t state : builder.states_seated_in(actor.id)) {
            builder.add_name(state, actor.name, NameKind::metonym);
            ListField aliases(fields[4]);
            for (std::string_view alias; aliases.next(alias);)
                builder.add_name(state, alias, NameKind::metonym);
        }
    }
    if (const std::string_view missing = builder.missing_seat(); !missing.empty())
        reader.fail(fmt::format("{} is a capital in states.json, but is no city here", missing));
}

void read_given_names(const std::filesystem::path& file, LexiconBuilder& builder) {
    const std::string& text = builder.tables().texts.emplace_back(read_data_file(file));
    TsvReader reader(file, text, "given-names", 1);
    for (Fields fields; reader.next(fields);) {
        expect_fields(reader, fields, 1, "one name a line");
        if (!builder.tables().given_names.add(fields[0]).second && builder.layer() == 0)
            reader.fail(fmt::format("\"{}\" stands there twice", fields[0]));
    }
}

}  // namespace entente
