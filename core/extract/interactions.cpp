#include "core/extract/clause_status.h"
#include "core/extract/relation.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <optional>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Document::kNone;
using Slot = ArgumentSlot;

class InteractionFinder {
  public:
    InteractionFinder(const ClauseGrammar& grammar, const Resources& resources)
        : grammar_(grammar), doc_(grammar.document()), entities_(grammar.entities()), res_(resources) {}

    std::vector<Relation> run() {
        for (std::uint32_t s = 0; s < doc_.sentence_count(); ++s) {
            dates_.reset();
            const Sentence& span = doc_.sentence_span(s);
            for (std::uint32_t t = span.first; t < span.last; ++t) read_token(t);
        }
        return std::move(found_);
    }

  private:
    // Longer lists are tables; each with each of them would flood the graph.
    static constexpr std::size_t kMostArguments = 24;

    void read_token(std::uint32_t t) {
        const Upos upos = doc_.upos(t);
        if (upos == Upos::VERB)
            read_verb(t);
        else if (upos == Upos::NOUN || upos == Upos::PROPN)
            read_noun(t);
        else if (upos == Upos::ADJ)
            read_adjective(t);
    }

    /// When the event of a trigger was. The dates of its sentence are looked for once, and only where there
    /// is an event.
    std::string date_of(std::uint32_t trigger) {
        if (!dates_) {
            const Sentence& span = doc_.sentence_span(doc_.sentence(trigger));
            dates_ = find_dates(doc_.text(), span.first, span.last, doc_.day());
        }
        return clause_date(doc_, trigger, *dates_);
    }

    void read_verb(std::uint32_t verb) {
        for (const TriggerSense& sense :
             res_.triggers.find_verb(doc_.lemma(verb), ascii_lower(doc_.form(verb))))
            if (particle_matches(sense, verb) && object_matches(sense, verb)) apply(sense, verb, verb);
    }

    void read_noun(std::uint32_t noun) {
        const std::string lemma = ascii_lower(doc_.lemma(noun));
        // A noun inside a name ("Strike Group") or before another noun ("talks venue") triggers nothing.
        if (doc_.upos(noun) == Upos::PROPN && entities_.entity_at(noun) != Entities::kNone) return;
        const auto senses = res_.triggers.find(TriggerSense::Part::noun, lemma);
        if (senses.empty()) return;
        // "tariff rates on imports", "bombing campaign against": the noun after it takes its arguments.
        std::uint32_t anchor = noun;
        const std::uint32_t above = doc_.head(noun);
        if (doc_.relation(noun) == "compound" && above != kNone) {
            if (!res_.cues.light_nouns.count(doc_.lemma(above))) return;
            anchor = above;
        }
        const std::uint32_t carrier = carrier_of(anchor);
        for (const TriggerSense& sense : senses) apply(sense, anchor, carrier);
    }

    void read_adjective(std::uint32_t adjective) {
        for (const TriggerSense& sense :
             res_.triggers.find(TriggerSense::Part::adjective, doc_.lemma(adjective)))
            apply(sense, adjective, adjective);
    }

    bool particle_matches(const TriggerSense& sense, std::uint32_t verb) const {
        std::string particle;
        for (const std::uint32_t c : doc_.children(verb))
            if (doc_.full_relation(c) == "compound:prt") particle = ascii_lower(doc_.form(c));
        if (!sense.particle.empty() && particle.empty())
            for (const std::uint32_t c : doc_.children(verb))
                if (doc_.relation(c) == "advmod" && ascii_lower(doc_.form(c)) == sense.particle)
                    particle = sense.particle;
        return sense.particle == particle;
    }

    bool object_matches(const TriggerSense& sense, std::uint32_t verb) const {
        if (sense.object.empty()) return true;
        for (const std::uint32_t object : grammar_.objects(verb))
            for (const std::uint32_t part : doc_.conjuncts(object)) {
                const std::string lemma = ascii_lower(doc_.lemma(part));
                if (std::find(sense.object.begin(), sense.object.end(), lemma) != sense.object.end())
                    return true;
            }
        return false;
    }

    /// The verb that a noun takes its participants from ("launched strikes on"), or the noun itself.
    std::uint32_t carrier_of(std::uint32_t noun) const {
        std::uint32_t t = noun;
        for (std::uint32_t above; (above = doc_.head(t)) != kNone && doc_.upos(above) == Upos::NOUN;
             t = above) {
            // "strikes and raids"; "a wave of attacks".
            const bool listed = doc_.relation(t) == "conj";
            const bool measured = doc_.relation(t) == "nmod" && doc_.preposition(t) == "of" &&
                                  res_.cues.light_nouns.count(doc_.lemma(above));
            if (!listed && !measured) break;
        }
        const std::uint32_t governor = doc_.head(t);
        if (governor == kNone || doc_.upos(governor) != Upos::VERB) return noun;
        const std::string_view relation = doc_.relation(t);
        const bool argument =
            relation == "obj" || doc_.full_relation(t) == "nsubj:pass" ||
            (relation == "obl" && (doc_.preposition(t) == "in" || doc_.preposition(t) == "for" ||
                                   doc_.preposition(t) == "into" || doc_.preposition(t) == "with"));
        return argument && res_.cues.weak_verbs.count(doc_.lemma(governor)) ? governor : noun;
    }

