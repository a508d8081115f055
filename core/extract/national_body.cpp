#include "core/extract/national_body.h"

#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

/// All words of the name are such as many states' bodies have, and one is a body's noun.
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

/// The state whose adjective or name opens a name ("Peruvian Supreme Court"); `rest` gets the name without
/// it. Not where it may mean something else too: the "Georgia Supreme Court" is of the other Georgia.
std::optional<std::uint32_t> state_in_front(const std::string& name, const ActorLexicon& actors,
                                            std::string& rest) {
    for (std::size_t space = name.find(' '); space != std::string::npos; space = name.find(' ', space + 1)) {
        const auto readings = actors.lookup(std::string_view(name).substr(0, space));
        if (readings.size() != 1 || actors.actor(readings.front().actor).type != node_type::state) continue;
        rest = name.substr(space + 1);
        return readings.front().actor;
    }
    return std::nullopt;
}

/// For each mention the state that is spoken of there: the last one before it, else the next one in its
/// sentence.
std::vector<std::optional<std::uint32_t>> states_around(const Entities& entities, const Document& document) {
    const auto& mentions = entities.mentions;
    std::vector<std::optional<std::uint32_t>> states(mentions.size());
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
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        const Entity& entity = entities.all[mentions[i].entity];
        if (state) states[i] = state;
        if (entity.type == node_type::state && entity.actor) state = entity.actor;
    }
    return states;
}

}  // namespace

void name_national_bodies(Entities& entities, const Document& document, const Resources& resources) {
    const auto states = states_around(entities, document);
    std::vector<bool> seen(entities.all.size(), false);
    for (std::size_t i = 0; i < entities.mentions.size(); ++i) {
        const std::uint32_t number = entities.mentions[i].entity;
        if (seen[number]) continue;
        seen[number] = true;
        Entity& body = entities.all[number];
        if (body.type != node_type::organization || body.actor || body.nominal || body.unnamed) continue;
        std::string own = body.name;
        std::optional<std::uint32_t> state = state_in_front(body.name, resources.actors, own);
        if (!state) state = states[i];
        if (!state || !is_common_body(own, resources.cues)) continue;
        const Actor& actor = resources.actors.actor(*state);
        body.country = actor.id.substr(actor.id.find(':') + 1);
        body.name = fmt::format("{} of {}{}", own, actor.article ? "the " : "", actor.name);
    }
}

}  // namespace entente
