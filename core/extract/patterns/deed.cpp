#include "core/extract/patterns/deed.h"

#include "core/extract/patterns/argument_places.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <iterator>

namespace entente {
namespace {

using Slot = ArgumentSlot;

// Longer lists are tables; each with each of them would flood the graph.
constexpr std::size_t kMostArguments = 24;
// Per cent from which an argument is what a token means, and not what it belongs to.
constexpr int kItself = 80;

bool has(const std::vector<std::string>& types, std::string_view type) {
    return std::ranges::find(types, type) != types.end();
}

bool co_operates(const EdgeType& type) {
    return type.quad == QuadClass::verbal_cooperation || type.quad == QuadClass::material_cooperation;
}

bool is_of_noun(const Deed& deed) {
    return deed.match.sense->part == TriggerSense::Part::noun;
}

}  // namespace

std::optional<Deed> DeedReader::read(const TriggerMatch& match) const {
    if (tells_no_deed(match)) return {};
    Deed deed;
    deed.match = match;
    deed.sources = fill_first(source_slots(match), match, allowed_sources(deed.type()));
    if (deed.said() && deed.sources.empty()) return {};
    deed.targets = receivers(match, allowed_targets(deed.type()));
    if (deed.targets.empty()) deed.targets = fill_first(match.sense->to, match, allowed_targets(deed.type()));

    using Step = void (DeedReader::*)(Deed&) const;
    constexpr Step kSteps[] = {
        &DeedReader::take_sides_between,
        &DeedReader::take_attackers_around,
        &DeedReader::drop_source_that_is_target,
        &DeedReader::drop_uninvolved_sources,
        &DeedReader::drop_private_targets,
        &DeedReader::drop_opponents_among_targets,
        &DeedReader::drop_sources_among_targets,
        &DeedReader::note_reciprocity,
        &DeedReader::take_victims_around,
        &DeedReader::take_authorities,
        &DeedReader::take_targets_as_sides,
        &DeedReader::take_reporter_for_pronoun,
        &DeedReader::drop_waters,
        &DeedReader::note_mutuality,
        &DeedReader::take_nearest,
        &DeedReader::name_states_for_places,
    };
    for (const Step step : kSteps) (this->*step)(deed);
    // Who take part in talks together need not sit on two sides.
    if (deed.mutual && match.carrier != match.trigger &&
        res_.cues.attending_verbs.contains(doc_.lemma(match.carrier)))
        return {};
    return deed;
}

bool DeedReader::tells_no_deed(const TriggerMatch& match) const {
    // "the Israeli-occupied sector" is no news, and "displaced families" are nobody's doing.
    if (doc_.relation(match.trigger) == "amod" && (event_coding_ || !involved_.names_agent(match.trigger)))
        return true;
    // Nor is "a key ally of Japan" in event coding.
    const std::vector<Slot>& from = match.sense->from;
    const bool describes = !from.empty() && from.front().kind == Slot::Kind::self;
    return (event_coding_ && describes) || involved_.is_mishap(match);
}

/// "announced a ceasefire between A and B", "fighting between A and B": these are the sides, whoever speaks
/// of it.
void DeedReader::take_sides_between(Deed& deed) const {
    const Slot between{Slot::Kind::preposition, "between", {}};
    const bool has_sides = (deed.type().symmetric && is_of_noun(deed)) ||
                           std::ranges::count(deed.match.sense->from, between) > 0;
    if (!has_sides) return;
    std::vector<Argument> sides = fill_first({between}, deed.match, allowed_sources(deed.type()));
    if (sides.size() < 2 && deed.targets.empty()) sides = named_sides(deed.match.trigger);
    // "airstrikes between two towns"
    if (deed.type().quad == QuadClass::material_conflict)
        std::erase_if(sides, [&](const Argument& a) { return type_of(a) == node_type::place; });
    deed.between_sides = sides.size() > 1;
    if (!deed.between_sides) return;
    deed.sources = std::move(sides);
    deed.targets.clear();
}

/// "an attack on a station, by the rebels"
void DeedReader::take_attackers_around(Deed& deed) const {
    if (!deed.type().uses_force || !is_of_noun(deed) || !deed.sources.empty()) return;
    deed.sources = attackers_around(grammar_, res_.cues, deed.match.trigger);
    std::erase_if(deed.sources,
                  [&](const Argument& s) { return !has(allowed_sources(deed.type()), type_of(s)); });
}

/// "his arrest": he is arrested.
void DeedReader::drop_source_that_is_target(Deed& deed) const {
    if (is_of_noun(deed) && deed.sources.size() == 1 && deed.targets.size() == 1 &&
        deed.sources[0].token == deed.targets[0].token)
        deed.sources.clear();
}

/// "a Syrian national attacked", "Colombian rebels seized", "an explosion in Egypt kills"
void DeedReader::drop_uninvolved_sources(Deed& deed) const {
    std::erase_if(deed.sources, [&](const Argument& s) {
        const bool for_others = !event_coding_ && (involved_.is_private(s.token) || involved_.is_opponent(s));
        return for_others || involved_.is_scene(s.token);
    });
}

/// "met French tourists" is no meeting with France.
void DeedReader::drop_private_targets(Deed& deed) const {
    if (deed.type().public_targets)
        std::erase_if(deed.targets, [&](const Argument& t) { return involved_.is_private(t.token); });
}

/// "shelters Pakistani militants" helps no Pakistan.
void DeedReader::drop_opponents_among_targets(Deed& deed) const {
    if (!event_coding_ && co_operates(deed.type()))
        std::erase_if(deed.targets, [&](const Argument& t) { return involved_.is_opponent(t); });
}

/// "an agreement forced on it by A and B": whoever did it is not whom it was done to.
void DeedReader::drop_sources_among_targets(Deed& deed) const {
    if (deed.type().symmetric || deed.match.sense->part != TriggerSense::Part::verb) return;
    std::erase_if(deed.targets, [&](const Argument& t) {
        return std::ranges::any_of(deed.sources, [&](const Argument& s) { return s.token == t.token; });
    });
}

void DeedReader::note_reciprocity(Deed& deed) const {
    deed.reciprocal = deed.match.sense->reciprocal || deed.between_sides || on_each_other(deed.match.carrier);
}

/// "Hamas fighters are killed in an Israeli strike in Jenin" hits both.
void DeedReader::take_victims_around(Deed& deed) const {
    if (!deed.type().uses_force || deed.sources.empty() || (deed.reciprocal && deed.sources.size() > 1) ||
        involved_.hits_munition(deed.match))
        return;
    const bool only_where = std::ranges::all_of(
        deed.targets, [&](const Argument& t) { return doc_.preposition(t.token) == "in"; });
    if (!only_where) return;
    const bool nowhere = deed.targets.empty();
    for (const Argument& victim :
         victims_around(grammar_, res_.cues, deed.match.carrier, deed.sources, allowed_targets(deed.type())))
        if (nowhere || (type_of(victim) != node_type::place && !involved_.is_private(victim.token)))
            deed.targets.push_back(victim);
}

/// "two men were arrested in Lima": by the authorities there.
void DeedReader::take_authorities(Deed& deed) const {
    const bool by_them =
        deed.type().by_authorities || (event_coding_ && deed.type().by_authorities_in_coding);
    if (by_them && deed.sources.empty() && !deed.targets.empty() &&
        !involved_.by_opponents(deed.match.carrier) &&
        !res_.cues.lawless_deeds.contains(doc_.lemma(deed.match.trigger)))
        deed.sources = state_of_place(grammar_, deed.match.carrier);
}

/// "a meeting of A and B"; but "our deals with A and B", "visits to A and B" are somebody else's.
void DeedReader::take_targets_as_sides(Deed& deed) const {
    const auto is_partner = [&](const Argument& t) {
        return among(doc_.preposition(t.token), {"with", "to"});
    };
    if (!deed.sources.empty() || !deed.type().symmetric || deed.targets.size() < 2 ||
        std::ranges::any_of(deed.targets, is_partner))
        return;
    deed.sources = std::exchange(deed.targets, {});
}

/// "Oslo says that Moscow violated its airspace": nobody attacks or accuses himself; who reports it is meant.
void DeedReader::take_reporter_for_pronoun(Deed& deed) const {
    if (deed.type().quad != QuadClass::material_conflict && deed.type().quad != QuadClass::verbal_conflict)
        return;
    if (deed.sources.size() != 1 || deed.targets.size() != 1) return;
    const std::uint32_t source = deed.sources[0].entity, above = doc_.head(deed.match.carrier);
    Argument& target = deed.targets[0];
    if (target.entity != source || above == kNone || doc_.upos(target.token) != Upos::PRON) return;
    const auto take_other = [&](const std::vector<std::uint32_t>& tokens, int certainty) {
        for (const std::uint32_t token : tokens)
            for (const Argument& a : grammar_.resolve(token))
                if (a.entity != source) {
                    target = {a.entity, a.token, a.certainty * certainty / 100};
                    return true;
                }
        return false;
    };
    // "Oslo criticised Moscow and expelled its envoy"
    if (doc_.relation(deed.match.carrier) == "conj" && take_other(grammar_.objects(above), 70)) return;
    if (doc_.relation(deed.match.carrier) == "ccomp") take_other(grammar_.subjects(above), 80);
}

/// "seizes two tankers in the Persian Gulf"
void DeedReader::drop_waters(Deed& deed) const {
    if (deed.type().quad == QuadClass::material_conflict)
        std::erase_if(deed.targets, [&](const Argument& t) {
            return involved_.is_water(t.entity) && !doc_.preposition(t.token).empty();
        });
}

/// "A and B meet" each other, as one meets with another; but "A and B visit" or travel to somebody else.
void DeedReader::note_mutuality(Deed& deed) const {
    const bool takes_partner =
        deed.between_sides || std::ranges::any_of(deed.match.sense->to, [](const Slot& slot) {
            return among(slot.word, {"with", "between"});
        });
    deed.mutual = ((deed.type().symmetric && takes_partner) || deed.reciprocal) && deed.targets.empty() &&
                  (!event_coding_ || deed.sources.size() > 1);
}

/// In event coding every event has two sides.
void DeedReader::take_nearest(Deed& deed) const {
    if (!event_coding_ || deed.mutual) return;
    if (deed.targets.empty() && !deed.sources.empty()) deed.targets = nearest_below(deed);
    if (deed.sources.empty() && !deed.targets.empty()) deed.sources = nearest_before(deed);
}

/// "attacked Kharkiv" hits Ukraine, "Paris said" is France; but who withdraws from a town leaves the town.
void DeedReader::name_states_for_places(Deed& deed) const {
    if (deed.mutual || !deed.has_two_sides()) return;
    if (deed.type().uses_force) deed.targets = hit_states(grammar_, std::move(deed.targets), deed.sources);
    if (event_coding_) return;
    deed.sources = actors_only(grammar_, std::move(deed.sources), deed.targets);
    if (!deed.type().place_targets) deed.targets = actors_only(grammar_, std::move(deed.targets), {});
}

const std::vector<std::string>& DeedReader::allowed_sources(const EdgeType& type) const {
    return event_coding_ && !type.structural ? res_.ontology.acting_types() : type.sources;
}

const std::vector<std::string>& DeedReader::allowed_targets(const EdgeType& type) const {
    return event_coding_ && !type.structural ? res_.ontology.acting_types() : type.targets;
}

/// The first slot that leads to something an edge of the type may start (or end) at.
std::vector<Argument> DeedReader::fill_first(const std::vector<Slot>& slots, const TriggerMatch& match,
                                             const std::vector<std::string>& allowed) const {
    for (const Slot& slot : slots) {
        std::vector<Argument> arguments = fill(slot, match);
        std::erase_if(arguments, [&](const Argument& a) {
            if (!has(allowed, type_of(a))) return true;
            // "called Holm's bluff" is no call to a person.
            return !slot.types.empty() && (!has(slot.types, type_of(a)) || a.certainty < kItself);
        });
        if (arguments.size() > kMostArguments) arguments.resize(kMostArguments);
        if (!arguments.empty()) return arguments;
    }
    return {};
}

std::vector<Argument> DeedReader::fill(const Slot& slot, const TriggerMatch& match) const {
    std::vector<Argument> arguments;
    for (const std::uint32_t token : slot_tokens(grammar_, slot, match)) {
        std::vector<Argument> found = grammar_.resolve(token);
        if (speaks_of_deed(*match.type) && is_deed(token)) found = doers(token, std::move(found));
        // "destroyed drones in Kursk" destroys nothing of Kursk
        if (slot.kind == Slot::Kind::object && res_.cues.munition_nouns.contains(doc_.lemma(token)))
            std::erase_if(found, [&](const Argument& a) {
                std::uint32_t first = a.token;
                while (doc_.relation(first) == "conj") first = doc_.head(first);
                return among(doc_.preposition(first), {"in", "over", "near", "above", "at"});
            });
        arguments.insert(arguments.end(), found.begin(), found.end());
    }
    return arguments;
}

/// "The plan drew criticism", "came under attack", "placed him under arrest": whom a noun is done to by its
/// verb.
std::vector<Argument> DeedReader::receivers(const TriggerMatch& match,
                                            const std::vector<std::string>& allowed) const {
    if (match.sense->part != TriggerSense::Part::noun) return {};
    const std::uint32_t noun = match.trigger;
    std::uint32_t verb = doc_.head(noun);
    std::vector<std::uint32_t> tokens;
    if (doc_.preposition(noun) == "under") {
        // The parser may hang it on the object.
        if (verb != kNone && doc_.relation(verb) == "obj") verb = doc_.head(verb);
        // "is under attack" is its own predicate; who "accepted the plan under pressure" is under it
        // himself.
        if (verb == kNone)
            tokens = grammar_.subjects(noun);
        else if (res_.cues.weak_verbs.contains(doc_.lemma(verb)) || grammar_.passive(verb))
            tokens = grammar_.objects(verb);
        if (tokens.empty() && verb != kNone) tokens = grammar_.subjects(verb);
    } else if (verb != kNone && doc_.relation(noun) == "obj" &&
               res_.cues.receiving_verbs.contains(doc_.lemma(verb))) {
        tokens = grammar_.subjects(verb);
    }
    std::vector<Argument> found;
    for (const std::uint32_t s : tokens)
        for (const Argument& a : grammar_.resolve(s))
            if (has(allowed, type_of(a))) found.push_back(a);
    if (found.size() > kMostArguments) found.resize(kMostArguments);
    return found;
}

/// True for verbal acts that are aimed at who does the deed they speak of, and not at its victims.
bool DeedReader::speaks_of_deed(const EdgeType& type) const {
    return !type.aims_at_victims &&
           (type.quad == QuadClass::verbal_cooperation || type.quad == QuadClass::verbal_conflict);
}

/// "killing", "arrest": a noun of material conflict.
bool DeedReader::is_deed(std::uint32_t noun) const {
    if (doc_.upos(noun) != Upos::NOUN) return false;
    return std::ranges::any_of(res_.triggers.find(TriggerSense::Part::noun, ascii_lower(doc_.lemma(noun))),
                               [&](const TriggerSense& sense) {
                                   return sense.particle.empty() &&
                                          res_.ontology.edge_type(sense.type)->quad ==
                                              QuadClass::material_conflict;
                               });
}

/// "condemned the killing of Holm by the rebels": of whom a deed's noun leads to, who did it.
std::vector<Argument> DeedReader::doers(std::uint32_t deed, std::vector<Argument> found) const {
    std::vector<std::uint32_t> victims = grammar_.with_preposition(deed, "of");
    for (const std::uint32_t example : grammar_.with_preposition(deed, "including"))
        if (is_deed(example))
            std::ranges::copy(grammar_.with_preposition(example, "of"), std::back_inserter(victims));
    std::erase_if(found, [&](const Argument& a) {
        return std::ranges::any_of(victims,
                                   [&](std::uint32_t v) { return a.token == v || doc_.governs(v, a.token); });
    });
    if (found.empty())
        for (const std::uint32_t agent : grammar_.with_preposition(deed, "by"))
            for (const Argument& a : grammar_.resolve(agent)) found.push_back(a);
    return found;
}

/// "talks held in Doha, Qatar, between A and B": the two by the words alone, which the parser often parts.
/// Only when and where may stand before them.
std::vector<Argument> DeedReader::named_sides(std::uint32_t noun) const {
    if (doc_.upos(noun) != Upos::NOUN) return {};
    const auto tells_where = [&](std::uint32_t token) {
        const std::uint32_t e = entities_.entity_at(token);
        if (e != kNone)
            return entities_.all[e].type == node_type::place || entities_.all[e].type == node_type::state;
        const std::string_view word = doc_.form(token);
        return among(word, {",", "in", "at"}) || doc_.upos(token) == Upos::NUM ||
               doc_.word(token).xpos == "VBN" || doc_.upos(token) == Upos::DET ||
               res_.cues.not_names.contains(ascii_lower(word));
    };
    std::uint32_t t = noun + 1;
    while (t < sentence_end(noun) && doc_.form(t) != "between" && tells_where(t)) ++t;
    if (t >= sentence_end(noun) || doc_.form(t) != "between") return {};
    std::vector<Argument> sides;
    for (++t; t < sentence_end(noun) && sides.size() < 2;) {
        if (doc_.relation(t) == "det") {
            ++t;
            continue;
        }
        const std::uint32_t m = entities_.mention_of_token[t];
        if (m == kNone || entities_.mentions[m].kind != MentionKind::name) return {};
        sides.push_back({entities_.mentions[m].entity, entities_.mentions[m].head, kItself});
        t = entities_.mentions[m].last;
        if (sides.size() == 1 && (t >= doc_.size() || doc_.form(t++) != "and")) return {};
    }
    return sides.size() == 2 && sides[0].entity != sides[1].entity ? sides : std::vector<Argument>{};
}

/// "blamed each other", "fought against one another".
bool DeedReader::on_each_other(std::uint32_t verb) const {
    for (const std::uint32_t c : doc_.children(verb)) {
        if (c + 1 >= doc_.size() || !among(doc_.relation(c), {"obj", "obl"})) continue;
        const std::string_view word = doc_.lemma(c), next = doc_.lemma(c + 1);
        if ((word == "each" && next == "other") || (word == "one" && next == "another")) return true;
    }
    return false;
}

/// The first actor below the trigger, as a target that no slot leads to, with those in one list with it.
std::vector<Argument> DeedReader::nearest_below(const Deed& deed) const {
    const std::uint32_t trigger = deed.match.trigger;
    for (const EntityMention& m : entities_.mentions_in(trigger + 1, sentence_end(trigger))) {
        if (!doc_.governs(deed.match.carrier, m.head) || !is_other_actor(m.entity, deed.sources)) continue;
        std::vector<Argument> found{{m.entity, m.head, kNearCertainty}};
        for (const std::uint32_t part : doc_.conjuncts(m.head))
            if (const std::uint32_t e = entities_.entity_at(part);
                e != kNone && e != m.entity && is_other_actor(e, deed.sources))
                found.push_back({e, part, kNearCertainty});
        return found;
    }
    return {};
}

/// The last actor before the trigger, as a source that no slot leads to.
std::vector<Argument> DeedReader::nearest_before(const Deed& deed) const {
    std::vector<Argument> found;
    const std::uint32_t trigger = deed.match.trigger;
    const std::uint32_t begin = doc_.sentence_span(doc_.sentence(trigger)).first;
    for (const EntityMention& m : entities_.mentions_in(begin, trigger)) {
        // "three American soldiers were killed": not by Americans
        const bool part_of_target = std::ranges::any_of(
            deed.targets, [&](const Argument& a) { return doc_.governs(a.token, m.head); });
        if (!part_of_target && !involved_.is_scene(m.head) && is_other_actor(m.entity, deed.targets))
            found = {{m.entity, m.head, kNearCertainty}};
    }
    return found;
}

bool DeedReader::is_other_actor(std::uint32_t entity, const std::vector<Argument>& others) const {
    return has(res_.ontology.acting_types(), entities_.all[entity].type) &&
           std::ranges::none_of(others, [&](const Argument& a) { return a.entity == entity; });
}

}  // namespace entente