    std::vector<Argument> fill(const Slot& slot, std::uint32_t trigger, std::uint32_t carrier) const {
        std::vector<std::uint32_t> tokens;
        const bool verb = doc_.upos(trigger) == Upos::VERB;
        switch (slot.kind) {
            case Slot::Kind::subject:
                if (verb || carrier != trigger) {
                    tokens = grammar_.subjects(carrier);
                } else {
                    for (const std::uint32_t c : doc_.children(trigger))
                        if (doc_.relation(c) == "nsubj")
                            tokens.push_back(c);  // of a predicate noun or adjective
                    if (tokens.empty() && doc_.upos(trigger) == Upos::ADJ)
                        tokens = grammar_.subjects(trigger);
                }
                break;
            case Slot::Kind::object: tokens = grammar_.objects(trigger); break;
            case Slot::Kind::recipient:
                for (const std::uint32_t c : doc_.children(carrier))
                    if (doc_.relation(c) == "iobj") tokens.push_back(c);
                break;
            case Slot::Kind::clause:
                for (const std::uint32_t c : doc_.children(trigger))
                    if (doc_.relation(c) == "ccomp" || doc_.relation(c) == "xcomp" ||
                        doc_.relation(c) == "acl") {
                        if (doc_.has_child(c, "nsubj"))
                            for (const std::uint32_t s : doc_.children(c))
                                if (doc_.relation(s) == "nsubj") tokens.push_back(s);
                    }
                break;
            case Slot::Kind::possessor:
                if (const std::uint32_t c = doc_.child(trigger, "nmod:poss"); c != kNone) tokens.push_back(c);
                break;
            case Slot::Kind::modifier:
                for (const std::uint32_t c : doc_.children(trigger))
                    if ((doc_.relation(c) == "amod" || doc_.relation(c) == "compound") && c < trigger)
                        tokens.push_back(c);
                break;
            case Slot::Kind::preposition:
                tokens = grammar_.with_preposition(trigger, slot.word);
                if (carrier != trigger)
                    for (const std::uint32_t t : grammar_.with_preposition(carrier, slot.word))
                        if (t != trigger && std::find(tokens.begin(), tokens.end(), t) == tokens.end())
                            tokens.push_back(t);
                break;
        }
        std::vector<Argument> arguments;
        for (const std::uint32_t token : tokens)
            for (const Argument& a : grammar_.resolve(token)) arguments.push_back(a);
        return arguments;
    }

    /// The first slot that leads to something an edge of the type may start (or end) at.
    std::vector<Argument> fill_first(const std::vector<Slot>& slots, std::uint32_t trigger,
                                     std::uint32_t carrier, const std::vector<std::string>& allowed) const {
        for (const Slot& slot : slots) {
            std::vector<Argument> arguments = fill(slot, trigger, carrier);
            std::erase_if(arguments, [&](const Argument& a) {
                return std::find(allowed.begin(), allowed.end(), entities_.all[a.entity].type) ==
                       allowed.end();
            });
            if (arguments.size() > kMostArguments) arguments.resize(kMostArguments);
            if (!arguments.empty()) return arguments;
        }
        return {};
    }

    void apply(const TriggerSense& sense, std::uint32_t trigger, std::uint32_t carrier) {
        const EdgeType& type = *res_.ontology.edge_type(sense.type);
        std::vector<Slot> from = sense.from;
        // Whoever a noun's verb has as subject does it: "Kyiv launched strikes".
        if (carrier != trigger && sense.part == TriggerSense::Part::noun)
            from.insert(from.begin(), Slot{Slot::Kind::subject, {}});
        std::vector<Argument> sources = fill_first(from, trigger, carrier, type.sources);
        std::vector<Argument> targets = fill_first(sense.to, trigger, carrier, type.targets);
        if (type.name == "attacks" && !sources.empty() && targets.empty())
            targets = victims_around(carrier, type.targets);
        if (sources.empty() && type.name == "coerces" && !targets.empty()) sources = state_of_place(trigger);
        if (sources.empty() && type.symmetric && targets.size() > 1) sources = targets, targets.clear();
        const bool mutual = type.symmetric && targets.empty();
        if (sources.empty() || (targets.empty() && !mutual) || (mutual && sources.size() < 2)) return;
        const ClauseStatus status = clause_status(grammar_, trigger, carrier, res_.cues);
        if (mutual) {
            for (std::size_t i = 0; i < sources.size(); ++i)
                for (std::size_t k = i + 1; k < sources.size(); ++k)
                    add(sense, type, sources[i], sources[k], status, trigger);
            return;
        }
        if (type.name == "attacks") targets = hit_states(std::move(targets));
        for (const Argument& s : sources)
            for (const Argument& t : targets) add(sense, type, s, t, status, trigger);
    }

