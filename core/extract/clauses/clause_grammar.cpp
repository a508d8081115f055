#include "core/extract/clauses/clause_grammar.h"

#include "core/text/among.h"

#include <algorithm>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Document::kNone;
constexpr int kDeepest = 6;  // clauses that a missing subject is looked for above

/// Verbs whose object does what the infinitive says ("urged Kyiv to sign"); of others it is the subject.
bool controls_by_object(const Document& doc, std::uint32_t verb) {
    const bool promise = among(doc.lemma(verb), {"promise", "threaten", "vow"});
    return !promise && (doc.has_child(verb, "obj") || doc.has_child(verb, "iobj"));
}

/// "called on Kyiv to sign", "appealed to Oslo to help": the dependent that is asked.
std::uint32_t asked_one(const Document& doc, std::uint32_t verb) {
    const bool call = doc.lemma(verb) == "call", appeal = doc.lemma(verb) == "appeal";
    if (!call && !appeal) return kNone;
    for (const std::uint32_t c : doc.children(verb)) {
        const std::string_view preposition = doc.preposition(c);
        if (doc.relation(c) == "obl" &&
            (call ? preposition == "on" || preposition == "upon" : preposition == "to"))
            return c;
    }
    return kNone;
}

/// True for "of" in "pulled out of the treaty": the particle of the verb stands before it.
bool after_particle(const Document& doc, std::uint32_t nominal, std::string_view preposition) {
    std::string_view before;
    for (const std::uint32_t c : doc.children(nominal)) {
        if (doc.relation(c) != "case") continue;
        if (!before.empty()) return is_particle(before) && doc.lemma(c) == preposition;
        before = doc.lemma(c);
    }
    return false;
}

/// Of a noun, or of a whole clause, as in "it was Oslo that ...".
bool is_relative_clause(std::string_view relation) {
    return relation == "acl:relcl" || relation == "advcl:relcl";
}

/// "killed at least ten soldiers", "admitted up to 500 refugees": an object that the parser takes for an
/// oblique, for what stands before its number looks like a preposition.
bool is_counted_object(const Document& doc, std::uint32_t nominal) {
    if (doc.relation(nominal) != "obl" || !doc.has_child(nominal, "nummod")) return false;
    for (const std::uint32_t c : doc.children(nominal)) {
        if (doc.relation(c) != "case" || c + 1 >= nominal) continue;
        const std::string_view next = doc.lemma(c + 1);
        if (doc.lemma(c) == "at" && (next == "least" || next == "most" || doc.form(c + 1) == "least"))
            return true;
        if (doc.lemma(c) == "to" && c > 0 && doc.lemma(c - 1) == "up") return true;
        if (doc.lemma(c) == "over" && doc.upos(c + 1) == Upos::NUM) return true;
    }
    return false;
}

bool is_relative_pronoun(std::string_view lemma) {
    return among(lemma, {"who", "which", "that", "whom"});
}

}  // namespace

bool is_particle(std::string_view lemma) {
    return among(lemma, {"out", "away", "back", "up", "off"});
}

bool ClauseGrammar::passive(std::uint32_t verb) const {
    if (cues_.stative_participles.count(doc_.lemma(verb))) {
        const auto below = doc_.children(verb);
        return std::any_of(below.begin(), below.end(),
                           [&](std::uint32_t c) { return doc_.full_relation(c) == "obl:agent"; });
    }
    // A past tense or a verb with an object is no passive, whatever the parser called its subject.
    if (doc_.has_child(verb, "aux:pass")) return true;
    // "are shot and killed by soldiers"
    if (doc_.has_child(verb, "obl:agent") && !doc_.has_child(verb, "obj") && !doc_.has_child(verb, "nsubj"))
        return true;
    if (doc_.has_child(verb, "cop") && doc_.word(verb).xpos == "VBN") return true;
    if (doc_.has_child(verb, "nsubj:pass"))
        return doc_.word(verb).xpos != "VBD" && !doc_.has_child(verb, "obj");
    // "a network affiliated to Israel", "the mission headed by": participles without an auxiliary.
    return doc_.word(verb).xpos == "VBN" && !doc_.has_child(verb, "aux") &&
           (doc_.full_relation(verb) == "acl" || doc_.relation(verb) == "amod" ||
            (doc_.relation(verb) == "advcl" && !doc_.has_child(verb, "obj")));
}

