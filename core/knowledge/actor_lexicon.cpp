#include "core/knowledge/actor_lexicon.h"

#include "core/knowledge/lexicon_builder.h"
#include "core/knowledge/surface.h"

#include <algorithm>
#include <utility>

namespace entente {
namespace {

/// How surely a person held an office on a day.
enum class Held { no, perhaps, yes };

Held held_on(const Holding& holding, const Date& day) {
    const Date first = day.first_day(), last = day.last_day();
    const bool has_end = holding.end.year != 0;
    if (holding.begin.year && last < holding.begin.first_day()) return Held::no;
    if (has_end && !holding.at_least && holding.end.last_day() < first) return Held::no;
    const bool surely_begun = holding.begin.year && holding.begin.last_day() <= first;
    const bool surely_there = !has_end || last <= holding.end.first_day();
    return surely_begun && surely_there ? Held::yes : Held::perhaps;
}

using Row = LexiconTables::InstitutionOffice;

/// Drops those whose end is open or unknown where somebody else came after them: an office that one person
/// holds passes on.
void drop_succeeded(std::vector<const Row*>& rows) {
    const auto succeeded = [&](const Row* row) {
        const bool open = row->holding.end.year == 0 || row->holding.at_least;
        return open && std::any_of(rows.begin(), rows.end(), [&](const Row* other) {
                   return other->holding.person != row->holding.person &&
                          row->holding.begin < other->holding.begin;
               });
    };
    std::vector<const Row*> kept;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept),
                 [&](const Row* row) { return !succeeded(row); });
    rows = std::move(kept);
}

std::optional<std::uint32_t> only_holder(std::span<const Row> rows, bool several, const Date& day) {
    std::vector<const Row*> possible;
    for (const Row& row : rows)
        if (held_on(row.holding, day) != Held::no) possible.push_back(&row);
    if (!several) drop_succeeded(possible);
    std::optional<std::uint32_t> person;
    bool sure = false;
    for (const Row* row : possible) {
        if (person && *person != row->holding.person) return std::nullopt;
        person = row->holding.person;
        sure = sure || held_on(row->holding, day) == Held::yes;
    }
    return sure ? person : std::nullopt;
}

std::optional<std::uint32_t> latest_holder(std::span<const Row> rows, bool several) {
    if (rows.empty()) return std::nullopt;
    const Holding& last = rows.back().holding;
    const auto current =
        std::count_if(rows.begin(), rows.end(), [](const Row& row) { return row.holding.end.year == 0; });
    if (several && current != 1) return std::nullopt;
    return last.person;
}

}  // namespace

struct ActorLexicon::Data : LexiconTables {
    std::span<const Row> held(std::uint32_t institution, std::uint32_t office) const {
        const auto key = std::pair(institution, office);
        const auto [first, last] = std::equal_range(by_office.begin(), by_office.end(), key, KeyOrder{});
        return {by_office.data() + (first - by_office.begin()),
                by_office.data() + (last - by_office.begin())};
    }

    struct KeyOrder {
        using Key = std::pair<std::uint32_t, std::uint32_t>;
        bool operator()(const Row& row, const Key& key) const {
            return Key(row.institution, row.office) < key;
        }
        bool operator()(const Key& key, const Row& row) const {
            return key < Key(row.institution, row.office);
        }
    };
};

ActorLexicon::ActorLexicon(std::unique_ptr<Data> data) : data_(std::move(data)) {}
ActorLexicon::ActorLexicon(ActorLexicon&&) noexcept = default;
ActorLexicon& ActorLexicon::operator=(ActorLexicon&&) noexcept = default;
ActorLexicon::~ActorLexicon() = default;

ActorLexicon ActorLexicon::load(const std::filesystem::path& folder,
                                std::span<const std::filesystem::path> user_files) {
    auto data = std::make_unique<Data>();
    LexiconBuilder builder(*data);
    read_offices(folder / "offices.json", builder);
    read_states(folder / "states.json", builder);
    read_organizations(folder / "organizations.json", builder);
    read_national_bodies(folder / "national-bodies.tsv", builder);
    read_persons(folder / "persons.tsv", "persons", builder);
    read_persons(folder / "office-holders.tsv", "office-holders", builder);
    read_places(folder / "places.tsv", builder);
    read_given_names(folder / "given-names.tsv", builder);
    for (const std::filesystem::path& file : user_files) {
        builder.begin_layer();
        read_user_lexicon(file, builder);
    }
    builder.finish();
    return ActorLexicon(std::move(data));
}

std::size_t ActorLexicon::size() const {
    return data_->actors.size();
}

const Actor& ActorLexicon::actor(std::uint32_t index) const {
    return data_->actors[index];
}

std::optional<std::uint32_t> ActorLexicon::find(std::string_view id) const {
    return data_->ids.find(id);
}

std::span<const ActorName> ActorLexicon::lookup(std::string_view surface) const {
    if (!is_normal_surface(surface)) return lookup(normalize_surface(surface));
    if (const auto number = data_->surfaces.find(surface)) return data_->names[*number];
    // "the Kremlin" is "Kremlin"; names that keep their article ("The Hague") were found above.
    if (surface.size() > 4 && (surface[0] == 't' || surface[0] == 'T') && surface.substr(1, 3) == "he ")
        if (const auto number = data_->surfaces.find(surface.substr(4))) return data_->names[*number];
    return {};
}

std::size_t ActorLexicon::longest_name_after(std::string_view word) const {
    const auto number = is_normal_surface(word) ? data_->first_words.find(word)
                                                : data_->first_words.find(normalize_surface(word));
    return number ? data_->longest_names[*number] : 0;
}

std::span<const std::uint32_t> ActorLexicon::by_family_name(std::string_view surname) const {
    const auto number = is_normal_surface(surname) ? data_->families.find(surname)
                                                   : data_->families.find(normalize_surface(surname));
    return number ? data_->bearers[*number] : std::span<const std::uint32_t>();
}

bool ActorLexicon::is_given_name(std::string_view word) const {
    return data_->given_names.find(word).has_value();
}

const Title* ActorLexicon::title(std::string_view lower_case_surface) const {
    const auto number = data_->title_surfaces.find(lower_case_surface);
    return number ? &data_->titles[*number] : nullptr;
}

std::size_t ActorLexicon::longest_title_words() const {
    return data_->longest_title_words;
}

std::optional<std::uint32_t> ActorLexicon::holder(std::uint32_t institution, std::string_view office,
                                                  std::optional<Date> day) const {
    auto number = data_->office_codes.find(office);
    if (!number) return std::nullopt;
    if (data_->offices[*number].head) {
        number = data_->heads[institution];
        if (*number == kNoNumber) return std::nullopt;
    }
    const auto ask = [&](std::uint32_t code) {
        const std::span<const Row> rows = data_->held(institution, code);
        const bool several = data_->offices[code].several;
        return day ? only_holder(rows, several, *day) : latest_holder(rows, several);
    };
    if (!data_->held(institution, *number).empty()) return ask(*number);
    for (const std::uint32_t other : data_->offices[*number].also)
        if (!data_->held(institution, other).empty()) return ask(other);
    return std::nullopt;
}

std::span<const Holding> ActorLexicon::holdings(std::uint32_t person) const {
    return data_->holdings[person];
}

std::optional<std::uint32_t> ActorLexicon::part_of(std::uint32_t actor) const {
    const std::uint32_t whole = data_->parts[actor];
    return whole == kNoNumber ? std::nullopt : std::optional(whole);
}

}  // namespace entente
