#include "core/extract/patterns/involvement.h"

#include "core/text/among.h"

#include <algorithm>

namespace entente {
bool Involvement::is_private(std::uint32_t token) const {
    const std::uint32_t m = entities_.mention_of_token[token];
    if (m == kNone || entities_.mentions[m].kind == MentionKind::name) return false;
    std::uint32_t noun = entities_.mentions[m].head;
    if (entities_.mentions[m].kind == MentionKind::adjective && doc_.head(noun) != kNone &&
        (doc_.relation(noun) == "amod" || doc_.relation(noun) == "compound"))
        noun = doc_.head(noun);
    return res_.cues.private_persons.contains(doc_.lemma(noun));
}

bool Involvement::is_opponent(const Argument& argument) const {
    if (entities_.all[argument.entity].type != node_type::state) return false;
    const auto opposes = [&](std::uint32_t noun) {
        if (res_.cues.state_opponents.contains(doc_.lemma(noun))) return true;
        return std::ranges::any_of(doc_.children(noun), [&](std::uint32_t c) {  // "a Colombian rebel group"
            return c < noun && (doc_.relation(c) == "compound" || doc_.relation(c) == "amod") &&
                   res_.cues.state_opponents.contains(doc_.lemma(c));
        });
    };
    if (opposes(argument.token)) return true;
    const std::uint32_t noun = doc_.head(argument.token);
    const std::string_view relation = doc_.relation(argument.token),
                           preposition = doc_.preposition(argument.token);
    const bool of_them = relation == "amod" || relation == "compound" ||
                         (relation == "nmod" && among(preposition, {"in", "from", "of"}));
    return noun != kNone && of_them && opposes(noun);
}

bool Involvement::by_opponents(std::uint32_t verb) const {
    return std::ranges::any_of(grammar_.subjects(verb), [&](std::uint32_t s) {
        return res_.cues.state_opponents.contains(doc_.lemma(s));
    });
}

bool Involvement::is_water(std::uint32_t entity) const {
    if (!entities_.all[entity].actor) return false;
    const std::string_view kind = res_.actors.actor(*entities_.all[entity].actor).kind;
    return res_.cues.water_kinds.contains(kind);
}

bool Involvement::is_scene(std::uint32_t token) const {
    const std::string_view preposition = doc_.preposition(token);
    if (preposition != "in" && preposition != "at" && preposition != "near" && preposition != "across")
        return false;
    const std::uint32_t thing = doc_.head(token);
    if (thing == kNone || doc_.relation(token) != "nmod") return false;
    if (doc_.upos(thing) != Upos::NOUN || entities_.entity_at(thing) != kNone) return false;
    const std::string lemma(doc_.lemma(thing));
    if (res_.cues.event_heads.count(lemma) || res_.cues.event_nouns.count(lemma)) return true;
    // "the sinking of a submarine in Egypt"
    if (res_.cues.product_nouns.count(lemma)) return true;
    return !res_.cues.actor_nouns.count(lemma) && !res_.cues.person_nouns.count(lemma);
}

bool Involvement::names_agent(std::uint32_t participle) const {
    for (const std::uint32_t c : doc_.children(participle))
        if (c < participle && entities_.entity_at(c) != kNone) return true;
    return false;
}

bool Involvement::is_mishap(const TriggerMatch& match) const {
    const std::uint32_t above = doc_.head(match.trigger);
    return match.type->uses_force && match.sense->part == TriggerSense::Part::verb && above != kNone &&
           doc_.relation(match.trigger) == "advcl" && doc_.word(match.trigger).xpos == "VBG" &&
           res_.cues.mishap_verbs.contains(doc_.lemma(above));
}

bool Involvement::hits_munition(const TriggerMatch& match) const {
    if (match.sense->part != TriggerSense::Part::verb) return false;
    const std::vector<std::uint32_t> objects = grammar_.objects(match.trigger);
    return !objects.empty() && std::ranges::all_of(objects, [&](std::uint32_t o) {
        return res_.cues.munition_nouns.contains(doc_.lemma(o));
    });
}

}  // namespace entente