std::vector<std::uint32_t> ClauseGrammar::subjects(std::uint32_t verb, int depth) const {
    std::vector<std::uint32_t> found;
    if (depth > kDeepest) return found;
    if (passive(verb)) {
        for (const std::uint32_t c : doc_.children(verb))
            if (doc_.full_relation(c) == "obl:agent" ||
                (doc_.relation(c) == "obl" && doc_.preposition(c) == "by"))
                found.push_back(c);
        // "barred from running in the election by the court": the parser hangs the agent one clause too low
        if (found.empty())
            for (const std::uint32_t clause : doc_.children(verb)) {
                if (clause < verb || (doc_.relation(clause) != "advcl" && doc_.relation(clause) != "xcomp"))
                    continue;
                for (const std::uint32_t c : doc_.children(clause)) {
                    if (doc_.relation(c) != "obl" && doc_.relation(c) != "obj") continue;
                    if (doc_.preposition(c) == "by") found.push_back(c);
                    for (const std::uint32_t below : doc_.children(c))
                        if (doc_.relation(below) == "nmod" && doc_.preposition(below) == "by")
                            found.push_back(below);
                }
            }
        // "Rwandan-backed rebels"
        if (found.empty() && doc_.relation(verb) == "amod")
            for (const std::uint32_t c : doc_.children(verb))
                if (c < verb && entities_.entity_at(c) != Entities::kNone) found.push_back(c);
        return found;
    }
    for (const std::uint32_t c : doc_.children(verb))
        if (doc_.relation(c) == "nsubj") found.push_back(c);
    // "Egypt, Jordan condemn ...": news addresses nobody.
    if (found.empty())
        for (const std::uint32_t c : doc_.children(verb))
            if (doc_.relation(c) == "vocative" && c < verb) {
                found.push_back(c);
                for (const std::uint32_t listed : doc_.children(c))
                    if (doc_.relation(listed) == "appos" && entities_.entity_at(listed) != Entities::kNone)
                        found.push_back(listed);
            }
    const std::uint32_t governor = doc_.head(verb);
    const std::string_view relation = doc_.full_relation(verb);
    if (!found.empty()) {
        // "the group, which attacked ...": the antecedent is meant.
        if (is_relative_clause(relation) && governor != kNone)
            for (std::uint32_t& f : found)
                if (is_relative_pronoun(doc_.lemma(f))) f = governor;
        // "completed an operation that killed ten fighters": who led it
        if (found.size() == 1 && found[0] == governor && !acts(governor) && resolve(governor).empty())
            if (auto makers = made_by(governor, depth + 1); !makers.empty()) return makers;
        return found;
    }
    if (governor == kNone) return found;
    const bool governor_is_verb = doc_.upos(governor) == Upos::VERB || doc_.upos(governor) == Upos::AUX ||
                                  doc_.upos(governor) == Upos::ADJ;
    if (relation == "conj" && governor_is_verb) {
        const std::uint32_t first = first_conjunct(verb);
        return passive(first) ? objects(first, depth + 1) : subjects(first, depth + 1);
    }
    if ((relation == "xcomp" || relation == "advcl") && doc_.has_child(verb, "mark"))
        if (const std::uint32_t asked = asked_one(doc_, governor);
            asked != kNone && doc_.lemma(doc_.child(verb, "mark")) == "to")
            return {asked};
    // "Estonia plans to": the tagger may take the verb for a noun.
    if (relation == "xcomp" && (governor_is_verb || doc_.has_child(governor, "nsubj"))) {
        if (controls_by_object(doc_, governor)) return objects(governor, depth + 1);
        // "is accused of", "is expected to": the passive's subject acts below.
        return passive(governor) ? objects(governor, depth + 1) : subjects(governor, depth + 1);
    }
    // "accused Kyiv of shelling", "thanked Oslo for helping", "stopped them from leaving": the object does
    // it.
    if (doc_.relation(verb) == "advcl" && governor_is_verb && !passive(governor) &&
        doc_.word(verb).xpos == "VBG") {
        const std::uint32_t mark = doc_.child(verb, "mark");
        if (mark != kNone && among(doc_.lemma(mark), {"of", "for", "from"})) {
            auto above = objects(governor, depth + 1);
            if (!above.empty()) return above;
        }
    }
    if (doc_.relation(verb) == "advcl" && explains_judged(verb)) return found;
    if ((doc_.relation(verb) == "advcl" || relation == "ccomp" || relation == "parataxis") &&
        governor_is_verb)
        return passive(governor) ? objects(governor, depth + 1) : subjects(governor, depth + 1);
    if (doc_.relation(verb) == "acl") {
        if (doc_.word(verb).xpos == "VBG") {
            // "their role in hacking networks", "Sudan's case alleging that"
            const std::uint32_t owner = doc_.child(governor, "nmod:poss");
            if (owner != kNone && !acts(governor)) return {owner};
            // "signed a law banning the party", "conducts airstrikes targeting the group": who did so
            auto makers = made_by(governor, depth + 1);
            const bool itself = makers.empty() || (acts(governor) && !resolve(governor).empty());
            return itself ? std::vector<std::uint32_t>{governor} : makers;
        }
        // "UK to sanction Moscow", a headline.
        if (doc_.upos(governor) == Upos::PROPN && doc_.word(verb).xpos == "VB") return {governor};
        // "a decision to leave": by whoever owns the noun, else the subject of its verb.
        const std::uint32_t owner = doc_.child(governor, "nmod:poss");
        if (owner != kNone) return {owner};
        // "US plans to strike", "a Russian offer to mediate"; but "a UN member state to ratify it" acts
        // itself.
        for (const std::uint32_t c : doc_.children(governor))
            if (!names_actors(governor) && c < governor &&
                (doc_.relation(c) == "compound" || doc_.relation(c) == "amod") &&
                entities_.entity_at(c) != Entities::kNone)
                return {c};
        const std::uint32_t above = doc_.head(governor);
        if (doc_.relation(governor) == "obj" && above != kNone && !is_judged(governor))
            return subjects(above, depth + 1);
    }
    return found;
}

