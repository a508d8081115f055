#include "core/extract/patterns/trigger_match.h"

#include "core/extract/names/attitude_prefix.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace entente {
namespace {

using Slot = ArgumentSlot;

/// "up" in "up to 500 refugees" belongs to the number.
bool counts(const Document& doc, std::uint32_t up) {
    return up + 2 < doc.size() && ascii_lower(doc.form(up)) == "up" && doc.form(up + 1) == "to" &&
           doc.upos(up + 2) == Upos::NUM;
}

bool particle_matches(const Document& doc, const TriggerSense& sense, std::uint32_t verb) {
    std::string particle;
    for (const std::uint32_t c : doc.children(verb))
        if (doc.full_relation(c) == "compound:prt" && !counts(doc, c)) particle = ascii_lower(doc.form(c));
    if (!sense.particle.empty() && particle.empty())
        for (const std::uint32_t c : doc.children(verb))
            if (doc.relation(c) == "advmod" && ascii_lower(doc.form(c)) == sense.particle)
                particle = sense.particle;
    // "pulled out of the treaty", where the parser hangs "out" on what follows.
    if (particle.empty() && is_particle(sense.particle) && !doc.has_child(verb, "obj"))
        for (const std::uint32_t c : doc.children(verb))
            if ((doc.relation(c) == "obl" || doc.relation(c) == "nmod") &&
                doc.preposition(c) == sense.particle)
                particle = sense.particle;
    return sense.particle == particle;
}

/// The lemma of a noun; of plurals that are their own lemmas ("troops", "supplies") the singular.
std::string singular(const Document& doc, std::uint32_t noun) {
    std::string lemma = ascii_lower(doc.lemma(noun));
    if (doc.word(noun).xpos != "NNS" || !lemma.ends_with('s') || lemma != ascii_lower(doc.form(noun)))
        return lemma;
    lemma.pop_back();
    if (lemma.ends_with("ie")) lemma.replace(lemma.size() - 2, 2, "y");
    return lemma;
}

/// The object of a verb that a sense asks for, or kNone.
std::uint32_t wanted_object(const ClauseGrammar& grammar, const TriggerSense& sense, std::uint32_t verb) {
    if (sense.object.empty()) return kNone;
    const Document& doc = grammar.document();
    const auto wanted = [&](std::uint32_t noun) {
        const std::string lemma = singular(doc, noun);
        if (sense.object.front() == TriggerSense::kAnyObject)
            return doc.full_relation(noun) != "obl:unmarked";
        return std::find(sense.object.begin(), sense.object.end(), lemma) != sense.object.end();
    };
    // "found guilty", "held responsible"
    for (const std::uint32_t c : doc.children(verb))
        if (doc.relation(c) == "xcomp" && doc.upos(c) == Upos::ADJ && wanted(c)) return c;
    for (const std::uint32_t object : grammar.objects(verb))
        for (const std::uint32_t part : doc.conjuncts(object)) {
            if (wanted(part)) return part;
            // "a new round of exercises", "dozens of soldiers"
            for (const std::uint32_t c : doc.children(part))
                if (doc.relation(c) == "nmod" && doc.preposition(c) == "of" && wanted(c)) return c;
        }
    return kNone;
}

/// True where the clause below a verb has one of the auxiliaries that the sense asks for, or it asks for
/// none.
bool auxiliary_matches(const Document& doc, const TriggerSense& sense, std::uint32_t verb) {
    if (sense.auxiliary.empty()) return true;
    for (const std::uint32_t clause : doc.children(verb)) {
        if (doc.relation(clause) != "ccomp") continue;
        for (const std::uint32_t c : doc.children(clause))
            if (doc.relation(c) == "aux" && std::find(sense.auxiliary.begin(), sense.auxiliary.end(),
                                                      ascii_lower(doc.form(c))) != sense.auxiliary.end())
                return true;
    }
    return false;
}

/// "told Kyiv to sign", and not "told Kyiv that it signs", where a sense asks for that.
bool infinitive_matches(const Document& doc, const TriggerSense& sense, std::uint32_t verb) {
    if (!sense.infinitive) return true;
    for (const std::uint32_t clause : doc.children(verb))
        if (clause > verb && (doc.relation(clause) == "xcomp" || doc.relation(clause) == "ccomp"))
            for (const std::uint32_t c : doc.children(clause))
                if (doc.relation(c) == "mark" && doc.lemma(c) == "to") return true;
    return false;
}

/// True for a verb that only a hyphen makes: "strong-arm" gives no arms; but in "Rwandan-backed" Rwanda
/// backs.
bool is_compound(const Document& doc, const Entities& entities, std::uint32_t verb) {
    return verb > 1 && doc.form(verb - 1) == "-" && !doc.text().space_before(verb) &&
           !doc.text().space_before(verb - 1) && doc.upos(verb - 2) == Upos::ADJ &&
           entities.entity_at(verb - 2) == kNone;
}

/// The verb that a noun takes its participants from ("launched strikes on"), or the noun itself.
std::uint32_t carrier_of(const Document& doc, const Cues& cues, std::uint32_t noun) {
    std::uint32_t t = noun;
    for (std::uint32_t above; (above = doc.head(t)) != kNone && doc.upos(above) == Upos::NOUN; t = above) {
        // "strikes and raids"; "a wave of attacks", "an increase in tariffs".
        const bool listed = doc.relation(t) == "conj";
        const std::string_view preposition = doc.preposition(t);
        const bool measured = doc.relation(t) == "nmod" && among(preposition, {"of", "in", "to"}) &&
                              cues.light_nouns.count(doc.lemma(above));
        if (!listed && !measured) break;
    }
    const std::uint32_t governor = doc.head(t);
    if (governor == kNone || doc.upos(governor) != Upos::VERB) return noun;
    const std::string_view relation = doc.relation(t);
    const std::string_view preposition = relation == "obl" ? doc.preposition(t) : std::string_view{};
    // "placed him under arrest"; but who "comes under" attack does nothing.
    const bool under =
        preposition == "under" && (doc.has_child(governor, "obj") || doc.has_child(governor, "nsubj:pass"));
    const bool argument = relation == "obj" || doc.full_relation(t) == "nsubj:pass" || under ||
                          among(preposition, {"in", "for", "into", "with", "to", "on"});
    return argument && cues.weak_verbs.count(doc.lemma(governor)) ? governor : noun;
}

/// True where the sense asks for no subject or oblique, or the verb has one of those.
bool company_matches(const ClauseGrammar& grammar, const TriggerSense& sense, std::uint32_t verb) {
    const Document& doc = grammar.document();
    const auto among = [&](const std::vector<std::string>& lemmas, std::uint32_t token) {
        return std::find(lemmas.begin(), lemmas.end(), ascii_lower(doc.lemma(token))) != lemmas.end();
    };
    if (!sense.subject.empty()) {
        const auto subjects = grammar.subjects(verb);
        if (std::none_of(subjects.begin(), subjects.end(),
                         [&](std::uint32_t s) { return among(sense.subject, s); }))
            return false;
    }
    if (sense.oblique.empty()) return true;
    for (const std::string& wanted : sense.oblique)
        if (const std::size_t colon = wanted.find(':'); colon != std::string::npos)
            for (const std::uint32_t t : grammar.with_preposition(verb, wanted.substr(0, colon)))
                if (ascii_lower(doc.lemma(t)) == std::string_view(wanted).substr(colon + 1)) return true;
    // Anywhere in the clause: the parser may hang "in the final" on the object or a clause below; and at the
    // head of the sentence: "In tennis, ...".
    const Sentence& span = doc.sentence_span(doc.sentence(verb));
    for (std::uint32_t t = span.first; t < span.last; ++t)
        if (doc.relation(t) != "obj" && among(sense.oblique, t) &&
            (doc.governs(verb, t) || t == span.first + 1))
            return true;
    return false;
}

/// `taken` gets the nouns that senses of the verb take as their objects, with the type that they make.
void match_verb(const ClauseGrammar& grammar, const Resources& res, std::uint32_t verb,
                std::vector<TriggerMatch>& out,
                std::vector<std::pair<std::uint32_t, std::string_view>>& taken) {
    const Document& doc = grammar.document();
    // "United Nations": the tagger may take a part of a name for a verb.
    if (doc.capitalised(verb) && verb + 1 < doc.size() && doc.capitalised(verb + 1) &&
        doc.relation(verb) == "amod")
        return;
    if (is_compound(doc, grammar.entities(), verb)) return;
    const auto fits = [&](const TriggerSense& sense, std::uint32_t object) {
        return particle_matches(doc, sense, verb) && auxiliary_matches(doc, sense, verb) &&
               infinitive_matches(doc, sense, verb) && company_matches(grammar, sense, verb) &&
               (sense.object.empty() || object != kNone);
    };
    const auto senses = res.triggers.find_verb(doc.lemma(verb), ascii_lower(doc.form(verb)));
    if (senses.empty()) return;
    const auto nulls = res.triggers.null_senses(TriggerSense::Part::verb, senses.front().lemma);
    const bool idle = std::any_of(nulls.begin(), nulls.end(), [&](const TriggerSense& sense) {
        return fits(sense, wanted_object(grammar, sense, verb));
    });
    for (const TriggerSense& sense : senses) {
        if (idle && sense.object.empty()) continue;
        const std::uint32_t object = wanted_object(grammar, sense, verb);
        if (!fits(sense, object)) continue;
        if (object != kNone && sense.object.front() != TriggerSense::kAnyObject)
            taken.emplace_back(object, sense.type);
        out.push_back({&sense, verb, verb});
    }
}

/// True where a noun has the modifier or preposition that a sense asks for ("hunger strike", "on strike").
bool qualifier_matches(const Document& doc, const TriggerSense& sense, std::uint32_t noun) {
    if (sense.particle.empty()) return true;
    for (const std::uint32_t c : doc.children(noun)) {
        const std::string_view relation = doc.relation(c);
        if (among(relation, {"amod", "compound", "case"}) && ascii_lower(doc.form(c)) == sense.particle)
            return true;
    }
    return false;
}

void match_noun(const ClauseGrammar& grammar, const Resources& res, std::uint32_t noun,
                std::vector<TriggerMatch>& out) {
    const Document& doc = grammar.document();
    // A noun inside a name ("Strike Group") or before another noun ("talks venue") triggers nothing.
    if (doc.upos(noun) == Upos::PROPN && grammar.entities().entity_at(noun) != kNone) return;
    const auto senses = res.triggers.find(TriggerSense::Part::noun, ascii_lower(doc.lemma(noun)));
    if (senses.empty()) return;
    // "tariff rates on imports", "bombing campaign against": the noun after it takes its arguments.
    std::uint32_t anchor = noun;
    const std::uint32_t above = doc.head(noun);
    if (doc.relation(noun) == "compound" && above != kNone) {
        if (!res.cues.light_nouns.count(doc.lemma(above))) return;
        anchor = above;
    }
    const auto nulls = res.triggers.null_senses(TriggerSense::Part::noun, ascii_lower(doc.lemma(noun)));
    const bool idle = std::any_of(nulls.begin(), nulls.end(), [&](const TriggerSense& sense) {
        return qualifier_matches(doc, sense, noun);
    });
    const std::uint32_t carrier = carrier_of(doc, res.cues, anchor);
    for (const TriggerSense& sense : senses)
        if ((!idle || !sense.particle.empty()) && qualifier_matches(doc, sense, noun))
            out.push_back({&sense, anchor, carrier});
}

/// Of two nouns of events, one of the other, which says less: talks that are suspended are talks, aid that is
/// suspended is none.
bool drop_of_pair(const Document& doc, const Resources& res, const TriggerMatch& match) {
    const auto quad = [&](std::uint32_t noun) {
        const auto senses = doc.upos(noun) == Upos::NOUN
                                ? res.triggers.find(TriggerSense::Part::noun, ascii_lower(doc.lemma(noun)))
                                : std::span<const TriggerSense>{};
        return senses.empty() ? QuadClass::none : res.ontology.edge_type(senses.front().type)->quad;
    };
    const auto holds = [&](std::uint32_t below) {
        return doc.relation(below) == "nmod" && doc.preposition(below) == "of";
    };
    const std::uint32_t above = doc.head(match.trigger);
    if (above != kNone && holds(match.trigger) && res.cues.light_nouns.count(doc.lemma(above)) &&
        quad(above) != QuadClass::none && quad(match.trigger) == QuadClass::material_cooperation)
        return true;
    if (!res.cues.light_nouns.count(doc.lemma(match.trigger))) return false;
    const auto children = doc.children(match.trigger);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
        return holds(c) && quad(c) != QuadClass::none && quad(c) != QuadClass::material_cooperation;
    });
}

