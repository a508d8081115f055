#include "core/extract/entities/national_body.h"

#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

std::string code_of(const Actor& state) {
    return std::string(state.id.substr(state.id.find(':') + 1));
}

}  // namespace

bool is_common_body(const std::string& name, const Cues& cues) {
    bool body = false;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find(' ', at), name.size());
        const std::string word = ascii_lower(std::string_view(name).substr(at, end - at));
        at = end + 1;
        if (!cues.body_words.count(word)) return false;
        body = body || cues.organization_heads.count(word);
    }
    return body;
}

std::string capitalise_words(std::string words) {
    for (std::size_t at = 0; at < words.size(); at = std::min(words.find(' ', at), words.size()) + 1) {
        const std::string_view word = std::string_view(words).substr(at, words.find(' ', at) - at);
        const bool small = among(word, {"of", "for", "on", "and", "the"});
        if (!small && words[at] >= 'a' && words[at] <= 'z')
            words[at] = static_cast<char>(words[at] - 'a' + 'A');
    }
    return words;
}

std::string name_of_body(const std::string& body, const Actor& state) {
    return fmt::format("{} of {}{}", body, state.article ? "the " : "", state.name);
}

std::optional<std::uint32_t> known_body(const std::string& name, const Actor& state,
                                        const ActorLexicon& actors) {
    for (const std::string& tried :
         {name_of_body(name, state), fmt::format("{} ({})", name, state.name), name}) {
        std::optional<std::uint32_t> known;
        for (const ActorName& reading : actors.lookup(tried)) {
            const Actor& actor = actors.actor(reading.actor);
            if (actor.type != node_type::organization || actor.country != code_of(state)) continue;
            if (known && *known != reading.actor) return std::nullopt;
            known = reading.actor;
        }
        if (known) return known;
    }
    return std::nullopt;
}

namespace {

/// The state whose adjective or name opens a name ("Peruvian Supreme Court"); `rest` gets the name without
/// it. Not where it may mean something else too: the "Georgia Supreme Court" is of the other Georgia.
std::optional<std::uint32_t> state_in_front(const std::string& name, const ActorLexicon& actors,
                                            std::string& rest) {
    for (std::size_t space = name.find(' '); space != std::string::npos; space = name.find(' ', space + 1)) {
        std::string_view front = std::string_view(name).substr(0, space);
        for (const std::string_view possessive : {"'s", "’s", "'", "’"})  // "Italy's Supreme Court"
            if (front.ends_with(possessive)) {
                front.remove_suffix(possessive.size());
                break;
            }
        const auto readings = actors.lookup(front);
        if (readings.size() != 1 || actors.actor(readings.front().actor).type != node_type::state) continue;
        rest = name.substr(space + 1);
        return readings.front().actor;
    }
    return std::nullopt;
}

/// The state whose people and well-known bodies alone the text names.
std::optional<std::uint32_t> only_country(const Entities& entities, const Resources& resources) {
    const ActorLexicon& actors = resources.actors;
    std::string_view country;
    for (const Entity& entity : entities.all) {
        if (entity.country.empty() || !entity.actor) continue;
        if (entity.type != node_type::person &&
            (actors.actor(*entity.actor).wikidata.empty() || is_common_body(entity.name, resources.cues)))
            continue;
        if (!country.empty() && country != entity.country) return std::nullopt;
        country = entity.country;
    }
    return country.empty() ? std::nullopt : actors.find(fmt::format("state:{}", country));
}

/// For each mention the state that is spoken of there: the last one before it, which must be near where
/// there are several, else the next one in its sentence, else the one that all are of.
std::vector<std::optional<std::uint32_t>> states_around(const Entities& entities, const Document& document,
                                                        const Resources& resources) {
    const auto& mentions = entities.mentions;
    std::vector<std::optional<std::uint32_t>> states(mentions.size());
    constexpr std::uint32_t kNearby = 3;  // sentences
    std::optional<std::uint32_t> state;
    std::uint32_t sentence = 0;
    for (std::size_t i = mentions.size(); i-- > 0;) {
        const Entity& entity = entities.all[mentions[i].entity];
        if (document.sentence(mentions[i].first) != sentence) state.reset();
        sentence = document.sentence(mentions[i].first);
        states[i] = state;
        if (entity.type == node_type::state && entity.actor) state = entity.actor;
    }
    state.reset();
    std::uint32_t told = 0;  // the sentence of that state
    bool several = false;    // states are spoken of by then
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        const Entity& entity = entities.all[mentions[i].entity];
        const std::uint32_t here = document.sentence(mentions[i].first);
        if (state && (!several || here - told <= kNearby)) states[i] = state;
        if (entity.type != node_type::state || !entity.actor) continue;
        several = several || (state && state != entity.actor);
        state = entity.actor, told = here;
    }
    // "the Liberal Party of Mark Carney": nothing else speaks of a state.
    if (const auto only = only_country(entities, resources))
        for (auto& spoken_of : states)
            if (!spoken_of) spoken_of = only;
    return states;
}

