#include "core/extract/national_body.h"

#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

/// All words of the name are such as many states' bodies have.
bool is_common_body(const std::string& name, const Cues& cues) {
    std::size_t words = 0;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find(' ', at), name.size());
        const std::string word = ascii_lower(std::string_view(name).substr(at, end - at));
        at = end + 1;
        if (!cues.body_words.count(word)) return false;
        ++words;
    }
    return words > 0;
}

/// The state whose adjective opens a name ("Peruvian Supreme Court"); `rest` gets the name without it.
std::optional<std::uint32_t> state_of_adjective(const std::string& name, const ActorLexicon& actors,
                                                std::string& rest) {
    for (std::size_t space = name.find(' '); space != std::string::npos; space = name.find(' ', space + 1))
        for (const ActorName& reading : actors.lookup(std::string_view(name).substr(0, space)))
            if (actors.actor(reading.actor).type == node_type::state &&
                (reading.kind == NameKind::adjective || reading.kind == NameKind::name)) {
                rest = name.substr(space + 1);
                return reading.actor;
            }
    return std::nullopt;
}

std::optional<std::uint32_t> state_around(const EntityMention& body, const Entities& entities,
                                          const Document& document) {
    std::optional<std::uint32_t> before, after;
    for (const EntityMention& mention : entities.mentions) {
        const Entity& entity = entities.all[mention.entity];
        if (entity.type != node_type::state || !entity.actor) continue;
        if (mention.first < body.first)
            before = mention.entity;
        else if (!after && document.sentence(mention.first) == document.sentence(body.first))
            after = mention.entity;
    }
    return before ? before : after;
}

}  // namespace

void name_national_bodies(Entities& entities, const Document& document, const Resources& resources) {
    std::vector<bool> seen(entities.all.size(), false);
    for (const EntityMention& mention : entities.mentions) {
        if (seen[mention.entity]) continue;
        seen[mention.entity] = true;
        Entity& body = entities.all[mention.entity];
        if (body.type != node_type::organization || body.actor || body.nominal || body.unnamed) continue;
        std::string own = body.name;
        auto state = state_of_adjective(body.name, resources.actors, own);
        if (!is_common_body(own, resources.cues)) continue;
        if (!state)
            if (const auto entity = state_around(mention, entities, document))
                state = entities.all[*entity].actor;
        if (!state) continue;
        const Actor& actor = resources.actors.actor(*state);
        body.country = actor.id.substr(actor.id.find(':') + 1);
        body.name = fmt::format("{} of {}{}", own, actor.article ? "the " : "", actor.name);
    }
}

}  // namespace entente
