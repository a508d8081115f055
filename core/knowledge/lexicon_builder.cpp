#include "core/knowledge/lexicon_builder.h"

#include "core/knowledge/surface.h"

#include <algorithm>
#include <cstring>
#include <tuple>

#include <fmt/format.h>

namespace entente {
namespace {

bool is_upper_code(std::string_view code) {
    return code.size() == 3 &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::size_t code_number(std::string_view code) {
    return static_cast<std::size_t>(((code[0] - 'A') * 26 + (code[1] - 'A')) * 26 + (code[2] - 'A'));
}

bool is_ascii(std::string_view s) {
    return std::none_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// "person:vladimir-putin", "person:john-smith~2", "state:RUS".
bool is_actor_id(std::string_view id, std::string_view type) {
    if (id.size() < type.size() + 2 || id.substr(0, type.size()) != type || id[type.size()] != ':')
        return false;
    const std::string_view rest = id.substr(type.size() + 1);
    if (type == "state") return is_upper_code(rest);
    return rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-~") == rest.npos;
}

bool is_wikidata_id(std::string_view id) {
    return id.size() > 1 && id[0] == 'Q' && id.find_first_not_of("0123456789", 1) == id.npos;
}

/// A word of the name stands for several: "CIA", "U.S. Congress".
bool has_letters_for_words(std::string_view name) {
    std::size_t capitals = 0;
    bool other = false;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const char c = i < name.size() ? name[i] : ' ';
        if (c == ' ') {
            if (capitals > 1 && !other) return true;
            capitals = 0, other = false;
        } else if (c >= 'A' && c <= 'Z') {
            ++capitals;
        } else if (c != '.') {
            other = true;
        }
    }
    return false;
}

/// A proper name of several whole words.
bool is_spelled_out(std::string_view surface) {
    return surface.find(' ') != surface.npos && surface[0] >= 'A' && surface[0] <= 'Z' &&
           surface.find('(') == surface.npos && surface.find("'s ") == surface.npos &&
           !has_letters_for_words(surface);
}

}  // namespace

LexiconBuilder::LexiconBuilder(LexiconTables& tables) : tables_(tables) {
    constexpr std::size_t kActors = 20000, kHoldings = 12000;
    tables_.actors.reserve(kActors);
    tables_.parts.reserve(kActors);
    tables_.heads.reserve(kActors);
    tables_.names.reserve(2 * kActors);
    tables_.holdings.reserve(kHoldings);
    tables_.by_office.reserve(kHoldings);
}

std::string_view LexiconBuilder::keep(std::string_view first, std::string_view second) {
    const std::size_t size = first.size() + second.size();
    auto* bytes = static_cast<char*>(tables_.made.allocate(size, 1));
    std::memcpy(bytes, first.data(), first.size());
    if (!second.empty()) std::memcpy(bytes + first.size(), second.data(), second.size());
    return {bytes, size};
}

std::string LexiconBuilder::add_actor(const Actor& actor) {
    if (!is_actor_id(actor.id, actor.type))
        return fmt::format("\"{}\" is no id of a {}: it must be of the form {}", actor.id, actor.type,
                           actor.type == "state" ? "ABC" : "lower-case-words");
    if (actor.name.empty()) return "the name is missing";
    if (!actor.country.empty() && !is_country(actor.country))
        return fmt::format("\"{}\" is no country of states.json", actor.country);
    if (!actor.wikidata.empty() && !is_wikidata_id(actor.wikidata))
        return fmt::format("\"{}\" is no Wikidata id such as Q159", actor.wikidata);
    const auto [number, is_new] = tables_.ids.add(actor.id);
    if (is_new) {
        tables_.actors.push_back(actor);
        tables_.parts.push_back(kNoNumber);
        tables_.heads.push_back(kNoNumber);
        actor_layers_.push_back(layer_);
    } else {
        if (actor_layers_[number] == layer_) return fmt::format("{} is defined twice", actor.id);
        forget(number);
        tables_.actors[number] = actor;
        actor_layers_[number] = layer_;
    }
    last_ = number;
    add_name(number, actor.name, NameKind::name);
    return {};
}

/// Takes back all that earlier files say of an actor, but for what others refer to: its number, and the
/// offices that are held in it.
void LexiconBuilder::forget(std::uint32_t actor) {
    tables_.parts[actor] = kNoNumber;
    tables_.heads[actor] = kNoNumber;
    tables_.names.remove_if([&](std::uint32_t, const ActorName& name) { return name.actor == actor; });
    tables_.bearers.remove_if([&](std::uint32_t, std::uint32_t person) { return person == actor; });
    tables_.holdings.remove_if([&](std::uint32_t person, const Holding&) { return person == actor; });
    const auto of_actor = [&](const auto& row) { return row.holding.person == actor; };
    const auto older = tables_.by_office.begin() + static_cast<std::ptrdiff_t>(older_holdings_);
    older_holdings_ -= static_cast<std::size_t>(std::count_if(tables_.by_office.begin(), older, of_actor));
    std::erase_if(tables_.by_office, of_actor);
}

std::optional<std::uint32_t> LexiconBuilder::find_institution(std::string_view name) const {
    std::string id(is_upper_code(name) ? "state:" : "organization:");
    id += name;
    return find(id);
}

/// Surfaces are kept as they are compared.
std::string_view LexiconBuilder::comparable(std::string_view surface) {
    return is_normal_surface(surface) ? surface : keep(normalize_surface(surface));
}

void LexiconBuilder::add_name(std::uint32_t actor, std::string_view surface, NameKind kind) {
    surface = comparable(surface);
    const auto [number, is_new] = tables_.surfaces.add(surface);
    if (is_new) {
        surface_layers_.push_back(layer_);
    } else if (surface_layers_[number] < layer_) {
        tables_.names.remove_if([of = number](std::uint32_t group, const ActorName&) { return group == of; });
        surface_layers_[number] = layer_;
    }
    tables_.names.add(number, {actor, kind});
    if (is_new) {
        const auto [word, first_time] = tables_.first_words.add(surface.substr(0, surface.find(' ')));
        if (first_time) tables_.longest_names.push_back(0);
        auto& longest = tables_.longest_names[word];
        longest = std::max(longest, static_cast<std::uint32_t>(surface.size()));
    }
    if (is_ascii(surface)) return;
    const std::string folded = fold_diacritics(surface);
    if (folded != surface && is_ascii(folded)) add_name(actor, keep(folded), kind);
}

void LexiconBuilder::add_family_name(std::uint32_t person, std::string_view surname) {
    surname = comparable(surname);
    tables_.bearers.add(tables_.families.add(surname).first, person);
    if (is_ascii(surname)) return;
    const std::string folded = fold_diacritics(surname);
    if (folded != surname) tables_.bearers.add(tables_.families.add(keep(folded)).first, person);
}

void LexiconBuilder::add_country(std::string_view code) {
    if (is_upper_code(code))
        countries_[code_number(code) / 64] |= std::uint64_t{1} << (code_number(code) % 64);
}

bool LexiconBuilder::is_country(std::string_view code) const {
    return is_upper_code(code) && (countries_[code_number(code) / 64] >> (code_number(code) % 64) & 1);
}

void LexiconBuilder::add_seat(std::uint32_t state, std::string_view place) {
    if (const auto known = find(place))
        add_name(state, tables_.actors[*known].name, NameKind::metonym);
    else
        seats_[place].states.push_back(state);
}

std::span<const std::uint32_t> LexiconBuilder::states_seated_in(std::string_view place) {
    const auto seat = seats_.find(place);
    if (seat == seats_.end()) return {};
    seat->second.found = true;
    return seat->second.states;
}

std::string_view LexiconBuilder::missing_seat() const {
    std::string_view first;
    for (const auto& [place, seat] : seats_)
        if (!seat.found && (first.empty() || place < first)) first = place;
    return first;
}

void LexiconBuilder::begin_layer() {
    ++layer_;
    older_holdings_ = tables_.by_office.size();
}

void LexiconBuilder::add_holding(const Holding& holding, std::uint32_t office) {
    if (older_holdings_ > 0 && !tables_.offices[office].several) displace(holding, office);
    tables_.holdings.add(holding.person, holding);
    tables_.by_office.push_back({holding.institution, office, holding});
}

/// Takes back what older files say of others who came into the office in the time of this holding.
void LexiconBuilder::displace(const Holding& holding, std::uint32_t office) {
    const auto displaced = [&](const LexiconTables::InstitutionOffice& row) {
        return row.institution == holding.institution && row.office == office &&
               row.holding.person != holding.person &&
               holding.begin.first_day() <= row.holding.begin.first_day() &&
               (holding.end.year == 0 || row.holding.begin.first_day() < holding.end.last_day());
    };
    std::vector<std::uint32_t> persons;
    for (std::size_t i = 0; i < older_holdings_; ++i)
        if (displaced(tables_.by_office[i])) persons.push_back(tables_.by_office[i].holding.person);
    if (persons.empty()) return;
    const auto older = tables_.by_office.begin() + static_cast<std::ptrdiff_t>(older_holdings_);
    const auto kept = std::remove_if(tables_.by_office.begin(), older, displaced);
    older_holdings_ = static_cast<std::size_t>(kept - tables_.by_office.begin());
    tables_.by_office.erase(kept, older);
    tables_.holdings.remove_if([&](std::uint32_t person, const Holding& other) {
        return std::find(persons.begin(), persons.end(), person) != persons.end() &&
               displaced({other.institution, tables_.office_codes.find(other.office).value(), other});
    });
}

void LexiconBuilder::find_full_names() {
    const auto shorter = [](std::string_view a, std::string_view b) {
        return std::pair(a.size(), a) < std::pair(b.size(), b);
    };
    for (std::uint32_t s = 0; s < tables_.surfaces.size(); ++s) {
        const std::string_view surface = tables_.surfaces.key(s);
        if (!is_spelled_out(surface)) continue;
        for (const ActorName& name : tables_.names[s]) {
            Actor& actor = tables_.actors[name.actor];
            if (name.kind != NameKind::name || actor.type != "organization") continue;
            const bool longer = surface.size() > actor.name.size() && surface.starts_with(actor.name) &&
                                surface[actor.name.size()] == ' ';
            if (longer || has_letters_for_words(actor.name))
                actor.full_name = std::max(actor.full_name, surface, shorter);
        }
    }
}

void LexiconBuilder::finish() {
    tables_.names.freeze(tables_.surfaces.size());
    tables_.names.sort_unique(
        [](const ActorName& a, const ActorName& b) {
            return std::tie(a.actor, a.kind) < std::tie(b.actor, b.kind);
        },
        [](const ActorName& a, const ActorName& b) { return a.actor == b.actor; });
    tables_.names.sort_unique(
        [](const ActorName& a, const ActorName& b) {
            return std::tie(a.kind, a.actor) < std::tie(b.kind, b.actor);
        },
        [](const ActorName&, const ActorName&) { return false; });

    find_full_names();

    tables_.holdings.freeze(tables_.actors.size());
    const auto by_begin = [](const Holding& a, const Holding& b) {
        return std::tie(a.begin, a.institution, a.office) < std::tie(b.begin, b.institution, b.office);
    };
    tables_.holdings.sort_unique(by_begin, [](const Holding&, const Holding&) { return false; });
    std::sort(tables_.by_office.begin(), tables_.by_office.end(), [](const auto& a, const auto& b) {
        return std::tie(a.institution, a.office, a.holding.begin, a.holding.person) <
               std::tie(b.institution, b.office, b.holding.begin, b.holding.person);
    });

    tables_.bearers.freeze(tables_.families.size());
    tables_.bearers.sort_unique(
        [&](std::uint32_t a, std::uint32_t b) {
            return std::tuple(~actor_layers_[a], a) < std::tuple(~actor_layers_[b], b);
        },
        std::equal_to<>());
}

}  // namespace entente
