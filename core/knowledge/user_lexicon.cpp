#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"
#include "core/knowledge/lexicon_builder.h"
#include "core/model/error.h"

#include <array>

#include <fmt/format.h>

namespace entente {
namespace {

using Reader = void (*)(const std::filesystem::path&, LexiconBuilder&);

void read_names(const std::filesystem::path& file, LexiconBuilder& builder) {
    const std::string& text = builder.tables().texts.emplace_back(read_data_file(file));
    TsvReader reader(file, text, "names", 1);
    for (std::vector<std::string_view> fields; reader.next(fields);) {
        if (fields.size() != 2)
            reader.fail(fmt::format("{} fields where 2 are expected: id, names", fields.size()));
        const auto actor = builder.find(fields[0]);
        if (!actor) reader.fail(fmt::format("{} is defined in no file read before", fields[0]));
        ListField names(fields[1]);
        for (std::string_view name; names.next(name);)
            if (!name.empty()) builder.add_name(*actor, name, NameKind::name);
    }
}

void read_user_states(const std::filesystem::path& file, LexiconBuilder& builder) {
    read_states(file, builder);
    if (const std::string_view missing = builder.missing_seat(); !missing.empty())
        throw Error(ErrorKind::data, fmt::format("{}: the capital {} is no place of a file read before",
                                                 shown_path(file), missing));
}

constexpr std::array<std::pair<std::string_view, Reader>, 5> kTables = {{
    {"# persons 1", [](const auto& file, auto& builder) { read_persons(file, "persons", builder); }},
    {"# national-bodies 1", read_national_bodies},
    {"# places 1", read_places},
    {"# names 1", read_names},
    {"# given-names 1", read_given_names},
}};

}  // namespace

void read_user_lexicon(const std::filesystem::path& file, LexiconBuilder& builder) {
    std::string text = read_data_file(file);
    const std::string_view first = std::string_view(text).substr(0, text.find('\n'));
    for (const auto& [header, read] : kTables)
        if (first == header) return read(file, builder);

    if (const std::size_t begin = text.find_first_not_of(" \t\r\n");
        begin != std::string::npos && text[begin] == '{') {
        const JsonDocument document(file, text, 1);
        if (document.root().optional_member("states")) return read_user_states(file, builder);
        return read_organizations(file, builder);
    }
    std::string headers;
    for (const auto& [header, read] : kTables) headers += fmt::format("\"{}\", ", header);
    throw Error(ErrorKind::data,
                fmt::format("{}:1: is no lexicon: the first line must be one of {}or the file JSON as "
                            "organizations.json",
                            shown_path(file), headers));
}

}  // namespace entente
