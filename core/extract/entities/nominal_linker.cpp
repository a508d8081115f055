// The part of EntityLinker that deals with common nouns and pronouns.

#include "core/extract/entities/entity_linker.h"
#include "core/extract/entities/national_body.h"
#include "core/extract/names/attitude_prefix.h"
#include "core/model/slug.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Entities::kNone;

/// Nouns that may take up each other: "the plan" goes back to "a 28-point agreement".
std::string_view noun_class(std::string_view lemma) {
    if (among(lemma, {"ceasefire", "cease-fire", "truce", "armistice"})) return "ceasefire";
    if (among(lemma, {"law", "bill", "legislation", "decree"})) return "law";
    if (among(lemma, {"talk", "negotiation", "meeting", "summit", "mediation", "conference"})) return "talks";
    if (among(lemma, {"war", "conflict", "invasion", "offensive"})) return "war";
    if (among(lemma, {"agreement", "deal", "plan", "proposal", "accord", "pact", "treaty", "settlement",
                      "roadmap", "framework"}))
        return "agreement";
    return lemma;
}

/// "the Trump administration", "the Assad regime": of the state that the person rules.
bool is_rule(std::string_view lemma) {
    return among(lemma, {"administration", "regime", "government"});
}

}  // namespace

/// The state or organization that a role belongs to: before it ("US President", "Russia's foreign minister")
/// or after "of".
std::uint32_t EntityLinker::institution_near(const TitleSpan& title) const {
    const auto institution = [&](std::uint32_t t) {
        const std::uint32_t e = out_.entity_at(t);
        return e != kNone &&
                       (out_.all[e].type == node_type::state || out_.all[e].type == node_type::organization)
                   ? e
                   : kNone;
    };
    for (std::uint32_t back = 1; back <= 3 && back <= title.first; ++back) {
        const std::uint32_t t = title.first - back;
        if (doc_.sentence(t) != doc_.sentence(title.first)) break;
        if (const std::uint32_t e = institution(t); e != kNone) return e;
        const std::string word = lower(t);
        const bool between =
            among(word, {"'s", "’s", "-", "former", "then", "new", "outgoing"}) || doc_.upos(t) == Upos::ADJ;
        if (!between) break;
    }
    if (title.last + 1 < doc_.size() && lower(title.last) == "of") {
        const std::uint32_t t = title.last + (lower(title.last + 1) == "the" ? 2 : 1);
        if (t < doc_.size()) return institution(t);
    }
    return kNone;
}

/// "The Russian president" is who held the office on the day, or the state where nobody knows.
void EntityLinker::add_role(const TitleSpan& title) {
    if (title.title->kind == TitleKind::honorific || title.title->kind == TitleKind::rank ||
        title.title->kind == TitleKind::kin || covered(title.first))
        return;
    // With a name right after it, a role is the name's.
    if (title.last < doc_.size() && out_.entity_at(title.last) != kNone &&
        out_.all[out_.entity_at(title.last)].type == node_type::person)
        return;
    // "Commander of the Guards Hossein Salami": the same past the institution.
    if (title.last + 1 < doc_.size() && lower(title.last) == "of") {
        std::uint32_t t = title.last + (lower(title.last + 1) == "the" ? 2 : 1);
        while (t < doc_.size() && t < title.last + 10 &&
               (covered(t) ? out_.all[out_.entity_at(t)].type != node_type::person
                           : doc_.form(t) == "of" || doc_.form(t) == "the"))
            ++t;
        if (t < doc_.size() && covered(t) && out_.all[out_.entity_at(t)].type == node_type::person) return;
    }
    const std::string_view form = doc_.form(title.last - 1);
    const bool plural = form.size() > 2 && form.back() == 's' && doc_.upos(title.last - 1) == Upos::NOUN &&
                        doc_.lemma(title.last - 1) != form;
    if (plural) return;
    const std::uint32_t institution = institution_near(title);
    const std::string before = title.first > 0 ? lower(title.first - 1) : "";
    if (among(before, {"former", "a", "an", "new", "next", "as"})) return;
    std::uint32_t entity = kNone;
    std::uint32_t first = title.first;
    if (institution != kNone && out_.all[institution].actor) {
        const auto holder = res_.actors.holder(*out_.all[institution].actor, title.title->office, doc_.day());
        if (holder) entity = actor_entity(*holder);
        if (title.first > 0 && out_.entity_at(title.first - 1) == institution) --first;
    } else if (institution == kNone && among(before, {"the", "his", "her"})) {
        const auto it = by_role_.find(lower(title.last - 1));
        if (it != by_role_.end()) entity = it->second;
    }
    // In apposition or as a predicate, the role only describes the person beside it.
    const std::string_view relation = doc_.relation(title.last - 1);
    if (relation == "appos" || doc_.has_child(title.last - 1, "cop") ||
        doc_.has_child(title.last - 1, "appos"))
        return;
    if (entity != kNone) add_mention(title.first, title.last, MentionKind::nominal, entity);
}