/// What hangs with a preposition behind a noun on the active verb above it.
std::vector<std::uint32_t> agents_above(const ClauseGrammar& grammar, std::uint32_t noun,
                                        std::string_view preposition) {
    const Document& doc = grammar.document();
    std::vector<std::uint32_t> found;
    const std::uint32_t verb = doc.head(noun);
    if (verb == kNone || doc.upos(verb) != Upos::VERB || grammar.passive(verb)) return found;
    if (preposition == "from" && doc.relation(noun) != "obj" && doc.preposition(noun) != "under")
        return found;
    for (const std::uint32_t c : doc.children(verb))
        if (c > noun && doc.relation(c) == "obl" && doc.preposition(c) == preposition) found.push_back(c);
    return found;
}

/// "Russian missile and drone strikes": the modifiers of the noun before "and", where the parser does not see
/// that the trigger's own is coordinated with it.
std::vector<std::uint32_t> shared_modifiers(const Document& doc, std::uint32_t trigger) {
    std::vector<std::uint32_t> found;
    if (trigger < 3 || doc.relation(trigger - 1) != "compound" || doc.head(trigger - 1) != trigger)
        return found;
    const std::uint32_t first = trigger - 3;
    if (ascii_lower(doc.form(trigger - 2)) != "and" || doc.upos(first) != Upos::NOUN ||
        doc.sentence(first) != doc.sentence(trigger))
        return found;
    for (const std::uint32_t c : doc.children(first))
        if (c < first && (doc.relation(c) == "amod" || doc.relation(c) == "compound")) found.push_back(c);
    return found;
}

