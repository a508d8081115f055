#include "core/extract/patterns/interactions.h"

#include "core/extract/clauses/clause_date.h"
#include "core/extract/clauses/clause_status.h"
#include "core/extract/patterns/argument_places.h"
#include "core/extract/patterns/involvement.h"
#include "core/extract/patterns/trigger_match.h"
#include "core/extract/relations/relation_selection.h"
#include "core/knowledge/plover.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Document::kNone;
using Slot = ArgumentSlot;

class InteractionFinder {
  public:
    InteractionFinder(const ClauseGrammar& grammar, const Resources& resources, bool event_coding)
        : grammar_(grammar),
          doc_(grammar.document()),
          entities_(grammar.entities()),
          res_(resources),
          involved_(grammar, resources),
          event_coding_(event_coding) {}

    std::vector<Relation> run() {
        std::vector<Relation> all;
        for (std::uint32_t s = 0; s < doc_.sentence_count(); ++s) {
            dates_.reset();
            for (const TriggerMatch& match : match_triggers(grammar_, res_, s)) apply(match);
            read_claim(s);
            std::vector<Relation> of_sentence = best_readings(std::exchange(found_, {}));
            if (event_coding_)
                of_sentence = main_events(std::move(of_sentence), doc_);
            else
                add_complaints(of_sentence);
            std::ranges::move(of_sentence, std::back_inserter(all));
        }
        return all;
    }

  private:
    // Longer lists are tables; each with each of them would flood the graph.
    static constexpr std::size_t kMostArguments = 24;
    // What a sense with a fitting object is surer than one without, in ten-thousandths.
    static constexpr int kSpecific = 1500;
    // Per cent for an actor that only stands near.
    static constexpr int kLooseCertainty = 45;
    // A claim of responsibility comes in the same sentence or one of the next two, and is mostly true.
    static constexpr std::uint32_t kClaimWithin = 2;
    static constexpr int kClaimCertainty = 85;
    static constexpr int kComplaintCertainty = 80;
    // Per cent from which an argument is what a token means, and not what it belongs to.
    static constexpr int kItself = 80;
    inline static const std::vector<std::string> kActors = {"person", "state", "organization", "place"};

    /// "Oslo says that Moscow attacked it": the victim who says so accuses.
    void add_complaints(std::vector<Relation>& of_sentence) const {
        const EdgeType& accuses = *res_.ontology.edge_type("accuses");
        for (std::size_t i = 0, end = of_sentence.size(); i < end; ++i) {
            const Claim& deed = of_sentence[i].claim;
            if (deed.status.attribution != deed.target.entity || deed.status.negated ||
                deed.status.modality != Modality::actual)
                continue;
            if (res_.ontology.edge_type(deed.type)->quad != QuadClass::material_conflict) continue;
            if (!res_.ontology.allows(accuses, type_of(deed.target), type_of(deed.source))) continue;
            Claim complaint = deed;
            std::swap(complaint.source, complaint.target);
            complaint.type = accuses.name;
            complaint.plover = accuses.plover;
            complaint.cameo.clear();
            complaint.intensity.reset();
            complaint.status.attribution = Entities::kNone;
            const auto confidence =
                static_cast<Confidence>(of_sentence[i].confidence * kComplaintCertainty / 100);
            of_sentence.push_back(
                {std::move(complaint), Complaint{*trigger_pattern(of_sentence[i].derivation)}, confidence});
        }
    }

    std::string_view type_of(const RelationEnd& end) const { return entities_.all[end.entity].type; }

    /// When the event of a trigger was. The dates of its sentence are looked for once, and only where there
    /// is an event.
    std::string date_of(std::uint32_t trigger) {
        const std::uint32_t sentence = doc_.sentence(trigger);
        if (!dates_ || sentence != dated_sentence_) {
            const Sentence& span = doc_.sentence_span(sentence);
            dates_ = find_dates(doc_.text(), span.first, span.last, doc_.day());
            dated_sentence_ = sentence;
        }
        return clause_date(doc_, trigger, *dates_);
    }