/// "Supreme Court of Brazil": the state that a name ends with; `rest` gets the name without it.
std::optional<std::uint32_t> state_at_end(const std::string& name, const ActorLexicon& actors,
                                          std::string& rest) {
    const std::size_t of = name.rfind(" of ");
    if (of == std::string::npos) return std::nullopt;
    std::string_view last = std::string_view(name).substr(of + 4);
    if (last.starts_with("the ")) last.remove_prefix(4);
    const auto readings = actors.lookup(last);
    if (readings.size() != 1 || actors.actor(readings.front().actor).type != node_type::state)
        return std::nullopt;
    rest = name.substr(0, of);
    return readings.front().actor;
}

/// True where the text speaks of something else of that country.
bool speaks_of(const Entities& entities, std::string_view country, std::uint32_t besides) {
    for (std::uint32_t e = 0; e < entities.all.size(); ++e)
        if (e != besides && entities.all[e].country == country) return true;
    return false;
}

bool names_place_of(const Entities& entities, std::string_view country) {
    return std::ranges::any_of(entities.all, [&](const Entity& entity) {
        return entity.type == node_type::place && entity.country == country;
    });
}

/// All that meant one entity means another from now on.
void unite(Entities& entities, std::uint32_t number, std::uint32_t other) {
    for (EntityMention& m : entities.mentions)
        if (m.entity == number) m.entity = other;
    for (std::uint32_t& speaker : entities.speaker_of_token)
        if (speaker == number) speaker = other;
    for (auto& [token, group] : entities.groups) std::replace(group.begin(), group.end(), number, other);
    entities.all[number].country.clear();
    entities.all[other].nominal = entities.all[other].nominal && entities.all[number].nominal;
}

/// Makes an entity the lexicon's actor, or one with the entity that is that actor already.
void become(Entities& entities, std::uint32_t number, std::uint32_t actor, const ActorLexicon& actors) {
    for (std::uint32_t other = 0; other < entities.all.size(); ++other) {
        if (other == number || entities.all[other].actor != actor) continue;
        unite(entities, number, other);
        return;
    }
    const Actor& known = actors.actor(actor);
    Entity& entity = entities.all[number];
    entity.actor = actor;
    entity.type = known.type;
    entity.name = known.name;
    entity.country = known.type == node_type::state ? code_of(known) : std::string(known.country);
}

/// Without its article.
std::string surface_of(const EntityMention& mention, const Document& document) {
    std::string surface(document.text().slice(mention.first, mention.last));
    if (ascii_lower(surface.substr(0, 4)) == "the ") surface.erase(0, 4);
    return surface;
}

/// "the Electoral Commission" after "the High Electoral Commission of Kenya": the body named last before a
/// mention whose name has all those words in a row.
std::optional<std::uint32_t> fuller_body(const Entities& entities, std::size_t mention,
                                         std::string_view name) {
    constexpr std::size_t kFarthest = 100;  // mentions back
    const std::size_t end = mention > kFarthest ? mention - kFarthest : 0;
    for (std::size_t i = mention; i-- > end;) {
        const std::uint32_t number = entities.mentions[i].entity;
        const Entity& body = entities.all[number];
        if (body.type != node_type::organization || body.unnamed ||
            number == entities.mentions[mention].entity)
            continue;
        const std::size_t at = body.name.find(name);
        if (at == std::string::npos || body.name.size() == name.size()) continue;
        const std::size_t behind = at + name.size();
        if ((at == 0 || body.name[at - 1] == ' ') && (behind == body.name.size() || body.name[behind] == ' '))
            return number;
    }
    return std::nullopt;
}

/// "In Peru, the Supreme Court": another state stands before a mention in its sentence.
bool tells_other_state(const Entities& entities, const Document& document, std::size_t mention,
                       std::string_view country) {
    const std::uint32_t sentence = document.sentence(entities.mentions[mention].first);
    for (std::size_t i = mention; i-- > 0 && document.sentence(entities.mentions[i].first) == sentence;) {
        const Entity& entity = entities.all[entities.mentions[i].entity];
        if (entity.type == node_type::state && entity.country != country) return true;
    }
    return false;
}

/// True where the text calls it by a name too that not many have, and that the lexicon knows it by: "LDP".
bool has_rare_name(const Entities& entities, std::uint32_t number, const Document& document,
                   const Resources& resources) {
    return std::ranges::any_of(entities.mentions, [&](const EntityMention& m) {
        if (m.entity != number || m.kind != MentionKind::name) return false;
        const std::string surface = surface_of(m, document);
        if (is_common_body(surface, resources.cues)) return false;
        return std::ranges::any_of(resources.actors.lookup(surface), [&](const ActorName& name) {
            return name.actor == entities.all[number].actor;
        });
    });
}

}  // namespace