/// "grants Hungary an exemption": a bare name between a verb and its object, whatever the parser takes it
/// for.
bool stands_as_recipient(const Document& doc, std::uint32_t verb, std::uint32_t token) {
    const std::uint32_t object = doc.child(verb, "obj");
    return object != kNone && verb < token && token < object && doc.upos(token) == Upos::PROPN &&
           doc.relation(token) == "advmod" && doc.preposition(token).empty();
}

/// Whom a noun describes, or the name beside it: "critic Anna Berg".
std::vector<std::uint32_t> described_by(const ClauseGrammar& grammar, std::uint32_t noun) {
    const Document& doc = grammar.document();
    std::vector<std::uint32_t> names = grammar.described_by(noun);
    if (!names.empty()) return names;
    for (const std::uint32_t c : doc.children(noun))
        if (c > noun && (doc.relation(c) == "appos" || doc.relation(c) == "flat" ||
                         (doc.relation(c) == "nmod" && doc.preposition(c).empty())))
            names.push_back(c);
    // The noun may hang on the name.
    const std::uint32_t above = doc.head(noun);
    if (names.empty() && above == noun + 1 &&
        (doc.relation(noun) == "compound" || doc.relation(noun) == "nmod"))
        names.push_back(above);
    return names;
}

}  // namespace