    std::vector<Argument> fill(const Slot& slot, const TriggerMatch& match) const {
        std::vector<Argument> arguments;
        for (const std::uint32_t token : slot_tokens(grammar_, slot, match)) {
            std::vector<Argument> found = grammar_.resolve(token);
            if (speaks_of_deed(*match.sense) && is_deed(token)) found = doers(token, std::move(found));
            // "destroyed drones in Kursk" destroys nothing of Kursk
            if (slot.kind == Slot::Kind::object && res_.cues.munition_nouns.contains(doc_.lemma(token)))
                std::erase_if(found, [&](const Argument& a) {
                    std::uint32_t first = a.token;
                    while (doc_.relation(first) == "conj") first = doc_.head(first);
                    const std::string_view preposition = doc_.preposition(first);
                    return among(preposition, {"in", "over", "near", "above", "at"});
                });
            arguments.insert(arguments.end(), found.begin(), found.end());
        }
        return arguments;
    }

    /// Of the verbal acts only threats are aimed at whom a deed is done to: "threatened the bombing of".
    bool speaks_of_deed(const TriggerSense& sense) const {
        const EdgeType& type = *res_.ontology.edge_type(sense.type);
        return type.name != "threatens" &&
               (type.quad == QuadClass::verbal_cooperation || type.quad == QuadClass::verbal_conflict);
    }

    /// "killing", "arrest": a noun of material conflict.
    bool is_deed(std::uint32_t noun) const {
        if (doc_.upos(noun) != Upos::NOUN) return false;
        return std::ranges::any_of(
            res_.triggers.find(TriggerSense::Part::noun, ascii_lower(doc_.lemma(noun))),
            [&](const TriggerSense& sense) {
                return sense.particle.empty() &&
                       res_.ontology.edge_type(sense.type)->quad == QuadClass::material_conflict;
            });
    }

    /// "condemned the killing of Holm by the rebels": of whom a deed's noun leads to, who did it.
    std::vector<Argument> doers(std::uint32_t deed, std::vector<Argument> found) const {
        std::vector<std::uint32_t> victims = grammar_.with_preposition(deed, "of");
        for (const std::uint32_t example : grammar_.with_preposition(deed, "including"))
            if (is_deed(example))
                std::ranges::copy(grammar_.with_preposition(example, "of"), std::back_inserter(victims));
        std::erase_if(found, [&](const Argument& a) {
            return std::ranges::any_of(
                victims, [&](std::uint32_t v) { return a.token == v || doc_.governs(v, a.token); });
        });
        if (found.empty())
            for (const std::uint32_t agent : grammar_.with_preposition(deed, "by"))
                for (const Argument& a : grammar_.resolve(agent)) found.push_back(a);
        return found;
    }

    /// The first slot that leads to something an edge of the type may start (or end) at.
    std::vector<Argument> fill_first(const std::vector<Slot>& slots, const TriggerMatch& match,
                                     const std::vector<std::string>& allowed) const {
        for (const Slot& slot : slots) {
            std::vector<Argument> arguments = fill(slot, match);
            const auto has = [](const std::vector<std::string>& types, std::string_view type) {
                return std::find(types.begin(), types.end(), type) != types.end();
            };
            std::erase_if(arguments, [&](const Argument& a) {
                const std::string_view type = entities_.all[a.entity].type;
                if (!has(allowed, type)) return true;
                // "called Holm's bluff" is no call to a person.
                return !slot.types.empty() && (!has(slot.types, type) || a.certainty < kItself);
            });
            if (arguments.size() > kMostArguments) arguments.resize(kMostArguments);
            if (!arguments.empty()) return arguments;
        }
        return {};
    }