/// The verb that another is coordinated with: in "accuses Oslo of doing it and imposes sanctions" the finite
/// one, wherever the parser hangs the second.
std::uint32_t ClauseGrammar::first_conjunct(std::uint32_t verb) const {
    const auto finite = [&](std::uint32_t v) {
        const std::string_view tag = doc_.word(v).xpos;
        return among(tag, {"VBZ", "VBP", "VBD", "MD"});
    };
    const std::uint32_t governor = doc_.head(verb);
    if (doc_.word(verb).xpos != "VBZ" && doc_.word(verb).xpos != "VBP") return governor;
    for (std::uint32_t up = governor; up != kNone; up = doc_.head(up)) {
        const auto children = doc_.children(up);
        const bool predicate = std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
            return doc_.relation(c) == "aux" || doc_.relation(c) == "cop";
        });
        if (finite(up) || predicate) return up;
    }
    return governor;
}

/// "a move" that somebody vetoes: what others are about to do.
bool ClauseGrammar::is_judged(std::uint32_t noun) const {
    return doc_.head(noun) != kNone && cues_.judging_verbs.count(doc_.lemma(doc_.head(noun))) &&
           cues_.intent_nouns.count(doc_.lemma(noun));
}

/// "vetoed a move to impose sanctions", where the parser hangs up the clause one word too high.
bool ClauseGrammar::explains_judged(std::uint32_t verb) const {
    const std::uint32_t to = doc_.child(verb, "mark"), judged = doc_.child(doc_.head(verb), "obj");
    return to != kNone && doc_.lemma(to) == "to" && judged != kNone && judged + 1 == to && is_judged(judged);
}

/// "officials", "a group": a noun that itself says who acts.
bool ClauseGrammar::names_actors(std::uint32_t noun) const {
    const std::string_view lemma = doc_.lemma(noun);
    return cues_.state_nouns.count(lemma) || cues_.person_nouns.count(lemma) ||
           cues_.actor_nouns.count(lemma) || cues_.organization_nouns.count(lemma);
}

/// True for an actor's mention or such a noun.
bool ClauseGrammar::acts(std::uint32_t token) const {
    const std::uint32_t e = entities_.entity_at(token);
    if (e == Entities::kNone) return names_actors(token) || cues_.unnamed_actors.count(doc_.lemma(token));
    const std::string_view type = entities_.all[e].type;
    return type != "agreement" && type != "event";
}

/// Who made or did what a noun means, by the verb that it is the object of.
std::vector<std::uint32_t> ClauseGrammar::made_by(std::uint32_t noun, int depth) const {
    const std::uint32_t verb = doc_.head(noun);
    if (verb == kNone || doc_.upos(verb) != Upos::VERB || !cues_.weak_verbs.count(doc_.lemma(verb)))
        return {};
    const bool object = doc_.relation(noun) == "obj" && !passive(verb);
    const bool of_passive = doc_.relation(noun) == "nsubj" && passive(verb);
    return object || of_passive ? subjects(verb, depth) : std::vector<std::uint32_t>{};
}