/// The states that coordinated modifiers name.
std::vector<std::uint32_t> EntityLinker::states_of(std::uint32_t modifier) const {
    std::vector<std::uint32_t> states;
    for (const std::uint32_t part : doc_.conjuncts(modifier)) {
        const std::uint32_t e = out_.entity_at(part);
        if (e == kNone || out_.all[e].type != node_type::state) return {};
        if (std::find(states.begin(), states.end(), e) == states.end()) states.push_back(e);
    }
    return states;
}

/// An army, a ministry or the United Nations is no "group".
bool EntityLinker::may_be_called(std::uint32_t organization, std::string_view noun) const {
    if (noun != "group" && noun != "movement" && noun != "militia") return true;
    const Entity& entity = out_.all[organization];
    if (!entity.actor) return true;
    const std::string_view kind = res_.actors.actor(*entity.actor).kind;
    return among(kind, {"armed-group", "party", "company", "ngo", "bloc", "movement"});
}

/// The body of that name, new where it was not named before.
std::uint32_t EntityLinker::body_entity(const std::string& name, const Actor& state) {
    const auto [known, is_new] = by_name_.try_emplace(normalize_name(name), kNone);
    if (is_new) {
        Entity body;
        body.type = node_type::organization;
        body.name = name;
        body.country = state.id.substr(state.id.find(':') + 1);
        known->second = new_entity(std::move(body));
    }
    return known->second;
}

/// True for bodies that are no part of the government, and that every state may have: "supreme court",
/// "electoral commission".
bool EntityLinker::is_standing_body(std::uint32_t first, std::uint32_t noun) const {
    if (first == noun || !res_.cues.standing_bodies.contains(doc_.lemma(noun)) ||
        doc_.lemma(noun) != lower(noun))  // "courts"
        return false;
    for (std::uint32_t t = first; t < noun; ++t)
        if (!res_.cues.body_words.contains(lower(t)) || res_.cues.international_words.contains(lower(t)))
            return false;
    return true;
}

/// True where "Peruvian" or "Peru's" ends right before a token, and not "Lima's".
bool EntityLinker::owned_by(std::uint32_t state, std::uint32_t token) const {
    if (token > 0 && (doc_.form(token - 1) == "'s" || doc_.form(token - 1) == "’s")) --token;
    if (token == 0 || out_.entity_at(token - 1) != state) return false;
    const EntityMention& owner = out_.mentions[out_.mention_of_token[token - 1]];
    return std::ranges::any_of(
        res_.actors.lookup(name_text(owner.first, owner.last)), [&](const ActorName& name) {
            return name.actor == out_.all[state].actor && name.kind != NameKind::metonym;
        });
}

/// "parliament", "the constitutional court", "the supreme court of Peru": that of the state spoken of, where
/// the lexicon has it or it is a standing body. Where it neither acts nor suffers, it is a node only when an
/// edge needs it.
bool EntityLinker::add_national_body(std::uint32_t noun) {
    const std::uint32_t begin = doc_.sentence_span(doc_.sentence(noun)).first;
    std::uint32_t first = noun;
    while (first > begin && !covered(first - 1) && doc_.head(first - 1) == noun &&
           (doc_.relation(first - 1) == "compound" || doc_.relation(first - 1) == "amod"))
        --first;
    if (first > begin && (lower(first - 1) == "a" || lower(first - 1) == "an")) return false;
    std::uint32_t state = kNone;
    // "the parliament of Latvia" says whose.
    for (const std::uint32_t c : doc_.children(noun))
        if (c > noun && doc_.relation(c) == "nmod" &&
            (doc_.preposition(c) == "of" || doc_.preposition(c) == "in")) {
            state = out_.entity_at(c);
            if (state == kNone || doc_.preposition(c) == "in") return false;
        }
    const bool told = state != kNone;
    if (state == kNone) {
        const auto recent = recent_mentions();
        const auto last = std::find_if(recent.rbegin(), recent.rend(), [&](const EntityMention& m) {
            return m.first < first && m.kind != MentionKind::pronoun && out_.all[m.entity].actor &&
                   out_.all[m.entity].type == node_type::state &&
                   doc_.sentence(m.first) + 1 >= doc_.sentence(noun);
        });
        if (last == recent.rend()) return false;
        state = last->entity;
    }
    if (out_.all[state].type != node_type::state || !out_.all[state].actor) return false;
    const Actor& owner = res_.actors.actor(*out_.all[state].actor);
    std::string name = ascii_lower(doc_.text().slice(first, noun + 1));
    const auto readings = res_.actors.lookup(fmt::format("{}'s {}", owner.name, name));
    std::optional<std::uint32_t> known;
    if (readings.size() == 1 && res_.actors.actor(readings.front().actor).type == node_type::organization)
        known = readings.front().actor;
    // Whose body the lexicon has not it must say: "the supreme court" may be anybody's.
    if (!known && !(is_standing_body(first, noun) && (told || owned_by(state, first)))) return false;
    name = capitalise_words(std::move(name));
    if (!known) known = known_body(name, owner, res_.actors);
    const std::size_t entities = out_.all.size();
    const std::uint32_t body = known ? actor_entity(*known) : body_entity(name_of_body(name, owner), owner);
    const bool fresh = out_.all.size() > entities;
    const bool passing = fresh || out_.all[body].nominal;
    add_mention(first, noun + 1, MentionKind::nominal, body);
    const std::string_view relation = doc_.relation(noun);
    const bool takes_part =
        relation == "nsubj" || relation == "obj" || doc_.full_relation(noun) == "obl:agent";
    out_.all[body].nominal = passing && !takes_part;
    return true;
}