std::vector<TriggerMatch> match_triggers(const ClauseGrammar& grammar, const Resources& resources,
                                         std::uint32_t sentence) {
    std::vector<TriggerMatch> found;
    std::vector<std::pair<std::uint32_t, std::string_view>> taken;
    const Document& doc = grammar.document();
    const Sentence& span = doc.sentence_span(sentence);
    for (std::uint32_t token = span.first; token < span.last; ++token) {
        const Upos upos = doc.upos(token);
        if (upos == Upos::VERB)
            match_verb(grammar, resources, token, found, taken);
        else if (upos == Upos::NOUN || upos == Upos::PROPN)
            match_noun(grammar, resources, token, found);
        else if (upos == Upos::ADJ)
            for (const TriggerSense& sense :
                 resources.triggers.find(TriggerSense::Part::adjective, doc.lemma(token)))
                found.push_back({&sense, token, token});
    }
    std::erase_if(found, [&](const TriggerMatch& match) {
        if (match.sense->part != TriggerSense::Part::noun) return false;
        if (drop_of_pair(doc, resources, match)) return true;
        bool elsewhere = false;
        for (const auto& [noun, type] : taken) {
            if (noun != match.trigger) continue;
            if (type == match.sense->type) return false;
            elsewhere = true;
        }
        return elsewhere;
    });
    for (TriggerMatch& match : found) match.type = resources.ontology.edge_type(match.sense->type);
    return found;
}