std::vector<std::uint32_t> ClauseGrammar::objects(std::uint32_t verb, int depth) const {
    std::vector<std::uint32_t> found;
    if (depth > kDeepest) return found;
    const std::uint32_t governor = doc_.head(verb);
    if (passive(verb)) {
        for (const std::uint32_t c : doc_.children(verb))
            if (doc_.relation(c) == "nsubj") {
                // "French couple Anna and Jan Berg are freed": the name says who
                if (!found.empty() && found.back() + 1 == c && entities_.entity_at(c) != Entities::kNone)
                    found.pop_back();
                found.push_back(c);
            }
        if (found.empty() && governor != kNone) {
            if (doc_.relation(verb) == "acl" || doc_.relation(verb) == "amod") return {governor};
            const bool above = doc_.upos(governor) == Upos::VERB || doc_.upos(governor) == Upos::AUX;
            if (above && among(doc_.relation(verb), {"conj", "xcomp", "advcl"}))
                return passive(governor) ? objects(governor, depth + 1) : subjects(governor, depth + 1);
        }
    } else {
        for (const std::uint32_t c : doc_.children(verb))
            if (doc_.relation(c) == "obj" || (c > verb && is_counted_object(doc_, c))) found.push_back(c);
        if (found.empty())
            for (const std::uint32_t c : doc_.children(verb))
                if (doc_.relation(c) == "iobj") found.push_back(c);  // "urged Kyiv to sign"
        // "Iran frees French couple": an object that the parser takes for a measure.
        if (found.empty())
            for (const std::uint32_t c : doc_.children(verb))
                if (doc_.relation(c) == "obl" && c > verb && doc_.preposition(c).empty()) found.push_back(c);
        // "praised Jan Holm": the parser may take a name for what is said of the subject.
        if (found.empty())
            for (const std::uint32_t c : doc_.children(verb))
                if (doc_.relation(c) == "xcomp" && doc_.upos(c) == Upos::PROPN &&
                    doc_.preposition(c).empty() && entities_.entity_at(c) != Entities::kNone)
                    found.push_back(c);
        // "attacked and looted villages": the object of the last verb is shared.
        if (found.empty() && doc_.upos(verb) == Upos::VERB)
            for (const std::uint32_t c : doc_.children(verb))
                if (doc_.relation(c) == "conj" && doc_.word(c).xpos == doc_.word(verb).xpos && c < verb + 4 &&
                    !passive(c)) {
                    found = objects(c, depth + 1);
                    break;
                }
    }
    if (is_relative_clause(doc_.full_relation(verb)) && governor != kNone)
        for (std::uint32_t& f : found)
            if (is_relative_pronoun(doc_.lemma(f))) f = governor;
    return found;
}

std::vector<std::uint32_t> ClauseGrammar::described_by(std::uint32_t noun) const {
    if (doc_.has_child(noun, "cop")) return subjects(noun);
    const std::uint32_t above = doc_.head(noun);
    if (above == kNone) return {};
    if (doc_.relation(noun) == "appos") return {above};
    const bool predicate = doc_.relation(noun) == "xcomp" || doc_.relation(noun) == "obj";
    if (predicate && (doc_.lemma(above) == "become" || doc_.lemma(above) == "remain")) return subjects(above);
    return {};
}

std::vector<std::uint32_t> ClauseGrammar::with_preposition(std::uint32_t token,
                                                           std::string_view preposition) const {
    std::vector<std::uint32_t> found;
    const auto collect = [&](std::uint32_t of) {
        for (const std::uint32_t c : doc_.children(of)) {
            const std::string_view relation = doc_.relation(c);
            if (among(relation, {"obl", "nmod", "advcl", "acl"}) &&
                (doc_.preposition(c) == preposition || after_particle(doc_, c, preposition)))
                found.push_back(c);
        }
    };
    collect(token);
    if (doc_.upos(token) == Upos::VERB)
        for (const std::uint32_t object : objects(token)) {
            if (object < token && !passive(token)) continue;
            collect(object);
            // "launched drones and dozens of missiles at"
            for (const std::uint32_t part : doc_.conjuncts(object)) {
                if (part != object) collect(part);
                for (const std::uint32_t counted : doc_.children(part))
                    if (doc_.relation(counted) == "nmod" && doc_.preposition(counted) == "of" &&
                        doc_.upos(part) == Upos::NOUN)
                        collect(counted);
            }
        }
    // "arrests and searches of journalists": what hangs on the last noun belongs to all; but "the war
    // and a meeting between" are two things
    if (found.empty() && doc_.upos(token) == Upos::NOUN)
        for (const std::uint32_t c : doc_.children(token))
            if (doc_.relation(c) == "conj" && doc_.upos(c) == Upos::NOUN && !doc_.has_child(c, "det"))
                collect(c);
    // "imposes sanctions under a law on the judge": the parser may hang it one noun too low.
    if (found.empty())
        for (const std::uint32_t c : doc_.children(token))
            if (doc_.relation(c) == "nmod" || doc_.relation(c) == "obj") {
                collect(c);
                // "the issuance of visas to Belarusians", "50 million dollars in aid to Malawi"
                for (const std::uint32_t below : doc_.children(c))
                    if (doc_.relation(below) == "nmod" &&
                        (doc_.preposition(below) == "of" || doc_.preposition(below) == "in"))
                        collect(below);
            }
    return found;
}

}  // namespace entente
