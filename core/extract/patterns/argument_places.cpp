#include "core/extract/patterns/argument_places.h"

#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace entente {
namespace {

constexpr int kSomewhere = 60;  // per cent for a place that only stands behind

/// "kill", "die"
bool harms(const Document& doc, const Cues& cues, std::uint32_t verb) {
    return verb != kNone &&
           (cues.harming_verbs.contains(doc.lemma(verb)) || cues.dying_verbs.contains(doc.lemma(verb)));
}

/// True where a token stands below a verb, and not in a clause of its own ("a doctor who studied in Cuba").
bool in_clause_of(const Document& doc, std::uint32_t verb, std::uint32_t token) {
    for (std::uint32_t t = token; t != kNone; t = doc.head(t)) {
        if (t == verb) return true;
        const std::string_view relation = doc.relation(t);
        if (among(relation, {"acl", "advcl", "ccomp", "parataxis"})) return false;
    }
    return false;
}

bool of_one_country(const Entity& a, const Entity& b) {
    return !a.country.empty() && a.country == b.country;
}

/// The state of a place that the article speaks of: "Kyiv, Ukraine", or by the lexicon.
std::uint32_t state_around(const ClauseGrammar& grammar, std::uint32_t entity, std::uint32_t token) {
    const Document& doc = grammar.document();
    const Entities& entities = grammar.entities();
    const Entity& e = entities.all[entity];
    if (e.type == node_type::state) return entity;
    if (e.type != node_type::place) return kNone;
    const std::uint32_t m = entities.mention_of_token[token];
    std::uint32_t t = m == kNone ? token + 1 : entities.mentions[m].last;
    while (t + 1 < doc.size() && (doc.form(t) == "," || doc.form(t) == "in") &&
           entities.entity_at(t + 1) != kNone) {
        const std::uint32_t next = entities.entity_at(t + 1);
        if (entities.all[next].type == node_type::state) return next;
        if (entities.all[next].type != node_type::place) break;
        t = entities.mentions[entities.mention_of_token[t + 1]].last;
    }
    if (!e.country.empty())
        for (std::uint32_t i = 0; i < entities.all.size(); ++i)
            if (entities.all[i].type == node_type::state && entities.all[i].country == e.country) return i;
    return kNone;
}

}  // namespace

std::vector<Argument> victims_around(const ClauseGrammar& grammar, const Cues& cues, std::uint32_t carrier,
                                     const std::vector<Argument>& attackers,
                                     const std::vector<std::string>& allowed) {
    const Document& doc = grammar.document();
    const Entities& entities = grammar.entities();
    const auto fits = [&](const Argument& a) {
        return std::find(allowed.begin(), allowed.end(), entities.all[a.entity].type) != allowed.end();
    };
    std::vector<Argument> victims;
    std::vector<std::uint32_t> places{carrier};  // whose "in ..." may tell
    const auto take = [&](const std::vector<std::uint32_t>& tokens, int certainty) {
        for (const std::uint32_t token : tokens)
            for (Argument a : grammar.resolve(token)) {
                a.certainty = a.certainty * certainty / 100;
                if (fits(a) && victims.size() < 4) victims.push_back(a);
            }
    };
    const std::uint32_t above = doc.head(carrier);
    const std::string_view relation = doc.relation(carrier);
    if (above != kNone && (relation == "obl" || relation == "advcl")) {
        const std::string_view lemma = doc.lemma(above);
        if (cues.harming_verbs.contains(lemma))
            take(grammar.objects(above), 80);
        else if (cues.dying_verbs.contains(lemma))
            take(grammar.subjects(above), 80);
        if (victims.empty() && harms(doc, cues, above))
            take(grammar.with_preposition(above, "including"), 80);
        if (victims.empty() && harms(doc, cues, above)) places.push_back(above);
    }
    // "an attack by the rebels in Omdurman"; police in Paris attack nobody by being there.
    for (const Argument& attacker : attackers)
        if (entities.all[attacker.entity].type == node_type::organization) places.push_back(attacker.token);
    for (const std::uint32_t at : places)
        for (const std::string_view preposition : {"on", "in", "at", "near", "across"}) {
            std::vector<std::uint32_t> around = grammar.with_preposition(at, preposition);
            std::erase(around, carrier);
            if (victims.empty()) take(around, 70);
        }
    // "kills four people, all of one family, in Kherson": where they were hit, wherever the tree hangs it up.
    const std::uint32_t harm = harms(doc, cues, carrier) ? carrier : harms(doc, cues, above) ? above : kNone;
    if (victims.empty() && harm != kNone)
        for (const EntityMention& m :
             entities.mentions_in(carrier, doc.sentence_span(doc.sentence(carrier)).last)) {
            const std::string before = m.first > 0 ? ascii_lower(doc.form(m.first - 1)) : "";
            const bool where = among(before, {"in", "at", "near"});
            if (!where || m.kind != MentionKind::name || !in_clause_of(doc, harm, m.head)) continue;
            const Argument place{m.entity, m.head, kSomewhere};
            const std::string_view type = entities.all[m.entity].type;
            if (fits(place) && (type == node_type::place || type == node_type::state)) return {place};
        }
    return victims;
}