void name_national_bodies(Entities& entities, const Document& document, const Resources& resources) {
    const auto states = states_around(entities, document, resources);
    std::vector<bool> seen(entities.all.size(), false);
    for (std::size_t i = 0; i < entities.mentions.size(); ++i) {
        const std::uint32_t number = entities.mentions[i].entity;
        if (seen[number]) continue;
        seen[number] = true;
        Entity& body = entities.all[number];
        if (body.type != node_type::organization || body.nominal || body.unnamed) continue;
        if (body.actor) {
            // "the Democratic Party" where the text is about Korea alone: not the one that the lexicon means.
            const std::string surface = surface_of(entities.mentions[i], document);
            std::string rest;
            if (body.country.empty() || !states[i] || !is_common_body(surface, resources.cues) ||
                speaks_of(entities, body.country, number) ||
                state_in_front(surface, resources.actors, rest) ||
                state_at_end(surface, resources.actors, rest) ||
                has_rare_name(entities, number, document, resources))
                continue;
            body.actor.reset();
            body.name = surface;
        }
        std::string own = body.name;
        std::optional<std::uint32_t> state = state_in_front(body.name, resources.actors, own);
        const bool at_end = !state && (state = state_at_end(body.name, resources.actors, own));
        if (!state && is_common_body(own, resources.cues))
            if (const auto fuller = fuller_body(entities, i, own);
                fuller && !tells_other_state(entities, document, i, entities.all[*fuller].country)) {
                unite(entities, number, *fuller);
                continue;
            }
        if (!state) state = states[i];
        if (!state) continue;
        // "the Government of Israel" is Israel; "Niger State" is not Niger.
        const std::string noun = ascii_lower(own);
        if (resources.cues.state_nouns.count(noun) && resources.cues.state_speakers.count(noun)) {
            become(entities, number, *state, resources.actors);
            continue;
        }
        const Actor& actor = resources.actors.actor(*state);
        const auto known = own == body.name && !is_common_body(own, resources.cues)
                               ? std::nullopt
                               : known_body(own, actor, resources.actors);
        if (known) {
            become(entities, number, *known, resources.actors);
        } else if (!at_end && is_common_body(own, resources.cues)) {
            body.country = code_of(actor);
            body.name = name_of_body(own, actor);
        }
    }
}

std::string name_at_home(const std::string& name, const Resources& resources) {
    std::string own;
    if (!state_in_front(name, resources.actors, own) && !state_at_end(name, resources.actors, own)) return {};
    if (own.find(' ') == std::string::npos) return {};
    if (is_common_body(own, resources.cues)) return own;
    // The noun before "of": "Supreme Court of Cassation"; with two words more, or a party: "State
    // Meteorological Agency", "Progress Party".
    std::size_t end = own.size();
    for (const std::string_view preposition : {" of ", " for ", " on "})
        end = std::min(end, own.find(preposition));
    const std::string before = own.substr(0, end);
    const std::string noun = ascii_lower(std::string_view(before).substr(before.rfind(' ') + 1));
    const bool long_enough = std::count(own.begin(), own.end(), ' ') > 1 || noun == "party";
    return long_enough && resources.cues.organization_heads.count(noun) ? own : std::string();
}

std::string name_abroad(const std::string& name, const Resources& resources) {
    std::string own;
    const bool article = ascii_lower(std::string_view(name).substr(0, 4)) == "the ";
    const auto state = state_in_front(article ? name.substr(4) : name, resources.actors, own);
    if (!state || !is_common_body(own, resources.cues)) return {};
    return name_of_body(capitalise_words(std::move(own)), resources.actors.actor(*state));
}

void find_local_branches(Entities& entities, const Resources& resources) {
    const ActorLexicon& actors = resources.actors;
    for (std::uint32_t number = 0; number < entities.all.size(); ++number) {
        const Entity& whole = entities.all[number];
        if (!whole.actor || actors.actor(*whole.actor).kind != "armed-group") continue;
        const bool at_home = !whole.country.empty();
        if (at_home && speaks_of(entities, whole.country, number)) continue;
        std::optional<std::uint32_t> branch;
        bool several = false;
        for (std::uint32_t a = 0; a < actors.size(); ++a) {
            if (actors.part_of(a) != whole.actor || actors.actor(a).country.empty() ||
                !speaks_of(entities, actors.actor(a).country, number) ||
                actors.actor(a).name.find(whole.name) == std::string_view::npos)  // Al-Shabaab is no Al-Qaeda
                continue;
            // A state may deal with a group of its neighbour's; where the text is set there, it is meant.
            if (at_home && !names_place_of(entities, actors.actor(a).country)) continue;
            several = branch.has_value();
            branch = a;
        }
        if (branch && !several) become(entities, number, *branch, actors);
    }
}

}  // namespace entente