    void apply(const TriggerMatch& match) {
        // "the Israeli-occupied sector" is no news, and "displaced families" are nobody's doing.
        if (doc_.relation(match.trigger) == "amod" &&
            (event_coding_ || !involved_.names_agent(match.trigger)))
            return;
        const TriggerSense& sense = *match.sense;
        if (involved_.is_mishap(match)) return;
        // Nor is "a key ally of Japan".
        if (event_coding_ && !sense.from.empty() && sense.from.front().kind == Slot::Kind::self) return;
        const auto [trigger, carrier] = std::pair(match.trigger, match.carrier);
        const EdgeType& type = *res_.ontology.edge_type(sense.type);
        const bool any_actor = event_coding_ && !type.structural;
        const std::vector<std::string>& from = any_actor ? kActors : type.sources;
        const std::vector<std::string>& to = any_actor ? kActors : type.targets;
        std::vector<Argument> sources = fill_first(source_slots(match), match, from);
        const bool said = !sense.from.empty() && sense.from.front().kind == Slot::Kind::sayer;
        if (said && sources.empty()) return;
        std::vector<Argument> targets = receivers(match, to);
        if (targets.empty()) targets = fill_first(sense.to, match, to);
        // "announced a ceasefire between A and B", "fighting between A and B": these are the sides, whoever
        // speaks of it.
        const Slot between{Slot::Kind::preposition, "between", {}};
        const bool has_sides = (type.symmetric && sense.part == TriggerSense::Part::noun) ||
                               std::ranges::count(sense.from, between) > 0;
        bool between_sides = false;
        if (has_sides) {
            std::vector<Argument> sides = fill_first({between}, match, from);
            if (sides.size() < 2 && targets.empty()) sides = named_sides(trigger);
            // "airstrikes between two towns"
            if (type.quad == QuadClass::material_conflict)
                std::erase_if(sides, [&](const Argument& a) {
                    return entities_.all[a.entity].type == node_type::place;
                });
            between_sides = sides.size() > 1;
            if (between_sides) sources = std::move(sides), targets.clear();
        }
        if (type.name == "attacks" && sense.part == TriggerSense::Part::noun && sources.empty()) {
            sources = attackers_around(grammar_, res_.cues, trigger);
            std::erase_if(sources, [&](const Argument& s) {
                return std::ranges::count(from, entities_.all[s.entity].type) == 0;
            });
        }
        // "his arrest": he is arrested.
        if (sense.part == TriggerSense::Part::noun && sources.size() == 1 && targets.size() == 1 &&
            sources[0].token == targets[0].token)
            sources.clear();
        if (!event_coding_)
            std::erase_if(sources, [&](const Argument& s) {
                return involved_.is_private(s.token) || involved_.is_opponent(s);
            });
        std::erase_if(sources, [&](const Argument& s) { return involved_.is_scene(s.token); });
        if (type.name == "meets-with" || type.name == "supports")
            std::erase_if(targets, [&](const Argument& t) { return involved_.is_private(t.token); });
        // "shelters Pakistani militants" helps no Pakistan.
        if (!event_coding_ &&
            (type.quad == QuadClass::verbal_cooperation || type.quad == QuadClass::material_cooperation))
            std::erase_if(targets, [&](const Argument& t) { return involved_.is_opponent(t); });
        // "an agreement forced on it by A and B": whoever did it is not whom it was done to.
        if (!type.symmetric && sense.part == TriggerSense::Part::verb)
            std::erase_if(targets, [&](const Argument& t) {
                return std::any_of(sources.begin(), sources.end(),
                                   [&](const Argument& s) { return s.token == t.token; });
            });
        const bool reciprocal = sense.reciprocal || between_sides || on_each_other(carrier);
        if (type.name == "attacks" && !sources.empty() && !(reciprocal && sources.size() > 1) &&
            !involved_.hits_munition(match)) {
            // "Hamas fighters are killed in an Israeli strike in Jenin" hits both.
            const bool only_where = std::ranges::all_of(
                targets, [&](const Argument& t) { return doc_.preposition(t.token) == "in"; });
            const bool nowhere = targets.empty();
            if (only_where)
                for (const Argument& victim : victims_around(grammar_, res_.cues, carrier, sources, to))
                    if (nowhere || (entities_.all[victim.entity].type != node_type::place &&
                                    !involved_.is_private(victim.token)))
                        targets.push_back(victim);
        }
        const bool by_authority = type.name == "coerces" || (event_coding_ && type.name == "accuses");
        if (sources.empty() && by_authority && !targets.empty() && !involved_.by_opponents(carrier) &&
            !res_.cues.lawless_deeds.contains(doc_.lemma(trigger)))
            sources = state_of_place(grammar_, carrier);
        // "a meeting of A and B"; but "our deals with A and B", "visits to A and B" are somebody else's.
        const auto is_partner = [&](const Argument& t) {
            return doc_.preposition(t.token) == "with" || doc_.preposition(t.token) == "to";
        };
        if (sources.empty() && type.symmetric && targets.size() > 1 &&
            !std::ranges::any_of(targets, is_partner))
            sources = targets, targets.clear();
        if (type.quad == QuadClass::material_conflict || type.quad == QuadClass::verbal_conflict)
            targets = not_oneself(std::move(targets), sources, carrier);
        // "seizes two tankers in the Persian Gulf"
        if (type.quad == QuadClass::material_conflict)
            std::erase_if(targets, [&](const Argument& t) {
                return involved_.is_water(t.entity) && !doc_.preposition(t.token).empty();
            });
        if (type.name == "attacks" && sources.empty() && !targets.empty() && !event_coding_) {
            unclaimed_ = std::pair(targets, match);
            return;
        }
        // "A and B visit", or travel to, somebody else; "A and B meet" each other, as one meets with another.
        const bool takes_partner =
            between_sides || std::ranges::any_of(sense.to, [](const ArgumentSlot& slot) {
                return slot.word == "with" || slot.word == "between";
            });
        const bool mutual = ((type.symmetric && takes_partner) || reciprocal) && targets.empty() &&
                            (!event_coding_ || sources.size() > 1);
        if (event_coding_ && !mutual) {
            if (targets.empty() && !sources.empty()) targets = nearest_below(match, sources);
            if (sources.empty() && !targets.empty()) sources = nearest_before(match, targets);
        }
        if (sources.empty() || (targets.empty() && !mutual) || (mutual && sources.size() < 2)) return;
        // Who calls a thing illegal says so now, however the clause below is meant.
        const std::uint32_t says = said ? doc_.head(trigger) : trigger;
        const ClauseStatus status = clause_status(grammar_, says, said ? says : carrier, res_.cues);
        // Who take part in talks together need not sit on two sides.
        if (mutual && carrier != trigger && res_.cues.attending_verbs.count(doc_.lemma(carrier))) return;
        if (mutual) {
            for (std::size_t i = 0; i < sources.size(); ++i)
                for (std::size_t k = i + 1; k < sources.size(); ++k)
                    add_sides(sense, type, sources[i], sources[k], status, trigger, reciprocal);
            return;
        }
        if (type.name == "attacks") targets = hit_states(grammar_, std::move(targets), sources);
        if (!event_coding_) {
            sources = actors_only(grammar_, std::move(sources), targets);
            if (type.name != "withdraws-from" && type.quad != QuadClass::material_conflict)
                targets = actors_only(grammar_, std::move(targets), {});
        }
        for (const Argument& s : sources)
            for (const Argument& t : targets) add_sides(sense, type, s, t, status, trigger, reciprocal);
    }