/// "Russian officials", "the Dutch government", "Ukraine's military": the state acts through them.
void EntityLinker::add_actor_nouns(std::uint32_t sentence) {
    const Sentence span = doc_.sentence_span(sentence);
    for (std::uint32_t t = span.first; t < span.last; ++t) {
        if (covered(t) || (doc_.upos(t) != Upos::NOUN && doc_.upos(t) != Upos::PROPN)) continue;
        const bool actor_noun = res_.cues.actor_nouns.count(doc_.lemma(t)) > 0;
        const bool body =
            res_.cues.state_nouns.count(doc_.lemma(t)) || res_.cues.organization_nouns.count(doc_.lemma(t));
        if (doc_.upos(t) == Upos::NOUN && res_.cues.organization_heads.count(doc_.lemma(t)) &&
            add_national_body(t))
            continue;
        if (!actor_noun && !body) continue;
        if (t + 1 < span.last && out_.entity_at(t + 1) != kNone &&
            out_.all[out_.entity_at(t + 1)].type == node_type::person)
            continue;
        std::uint32_t owner = kNone, first = t;
        for (const std::uint32_t c : doc_.children(t)) {
            if (c > t || !covered(c) || attitude_prefix(attitude_word(doc_, out_, c))) continue;
            const std::string_view relation = doc_.relation(c);
            if (relation != "amod" && relation != "compound" && relation != "nmod") continue;
            const std::uint32_t e = out_.entity_at(c);
            if (out_.all[e].type == node_type::state || out_.all[e].type == node_type::organization ||
                (out_.all[e].type == node_type::person && is_rule(doc_.lemma(t)))) {
                owner = e;
                first = out_.mentions[out_.mention_of_token[c]].first;
                // "US and Ukrainian officials"
                if (auto owners = states_of(c); owners.size() > 1) out_.groups[t] = std::move(owners);
            }
        }
        if (out_.groups.count(t)) continue;
        if (owner == kNone && t > span.first && covered(t - 1) && doc_.head(t - 1) != Document::kNone &&
            !attitude_prefix(attitude_word(doc_, out_, t - 1))) {
            const std::uint32_t e = out_.entity_at(t - 1);
            if (out_.all[e].type == node_type::state || out_.all[e].type == node_type::organization)
                owner = e, first = t - 1;
            // "Indian and Pakistani troops clash", where the parser hangs the adjectives on the verb
            if (doc_.relation(t - 1) == "conj")
                if (auto owners = states_of(doc_.head(t - 1)); owners.size() > 1) {
                    out_.groups[t] = std::move(owners);
                    continue;
                }
        }
        if (owner != kNone && out_.all[owner].type == node_type::person) {
            // "The Trump administration": the state in which the person holds the highest office.
            std::uint32_t state = kNone;
            if (out_.all[owner].actor)
                for (const Holding& h : res_.actors.holdings(*out_.all[owner].actor))
                    if (res_.actors.actor(h.institution).type == node_type::state) state = h.institution;
            if (state == kNone) continue;
            owner = actor_entity(state);
        }
        if (owner == kNone && body && t > span.first && (lower(t - 1) == "the" || lower(t - 1) == "this")) {
            // "the country", "the group": the last one spoken of.
            const bool state = res_.cues.state_nouns.count(doc_.lemma(t)) > 0;
            const auto recent = recent_mentions();
            for (auto m = recent.rbegin(); m != recent.rend() && owner == kNone; ++m) {
                if (m->first > t || m->kind == MentionKind::pronoun) continue;
                const std::string_view type = out_.all[m->entity].type;
                if (type != (state ? node_type::state : node_type::organization)) continue;
                if (!state && !may_be_called(m->entity, doc_.lemma(t))) continue;
                owner = m->entity;
            }
            first = t;
        }
        if (owner != kNone) add_mention(first, t + 1, MentionKind::nominal, owner);
    }
}