    /// Who is hit where the attack itself doesn't say: "two Palestinians are killed when soldiers open fire",
    /// "... in a strike"; else where it happens.
    std::vector<Argument> victims_around(std::uint32_t carrier,
                                         const std::vector<std::string>& allowed) const {
        const auto fits = [&](const Argument& a) {
            return std::find(allowed.begin(), allowed.end(), entities_.all[a.entity].type) != allowed.end();
        };
        std::vector<Argument> victims;
        const auto take = [&](const std::vector<std::uint32_t>& tokens, int certainty) {
            for (const std::uint32_t token : tokens)
                for (Argument a : grammar_.resolve(token)) {
                    a.certainty = a.certainty * certainty / 100;
                    if (fits(a) && victims.size() < 4) victims.push_back(a);
                }
        };
        const std::uint32_t above = doc_.head(carrier);
        const std::string_view relation = doc_.relation(carrier);
        if (above != kNone && (relation == "obl" || relation == "advcl")) {
            const std::string_view lemma = doc_.lemma(above);
            if (lemma == "kill" || lemma == "injure" || lemma == "wound")
                take(grammar_.objects(above), 80);
            else if (lemma == "die")
                take(grammar_.subjects(above), 80);
        }
        for (const std::string_view preposition : {"in", "at", "near"})
            if (victims.empty()) take(grammar_.with_preposition(carrier, preposition), 70);
        return victims;
    }

    /// Who arrests without being named: the state where it happens.
    std::vector<Argument> state_of_place(std::uint32_t trigger) const {
        for (const std::string_view preposition : {"in", "at"})
            for (const std::uint32_t t : grammar_.with_preposition(trigger, preposition))
                for (Argument a : grammar_.resolve(t)) {
                    if (const auto state = state_around(a.entity, a.token); state != Entities::kNone) {
                        a.entity = state;
                        a.certainty = a.certainty * 60 / 100;
                        return {a};
                    }
                }
        return {};
    }

    /// The state of a place that the article speaks of: "Kyiv, Ukraine", or by the lexicon.
    std::uint32_t state_around(std::uint32_t entity, std::uint32_t token) const {
        const Entity& e = entities_.all[entity];
        if (e.type == node_type::state) return entity;
        if (e.type != node_type::place) return Entities::kNone;
        const std::uint32_t m = entities_.mention_of_token[token];
        std::uint32_t t = m == Entities::kNone ? token + 1 : entities_.mentions[m].last;
        while (t + 1 < doc_.size() && (doc_.form(t) == "," || doc_.form(t) == "in") &&
               entities_.entity_at(t + 1) != Entities::kNone) {
            const std::uint32_t next = entities_.entity_at(t + 1);
            if (entities_.all[next].type == node_type::state) return next;
            if (entities_.all[next].type != node_type::place) break;
            t = entities_.mentions[entities_.mention_of_token[t + 1]].last;
        }
        if (!e.country.empty())
            for (std::uint32_t i = 0; i < entities_.all.size(); ++i)
                if (entities_.all[i].type == node_type::state && entities_.all[i].country == e.country)
                    return i;
        return Entities::kNone;
    }

    /// An attack on X in Y hits the state that Y belongs to; the place is hit only where no state is named.
    std::vector<Argument> hit_states(std::vector<Argument> targets) const {
        for (Argument& a : targets)
            if (const std::uint32_t state = state_around(a.entity, a.token);
                state != Entities::kNone && state != a.entity)
                a.entity = state;
        return targets;
    }

    void add(const TriggerSense& sense, const EdgeType& type, const Argument& s, const Argument& t,
             const ClauseStatus& status, std::uint32_t trigger) {
        if (s.entity == t.entity) return;
        if (!res_.ontology.allows(type, entities_.all[s.entity].type, entities_.all[t.entity].type)) return;
        Relation r;
        r.source = s.entity;
        r.target = t.entity;
        r.type = sense.type;
        r.negated = status.negated;
        r.modality =
            status.modality == Modality::actual && sense.modality ? *sense.modality : status.modality;
        r.confidence = static_cast<Confidence>(static_cast<int>(sense.confidence) * s.certainty / 100 *
                                               t.certainty / 100);
        r.attribution = status.attribution == s.entity ? Entities::kNone : status.attribution;
        r.plover = plover_of(sense, type, r.modality);
        r.cameo = sense.cameo;
        r.role = sense.role;
        r.trigger = trigger;
        r.date = date_of(trigger);
        found_.push_back(std::move(r));
    }

    /// PLOVER: promised material co-operation is AGREE, planned or possible material conflict is THREATEN.
    static std::string plover_of(const TriggerSense& sense, const EdgeType& type, Modality modality) {
        const bool promised = modality == Modality::planned;
        const bool open = promised || modality == Modality::possible || modality == Modality::conditional;
        if (type.quad == QuadClass::material_cooperation && promised) return "AGREE";
        if (type.quad == QuadClass::material_conflict && open) return "THREATEN";
        return sense.plover;
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    std::optional<std::vector<DateExpression>> dates_;  ///< of the sentence at hand, once they are needed
    std::vector<Relation> found_;
};

}  // namespace

std::vector<Relation> find_interactions(const ClauseGrammar& grammar, const Resources& resources) {
    return InteractionFinder(grammar, resources).run();
}

}  // namespace entente