    /// "talks held in Doha, Qatar, between A and B": the two by the words alone, which the parser often
    /// parts. Only when and where may stand before them.
    std::vector<Argument> named_sides(std::uint32_t noun) const {
        if (doc_.upos(noun) != Upos::NOUN) return {};
        const auto tells_where = [&](std::uint32_t token) {
            const std::uint32_t e = entities_.entity_at(token);
            if (e != Entities::kNone)
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
            if (m == Entities::kNone || entities_.mentions[m].kind != MentionKind::name) return {};
            sides.push_back({entities_.mentions[m].entity, entities_.mentions[m].head, kItself});
            t = entities_.mentions[m].last;
            if (sides.size() == 1 && (t >= doc_.size() || doc_.form(t++) != "and")) return {};
        }
        return sides.size() == 2 && sides[0].entity != sides[1].entity ? sides : std::vector<Argument>{};
    }

    /// "blamed each other", "fought against one another".
    bool on_each_other(std::uint32_t verb) const {
        for (const std::uint32_t c : doc_.children(verb)) {
            if (c + 1 >= doc_.size() || (doc_.relation(c) != "obj" && doc_.relation(c) != "obl")) continue;
            const std::string_view word = doc_.lemma(c), next = doc_.lemma(c + 1);
            if ((word == "each" && next == "other") || (word == "one" && next == "another")) return true;
        }
        return false;
    }