/// An agreement or event known by common nouns: the one that the words take up, or a new one.
std::uint32_t EntityLinker::link_nominal(std::uint32_t first, std::uint32_t head, std::string_view type) {
    std::string name;
    bool specific = false;
    for (std::uint32_t t = first; t <= head; ++t) {
        const std::string word = lower(t);
        const std::string_view relation = doc_.relation(t);
        if (t < head &&
            (relation == "det" || word == "'s" || word == "’s" || doc_.upos(t) == Upos::PRON ||
             doc_.upos(t) == Upos::PUNCT) &&
            word != "-" && word != "–")
            continue;
        if (t < head && res_.cues.plain_modifiers.count(word)) continue;
        if (name.empty() && t < head && (word == "-" || word == "–")) continue;
        if (t < head) specific = true;
        if (!name.empty() && doc_.text().space_before(t)) name += ' ';
        name += t == head ? std::string(doc_.form(t)) : std::string(doc_.form(t));
    }
    const std::string determiner = lower(first);
    const bool definite = among(determiner, {"the", "this", "that", "its", "their"});
    const std::string key = std::string(type) + "\n" + normalize_name(name);
    if (const auto it = by_name_.find(key); it != by_name_.end() && (specific || definite)) return it->second;
    if (definite && !(specific && type == node_type::event)) {
        const std::string_view wanted = noun_class(doc_.lemma(head));
        const auto recent = recent_mentions();
        for (auto m = recent.rbegin(); m != recent.rend(); ++m) {
            if (out_.all[m->entity].type != type || m->kind == MentionKind::pronoun) continue;
            const std::string last_lemma = ascii_lower(doc_.lemma(m->last - 1));
            if (noun_class(last_lemma) == wanted) return m->entity;
            // "the plan" may take up any agreement, as a truce that was proposed.
            if (wanted == "agreement" && !specific && doc_.sentence(m->first) + 3 > doc_.sentence(head))
                return m->entity;
        }
    }
    Entity entity;
    entity.type = type;
    // "the 2024 French election", "the Gaza peace plan" are names; "a meeting" and "Russian talks" pass.
    entity.nominal = !named_by_modifiers(first, head) || res_.cues.passing_nouns.count(doc_.lemma(head)) > 0;
    entity.surface = name;
    entity.name = name;
    // Where it takes place names it: "talks in Geneva" are the Geneva talks.
    if (type == node_type::event && !specific)
        for (const std::uint32_t c : doc_.children(head)) {
            if (c < head || doc_.relation(c) != "nmod" || !covered(c)) continue;
            const std::string_view preposition = doc_.preposition(c);
            const Entity& other = out_.all[out_.entity_at(c)];
            if ((preposition == "in" || preposition == "on") && other.type != node_type::person &&
                !other.nominal)
                entity.name = other.name + " " + name;
        }
    const std::uint32_t id = new_entity(std::move(entity));
    by_name_[key] = id;
    return id;
}

/// True where a capitalised word or a year before a common noun makes a name of it.
bool EntityLinker::named_by_modifiers(std::uint32_t first, std::uint32_t head) const {
    for (std::uint32_t t = first; t < head; ++t)
        if ((doc_.capitalised(t) && !doc_.sentence_start(t)) ||
            (doc_.upos(t) == Upos::NUM && doc_.form(t).size() == 4))
            return true;
    return false;
}

