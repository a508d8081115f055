#include "core/extract/clauses/clause_grammar.h"

#include "core/text/among.h"

#include <algorithm>

namespace entente {
namespace {

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

std::vector<std::uint32_t> ClauseGrammar::objects(std::uint32_t verb, int depth) const {
    std::vector<std::uint32_t> found;
    if (depth > kDeepest) return found;
    const std::uint32_t governor = doc_.head(verb);
    if (passive(verb)) {
        for (const std::uint32_t c : doc_.children(verb))
            if (doc_.relation(c) == "nsubj") {
                // "French couple Anna and Jan Berg are freed": the name says who
                if (!found.empty() && found.back() + 1 == c && entities_.entity_at(c) != kNone)
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
                    doc_.preposition(c).empty() && entities_.entity_at(c) != kNone)
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
    return antecedents(verb, std::move(found));
}

std::vector<std::uint32_t> ClauseGrammar::antecedents(std::uint32_t verb, Tokens arguments) const {
    const std::uint32_t governor = doc_.head(verb);
    if (is_relative_clause(doc_.full_relation(verb)) && governor != kNone)
        for (std::uint32_t& a : arguments)
            if (is_relative_pronoun(doc_.lemma(a))) a = governor;
    return arguments;
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