    /// One edge, and where each does it to the other also its counterpart. An event record has one direction.
    void add_sides(const TriggerSense& sense, const EdgeType& type, const Argument& s, const Argument& t,
                   const ClauseStatus& status, std::uint32_t trigger, bool reciprocal) {
        // "British Prime Minister Keir Starmer visits Kyiv": nobody meets the state whose office he holds.
        if (type.symmetric && (holds_office_in(s.entity, t.entity) || holds_office_in(t.entity, s.entity)))
            return;
        const std::size_t before = found_.size();
        add(sense, type, s, t, status, trigger);
        if (!reciprocal || type.symmetric || event_coding_) return;
        add(sense, type, t, s, status, trigger);
        for (std::size_t i = before; i < found_.size(); ++i)
            std::get<TriggerPattern>(found_[i].derivation).reciprocal = true;
    }

    /// "The plan drew criticism", "came under attack", "placed him under arrest": whom a noun is done to by
    /// its verb.
    std::vector<Argument> receivers(const TriggerMatch& match,
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
            else if (res_.cues.weak_verbs.count(doc_.lemma(verb)) || grammar_.passive(verb))
                tokens = grammar_.objects(verb);
            if (tokens.empty() && verb != kNone) tokens = grammar_.subjects(verb);
        } else if (verb != kNone && doc_.relation(noun) == "obj" &&
                   res_.cues.receiving_verbs.count(doc_.lemma(verb))) {
            tokens = grammar_.subjects(verb);
        }
        std::vector<Argument> found;
        for (const std::uint32_t s : tokens)
            for (const Argument& a : grammar_.resolve(s))
                if (std::find(allowed.begin(), allowed.end(), entities_.all[a.entity].type) != allowed.end())
                    found.push_back(a);
        if (found.size() > kMostArguments) found.resize(kMostArguments);
        return found;
    }

    /// In event coding every event has two sides: the first actor below the trigger that no slot leads to.
    std::vector<Argument> nearest_below(const TriggerMatch& match,
                                        const std::vector<Argument>& others) const {
        for (const EntityMention& m : entities_.mentions_in(match.trigger + 1, sentence_end(match.trigger))) {
            if (!doc_.governs(match.carrier, m.head)) continue;
            if (!fits(m.entity, others)) continue;
            std::vector<Argument> found{{m.entity, m.head, kLooseCertainty}};
            for (const std::uint32_t part : doc_.conjuncts(m.head))
                if (const std::uint32_t e = entities_.entity_at(part);
                    e != Entities::kNone && e != m.entity && fits(e, others))
                    found.push_back({e, part, kLooseCertainty});
            return found;
        }
        return {};
    }

    /// The last actor before the trigger, as a source that no slot leads to.
    std::vector<Argument> nearest_before(const TriggerMatch& match,
                                         const std::vector<Argument>& others) const {
        std::vector<Argument> found;
        const std::uint32_t begin = doc_.sentence_span(doc_.sentence(match.trigger)).first;
        for (const EntityMention& m : entities_.mentions_in(begin, match.trigger)) {
            // "three American soldiers were killed": not by Americans
            const bool part_of_other = std::any_of(others.begin(), others.end(), [&](const Argument& a) {
                return doc_.governs(a.token, m.head);
            });
            if (!part_of_other && !involved_.is_scene(m.head) && fits(m.entity, others))
                found = {{m.entity, m.head, kLooseCertainty}};
        }
        return found;
    }

    std::uint32_t sentence_end(std::uint32_t token) const {
        return doc_.sentence_span(doc_.sentence(token)).last;
    }

    bool fits(std::uint32_t entity, const std::vector<Argument>& others) const {
        const bool other =
            std::none_of(others.begin(), others.end(), [&](const Argument& a) { return a.entity == entity; });
        return other &&
               std::find(kActors.begin(), kActors.end(), entities_.all[entity].type) != kActors.end();
    }

    /// On the article's day, by the lexicon.
    bool holds_office_in(std::uint32_t person, std::uint32_t state) const {
        const Entity &one = entities_.all[person], &other = entities_.all[state];
        if (one.type != node_type::person || other.type != node_type::state || !one.actor || !other.actor ||
            !doc_.day())
            return false;
        const auto& held = res_.actors.holdings(*one.actor);
        return std::any_of(held.begin(), held.end(), [&](const Holding& h) {
            return h.institution == *other.actor &&
                   (h.begin.year == 0 || h.begin.first_day() <= *doc_.day()) &&
                   (h.end.year == 0 || h.end.last_day() >= *doc_.day());
        });
    }

    /// "Oslo says that Moscow violated its airspace": nobody attacks or accuses himself; who reports it is
    /// meant.
    std::vector<Argument> not_oneself(std::vector<Argument> targets, const std::vector<Argument>& sources,
                                      std::uint32_t carrier) const {
        if (sources.size() != 1 || targets.size() != 1 || targets[0].entity != sources[0].entity)
            return targets;
        const std::uint32_t above = doc_.head(carrier);
        const std::uint32_t token = targets[0].token;
        if (above == kNone || doc_.upos(token) != Upos::PRON) return targets;
        // "Oslo criticised Moscow and expelled its envoy"
        if (doc_.relation(carrier) == "conj")
            for (const std::uint32_t o : grammar_.objects(above))
                for (const Argument& a : grammar_.resolve(o))
                    if (a.entity != sources[0].entity) return {{a.entity, a.token, a.certainty * 70 / 100}};
        if (doc_.relation(carrier) != "ccomp") return targets;
        for (const std::uint32_t s : grammar_.subjects(above))
            for (const Argument& a : grammar_.resolve(s))
                if (a.entity != sources[0].entity) return {{a.entity, a.token, a.certainty * 80 / 100}};
        return targets;
    }

    /// "Ten soldiers were killed. The group claimed responsibility.": who claims it did what nobody was named
    /// for.
    void read_claim(std::uint32_t sentence) {
        if (!unclaimed_) return;
        const auto& [victims, attack] = *unclaimed_;
        if (doc_.sentence(attack.trigger) + kClaimWithin < sentence) {
            unclaimed_.reset();
            return;
        }
        const Sentence& span = doc_.sentence_span(sentence);
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            if (doc_.upos(t) != Upos::VERB || !res_.cues.claiming_verbs.contains(doc_.lemma(t))) continue;
            const std::uint32_t object = doc_.child(t, "obj");
            if (object == kNone || !res_.cues.claimed_nouns.contains(doc_.lemma(object))) continue;
            const EdgeType& type = *res_.ontology.edge_type(attack.sense->type);
            const ClauseStatus status = clause_status(grammar_, attack.trigger, attack.carrier, res_.cues);
            for (const std::uint32_t s : grammar_.subjects(t))
                for (Argument claimer : grammar_.resolve(s)) {
                    claimer.certainty = claimer.certainty * kClaimCertainty / 100;
                    const std::size_t before = found_.size();
                    for (const Argument& victim : victims)
                        add(*attack.sense, type, claimer, victim, status, attack.trigger);
                    for (std::size_t i = before; i < found_.size(); ++i)
                        found_[i].derivation =
                            ClaimOfResponsibility{std::get<TriggerPattern>(found_[i].derivation)};
                }
            unclaimed_.reset();
            return;
        }
    }

    void add(const TriggerSense& sense, const EdgeType& type, const Argument& s, const Argument& t,
             const ClauseStatus& status, std::uint32_t trigger) {
        if (s.entity == t.entity) return;
        if (event_coding_)
            add_event(sense, type, s, t, status, trigger);
        else if (res_.ontology.allows(type, entities_.all[s.entity].type, entities_.all[t.entity].type))
            found_.push_back(of_thing(relation(sense, type, s, t, status, trigger)));
    }

    /// Who criticises a plan is against it: only actors are accused.
    Relation of_thing(Relation r) const {
        Claim& claim = r.claim;
        const std::string_view target = type_of(claim.target);
        if (claim.type == "accuses" && (target == node_type::agreement || target == node_type::event)) {
            claim.type = "opposes";
            claim.plover =
                plover_event(res_.ontology, *res_.ontology.edge_type(claim.type), {}, claim.status.modality);
            claim.cameo.clear();
        }
        return r;
    }

    /// Between actors: who accepts another's plan agrees with the other, who refuses to co-operate rejects.
    void add_event(const TriggerSense& sense, const EdgeType& type, const Argument& s, const Argument& t,
                   const ClauseStatus& status, std::uint32_t trigger) {
        Relation r = relation(sense, type, s, t, status, trigger);
        const bool co_operative =
            type.quad == QuadClass::verbal_cooperation || type.quad == QuadClass::material_cooperation;
        if (r.claim.status.negated && co_operative) {
            r.claim.intensity.reset();
            r.claim.type = "opposes";
            r.claim.plover = res_.ontology.edge_type(r.claim.type)->plover;
            r.claim.status.negated = false;
        } else if (type.name == "accepts" || type.name == "proposes") {
            r.claim.type = "agrees-with";
        }
        found_.push_back(std::move(r));
    }

    Relation relation(const TriggerSense& sense, const EdgeType& type, const Argument& s, const Argument& t,
                      const ClauseStatus& status, std::uint32_t trigger) {
        Claim claim;
        claim.source = {s.entity, s.token, s.certainty};
        claim.target = {t.entity, t.token, t.certainty};
        claim.type = sense.type;
        claim.status = status;
        if (status.modality == Modality::actual && sense.modality) claim.status.modality = *sense.modality;
        if (status.attribution == s.entity) claim.status.attribution = Entities::kNone;
        claim.plover = plover_event(res_.ontology, type, sense.plover, claim.status.modality);
        claim.cameo = sense.cameo;
        claim.intensity = sense.intensity;
        claim.role = sense.role;
        claim.trigger = trigger;
        claim.date = date_of(trigger);
        TriggerPattern pattern{&sense};
        pattern.guessed = s.certainty == kLooseCertainty || t.certainty == kLooseCertainty;
        if (!sense.object.empty() || !sense.particle.empty() || !sense.oblique.empty())
            pattern.specificity = kSpecific;
        const auto confidence = static_cast<Confidence>(static_cast<int>(sense.confidence) * s.certainty /
                                                        100 * t.certainty / 100);
        return {std::move(claim), pattern, confidence};
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    Involvement involved_;
    bool event_coding_;
    std::optional<std::vector<DateExpression>> dates_;  ///< of the sentence last dated
    std::uint32_t dated_sentence_ = 0;
    std::vector<Relation> found_;  ///< in the sentence being read
    std::optional<std::pair<std::vector<Argument>, TriggerMatch>>
        unclaimed_;  ///< victims of an attack by nobody named
};

}  // namespace

std::vector<Relation> find_interactions(const ClauseGrammar& grammar, const Resources& resources,
                                        bool event_coding) {
    return InteractionFinder(grammar, resources, event_coding).run();
}

}  // namespace entente
