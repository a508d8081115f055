#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"
#include "core/knowledge/lexicon_builder.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::array<std::pair<std::string_view, TitleKind>, 6> kKinds = {
    {{"office", TitleKind::office},
     {"representative", TitleKind::representative},
     {"member", TitleKind::member},
     {"kin", TitleKind::kin},
     {"rank", TitleKind::rank},
     {"honorific", TitleKind::honorific}}};

TitleKind read_kind(const JsonNode& json) {
    const JsonNode kind = json.member("kind");
    for (const auto& [name, value] : kKinds)
        if (kind.string() == name) return value;
    kind.fail("must be one of office, representative, member, kin, rank, honorific");
}

void read_titles(const JsonNode& json, const Title& title, LexiconTables& tables) {
    for (const std::string_view surface : json.strings_of("titles")) {
        if (std::any_of(surface.begin(), surface.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            json.fail(fmt::format("the title \"{}\" must be in lower case", surface));
        if (!tables.title_surfaces.add(surface).second)
            json.fail(fmt::format("the title \"{}\" stands in another office too", surface));
        tables.titles.push_back(title);
        const auto words = 1 + static_cast<std::size_t>(std::count(surface.begin(), surface.end(), ' '));
        tables.longest_title_words = std::max(tables.longest_title_words, words);
    }
}

}  // namespace

void read_offices(const std::filesystem::path& file, LexiconBuilder& builder) {
    LexiconTables& tables = builder.tables();
    std::string& text = tables.texts.emplace_back(read_data_file(file));
    const JsonDocument document(file, text, 1);
    const JsonNode root = document.root();
    root.expect_object({"version", "offices"});
    const JsonNode offices = root.member("offices");

    for (std::size_t i = 0, n = offices.array_size(); i < n; ++i) {
        const JsonNode json = offices.element(i);
        json.expect_object({"code", "kind", "titles", "also", "several", "head", "personal", "local"});
        const std::string_view code = json.string_of("code");
        if (!tables.office_codes.add(code).second) json.fail("is defined twice");
        Office& office = tables.offices.emplace_back();
        office.several = json.flag_of("several", false);
        office.head = json.flag_of("head", false);
        const Title title{code, read_kind(json), json.flag_of("personal", false),
                          json.flag_of("local", false)};
        read_titles(json, title, tables);
    }
    for (std::size_t i = 0, n = offices.array_size(); i < n; ++i) {
        const JsonNode json = offices.element(i);
        for (const std::string_view other : json.strings_of("also")) {
            const auto number = tables.office_codes.find(other);
            if (!number)
                json.fail(fmt::format("\"also\" names the office \"{}\", which is not defined", other));
            tables.offices[i].also.push_back(*number);
        }
    }
}

}  // namespace entente