std::vector<std::uint32_t> slot_tokens(const ClauseGrammar& grammar, const Slot& slot,
                                       const TriggerMatch& match) {
    const Document& doc = grammar.document();
    const std::uint32_t trigger = match.trigger, carrier = match.carrier;
    std::vector<std::uint32_t> tokens;
    switch (slot.kind) {
        case Slot::Kind::subject:
            if (doc.upos(trigger) == Upos::VERB || carrier != trigger) return grammar.subjects(carrier);
            for (const std::uint32_t c : doc.children(trigger))
                if (doc.relation(c) == "nsubj") tokens.push_back(c);  // of a predicate noun or adjective
            if (tokens.empty() && doc.upos(trigger) == Upos::ADJ) tokens = grammar.subjects(trigger);
            // "Russia considers Meta an extremist organization"
            if (tokens.empty() && doc.upos(trigger) == Upos::NOUN && doc.relation(trigger) == "obj" &&
                doc.head(trigger) != kNone)
                for (const std::uint32_t c : doc.children(doc.head(trigger)))
                    if (c != trigger && (doc.relation(c) == "obj" || doc.relation(c) == "iobj"))
                        tokens.push_back(c);
            break;
        case Slot::Kind::object: return grammar.objects(trigger);
        case Slot::Kind::recipient:
            for (const std::uint32_t c : doc.children(carrier))
                if (doc.relation(c) == "iobj" || stands_as_recipient(doc, carrier, c)) tokens.push_back(c);
            break;
        case Slot::Kind::clause:
            for (const std::uint32_t c : doc.children(trigger))
                if (among(doc.relation(c), {"ccomp", "xcomp", "acl"})) {
                    // Who "alleges that Peru was attacked by Chile" accuses Chile.
                    if (match.type->blames_doer && grammar.passive(c)) return grammar.subjects(c);
                    for (const std::uint32_t s : doc.children(c))
                        if (doc.relation(s) == "nsubj") tokens.push_back(s);
                }
            break;
        case Slot::Kind::possessor:
            if (const std::uint32_t c = doc.child(trigger, "nmod:poss"); c != kNone) tokens.push_back(c);
            break;
        case Slot::Kind::modifier:
            for (const std::uint32_t c : doc.children(trigger))
                if ((doc.relation(c) == "amod" || doc.relation(c) == "compound") && c < trigger &&
                    !attitude_prefix(attitude_word(doc, grammar.entities(), c))) {
                    tokens.push_back(c);
                    // "US-Ukraine talks"
                    for (const std::uint32_t joined : doc.children(c))
                        if (doc.relation(joined) == "compound" && doc.has_child(joined, "punct"))
                            tokens.push_back(joined);
                }
            for (const std::uint32_t c : shared_modifiers(doc, trigger))
                if (grammar.entities().entity_at(c) != kNone) tokens.push_back(c);
            break;
        case Slot::Kind::opposed:
            for (const std::uint32_t c : doc.children(trigger))
                if (c < trigger && opposing_prefix(attitude_word(doc, grammar.entities(), c)))
                    tokens.push_back(c);
            break;
        case Slot::Kind::self: return described_by(grammar, trigger);
        case Slot::Kind::sayer:
            // "Iran says that it is illegal", "it was seen as illegal by Iran", "Iran deems it illegal"
            if (const std::uint32_t above = doc.head(trigger);
                above != kNone && doc.upos(above) == Upos::VERB &&
                among(doc.relation(trigger), {"ccomp", "xcomp", "obl", "advcl", "obj"})) {
                tokens = grammar.subjects(above);
                if (tokens.empty() && grammar.passive(above))
                    tokens = grammar.with_preposition(trigger, "by");
            }
            break;
        case Slot::Kind::preposition:
            tokens = grammar.with_preposition(trigger, slot.word);
            // "people die in an attack on a hospital by the rebels", "drew criticism from Oslo": the agent
            // hangs on the verb above.
            if (tokens.empty() && (slot.word == "by" || slot.word == "from") &&
                doc.upos(trigger) == Upos::NOUN)
                tokens = agents_above(grammar, trigger, slot.word);
            if (carrier != trigger)
                for (const std::uint32_t t : grammar.with_preposition(carrier, slot.word))
                    if (t != trigger && std::find(tokens.begin(), tokens.end(), t) == tokens.end())
                        tokens.push_back(t);
            break;
    }
    return tokens;
}

std::vector<Slot> source_slots(const TriggerMatch& match) {
    std::vector<Slot> slots = match.sense->from;
    // Whoever a noun's verb has as subject does it: "Kyiv launched strikes".
    if (match.carrier != match.trigger && match.sense->part == TriggerSense::Part::noun)
        slots.insert(slots.begin(), Slot{Slot::Kind::subject, {}, {}});
    return slots;
}

}  // namespace entente