std::vector<Argument> attackers_around(const ClauseGrammar& grammar, const Cues& cues, std::uint32_t noun) {
    const Document& doc = grammar.document();
    const std::uint32_t end = doc.sentence_span(doc.sentence(noun)).last;
    for (std::uint32_t t = noun + 1; t < end; ++t) {
        if (doc.upos(t) == Upos::VERB || doc.upos(t) == Upos::AUX) break;
        // "a report by Amnesty" on the attack says nothing of it.
        const bool of_noun =
            doc.form(t - 1) == "," || t - 1 == noun || grammar.entities().entity_at(t - 1) != kNone;
        if (of_noun && doc.form(t) == "by" && doc.relation(t) == "case" && doc.head(t) != kNone)
            return grammar.resolve(doc.head(t));
    }
    const std::uint32_t harm = doc.head(noun);
    if (harm == kNone || doc.relation(noun) != "obl" || doc.preposition(noun) != "in" ||
        !cues.harming_verbs.contains(doc.lemma(harm)) || grammar.passive(harm))
        return {};
    std::vector<Argument> found;
    for (const std::uint32_t s : grammar.subjects(harm))
        for (const Argument& a : grammar.resolve(s)) found.push_back(a);
    return found;
}

std::vector<Argument> state_of_place(const ClauseGrammar& grammar, std::uint32_t trigger) {
    for (const std::string_view preposition : {"in", "at"})
        for (const std::uint32_t t : grammar.with_preposition(trigger, preposition))
            for (Argument a : grammar.resolve(t)) {
                if (const auto state = state_around(grammar, a.entity, a.token); state != kNone) {
                    a.entity = state;
                    a.certainty = a.certainty * 60 / 100;
                    return {a};
                }
            }
    return {};
}

std::vector<Argument> hit_states(const ClauseGrammar& grammar, std::vector<Argument> targets,
                                 const std::vector<Argument>& sources) {
    const Entities& entities = grammar.entities();
    for (Argument& a : targets) {
        const std::uint32_t state = state_around(grammar, a.entity, a.token);
        if (state == kNone) continue;
        const bool own = std::any_of(sources.begin(), sources.end(), [&](const Argument& s) {
            return of_one_country(entities.all[s.entity], entities.all[state]);
        });
        if (!own) a.entity = state;
    }
    return targets;
}

std::vector<Argument> actors_only(const ClauseGrammar& grammar, std::vector<Argument> arguments,
                                  const std::vector<Argument>& others) {
    const Entities& entities = grammar.entities();
    for (Argument& a : arguments) {
        const std::uint32_t state = state_around(grammar, a.entity, a.token);
        // But who stands against the state or its bodies is not the state: "Jubaland forces fight the
        // Somali army".
        const bool at_home = state != kNone && state != a.entity &&
                             std::any_of(others.begin(), others.end(), [&](const Argument& o) {
                                 return of_one_country(entities.all[o.entity], entities.all[state]);
                             });
        if (state != kNone && !at_home) a.entity = state;
    }
    std::erase_if(arguments, [&](const Argument& a) {
        // A name that the lexicon doesn't have may be no place after all.
        return entities.all[a.entity].type == node_type::place && entities.all[a.entity].actor;
    });
    return arguments;
}

}  // namespace entente