void EntityLinker::add_agreements_and_events(std::uint32_t sentence) {
    const Sentence span = doc_.sentence_span(sentence);
    for (std::uint32_t t = span.first; t < span.last; ++t) {
        if (covered(t) || doc_.upos(t) != Upos::NOUN) continue;
        const bool agreement = res_.cues.agreement_nouns.count(doc_.lemma(t)) > 0;
        const bool event = res_.cues.event_nouns.count(doc_.lemma(t)) > 0;
        if (!agreement && !event) continue;
        const std::string_view relation = doc_.relation(t);
        if (relation == "compound" || relation == "amod") continue;  // "peace plan talks" are talks
        std::uint32_t first = t;
        while (first > span.first) {
            const std::uint32_t before = first - 1;
            const bool part = doc_.governs(t, before) && doc_.relation(before) != "case" &&
                              doc_.relation(before) != "cc" && doc_.relation(before) != "mark" &&
                              doc_.upos(before) != Upos::VERB && doc_.upos(before) != Upos::AUX &&
                              doc_.upos(before) != Upos::ADV && doc_.form(before) != ",";
            // "the Iran–Israel war": what a dash joins belongs together, wherever the tree hangs it up.
            const bool dash = (doc_.form(before) == "–" || doc_.form(before) == "-") && before > span.first &&
                              !doc_.text().space_before(before);
            const bool year =
                doc_.upos(before) == Upos::NUM && doc_.form(before).size() == 4 && doc_.capitalised(first);
            if (!part && !dash && !year) break;
            first = dash ? before - 1 : before;
        }
        const std::uint32_t entity =
            link_nominal(first, t, agreement ? node_type::agreement : node_type::event);
        if (doc_.relation(first) == "det" && first < t) ++first;
        const bool named = named_by_modifiers(first, t);
        // "the 2019 Ukrainian parliamentary election": the state in it only modifies.
        if (named)
            for (EntityMention& m : std::span(out_.mentions).last(recent_mentions().size()))
                if (m.first >= first && m.last <= t && m.kind == MentionKind::name)
                    m.kind = MentionKind::adjective;
        add_mention(first, t + 1, named ? MentionKind::name : MentionKind::nominal, entity);
    }
}

/// The person, or the state or organization, that a pronoun goes back to: the subject of its own or the
/// previous sentence before others, then the nearest.
std::uint32_t EntityLinker::antecedent(std::uint32_t before, bool person) const {
    std::uint32_t best = kNone;
    int best_score = 0;
    const std::uint32_t here = doc_.sentence(before);
    for (const EntityMention& m : recent_mentions()) {
        if (m.first >= before || m.kind == MentionKind::adjective) continue;
        const std::uint32_t sentence = doc_.sentence(m.first);
        if (sentence + 2 < here) continue;
        const std::string_view type = out_.all[m.entity].type;
        const bool fits =
            person ? type == node_type::person : type == node_type::state || type == node_type::organization;
        if (!fits) continue;
        const std::string_view relation = doc_.relation(m.head);
        int score = 100 - static_cast<int>(here - sentence) * 40;
        if (relation == "nsubj")
            score += 35;
        else if (relation == "obl" || relation == "nmod")
            score -= 15;
        // Nearer is better where all else is equal.
        score = score * 1000 + static_cast<int>(m.first % 1000);
        if (score > best_score) {
            best_score = score;
            best = m.entity;
        }
    }
    return best;
}

/// "A company was fined by Peru for its role": what a pronoun means is the subject before it, which has no
/// name.
bool EntityLinker::of_unnamed_body(std::uint32_t pronoun) const {
    for (std::uint32_t up = doc_.head(pronoun); up != Document::kNone; up = doc_.head(up)) {
        const std::uint32_t subject = doc_.child(up, "nsubj");
        if (subject == Document::kNone || subject >= pronoun || doc_.governs(subject, pronoun)) continue;
        const std::string_view lemma = doc_.lemma(subject);
        const bool new_one = doc_.has_child(subject, "det") && lower(doc_.child(subject, "det"))[0] == 'a';
        return !covered(subject) && doc_.word(subject).xpos == "NN" && new_one &&
               (res_.cues.organization_nouns.contains(lemma) || res_.cues.product_nouns.contains(lemma));
    }
    return false;
}

void EntityLinker::add_pronouns(std::uint32_t sentence) {
    const Sentence span = doc_.sentence_span(sentence);
    for (std::uint32_t t = span.first; t < span.last; ++t) {
        if (covered(t) || doc_.upos(t) != Upos::PRON) continue;
        const std::string word = lower(t);
        std::uint32_t entity = kNone;
        if (among(word, {"he", "him", "his", "she", "her", "hers", "himself", "herself"}))
            entity = antecedent(t, true);
        else if ((word == "its" || (word == "it" && doc_.relation(t) != "expl")) && !of_unnamed_body(t))
            entity = antecedent(t, false);
        if (entity != kNone) add_mention(t, t + 1, MentionKind::pronoun, entity);
    }
}

}  // namespace entente
