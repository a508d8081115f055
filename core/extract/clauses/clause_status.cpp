#include "core/extract/clauses/clause_status.h"

#include "core/text/among.h"
#include "core/text/utf8.h"

#include <cstdlib>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Document::kNone;

/// What a verb or noun says of the event below it.
struct Outlook {
    bool denies = false;
    Modality modality = Modality::actual;
};

Outlook outlook_of(std::string_view lemma, const Cues& cues) {
    if (cues.denying_words.count(lemma)) return {true, Modality::actual};
    if (cues.planning_words.count(lemma)) return {false, Modality::planned};
    if (cues.demanding_words.count(lemma)) return {false, Modality::demanded};
    if (cues.enabling_words.count(lemma)) return {false, Modality::possible};
    if (cues.ending_words.count(lemma)) return {false, Modality::ended};
    return {};
}

/// "suspended", "backing away": its lemma, or that with the particle behind it, is a word of ending.
bool is_ending(const Document& doc, std::uint32_t token, const Cues& cues) {
    const std::string lemma = ascii_lower(doc.lemma(token));
    if (cues.ending_words.contains(lemma)) return true;
    return token + 1 < doc.size() && doc.head(token + 1) == token &&
           cues.ending_words.contains(lemma + "-" + ascii_lower(doc.form(token + 1)));
}

/// The first word of ending from the event up to the verb that carries it: "announced the suspension of
/// talks", "suspended talks"; kNone for none.
std::uint32_t ending_word(const Document& doc, std::uint32_t trigger, std::uint32_t carrier,
                          const Cues& cues) {
    for (std::uint32_t t = trigger; t != carrier && doc.head(t) != kNone;) {
        t = doc.head(t);
        if ((doc.upos(t) == Upos::NOUN || doc.upos(t) == Upos::VERB) && is_ending(doc, t, cues)) return t;
    }
    return kNone;
}

/// The first word that takes a clause off the facts says how.
void weaken(ClauseStatus& status, Modality by, std::uint32_t cue) {
    if (status.modality != Modality::actual || by == Modality::actual) return;
    status.modality = by;
    status.cues.modality = cue;
}

void deny(ClauseStatus& status, std::uint32_t cue) {
    // What is not ended goes on.
    if (status.modality == Modality::ended) {
        status.modality = Modality::actual;
        status.cues.modality = ClauseStatus{}.cues.modality;
        return;
    }
    status.negated = !status.negated;
    status.cues.negation = cue;
}

/// True for a clause that a verb above reports in the past: "said that ...".
bool reported(const Document& doc, std::uint32_t verb) {
    const std::uint32_t above = doc.head(verb);
    return above != kNone && (doc.relation(verb) == "ccomp" || doc.has_child(verb, "parataxis")) &&
           (doc.word(above).xpos == "VBD" || doc.word(above).xpos == "VBN");
}

/// "no drones", "neither Oslo nor Lima", "none of them", "nobody", "not a single drone"; but not "nobody but
/// Oslo", and not "No 10".
bool is_nobody(const Document& doc, std::uint32_t noun) {
    bool nobody = among(ascii_lower(doc.lemma(noun)), {"none", "nobody", "neither", "nothing"});
    for (const std::uint32_t c : doc.children(noun)) {
        const std::string_view relation = doc.relation(c);
        const std::string form = ascii_lower(doc.form(c));
        if (c < noun) {
            const char next = doc.form(c + 1)[0];
            const bool number = next >= '0' && next <= '9';
            nobody = nobody ||
                     ((relation == "det" || relation == "cc") && among(form, {"no", "neither"}) && !number);
            for (std::uint32_t t = c; t < noun && t < c + 2; ++t)
                nobody = nobody || (ascii_lower(doc.form(t)) == "not" && doc.governs(noun, t));
        } else if (relation == "advmod" && form == "apart") {
            return false;
        } else if (relation == "conj" || relation == "nmod") {
            if (among(form, {"but", "except", "besides", "save", "apart"})) return false;
            for (const std::uint32_t mark : doc.children(c))
                if (among(ascii_lower(doc.form(mark)), {"but", "except", "besides", "save", "apart"}))
                    return false;
        }
    }
    return nobody;
}

/// The subject or object of a verb that says that what it does is done by nobody, or to nobody; kNone for
/// neither. What holds `event` says so by itself.
std::uint32_t nobody_of(const Document& doc, std::uint32_t verb, std::uint32_t event, bool subjects_only) {
    if (doc.upos(verb) != Upos::VERB) return kNone;
    for (const std::uint32_t c : doc.children(verb)) {
        const std::string_view relation = doc.relation(c);
        const bool argument = relation == "nsubj" ||
                              (!subjects_only && (relation == "obj" || doc.full_relation(c) == "obl:agent"));
        if (argument && c != event && !doc.governs(c, event) && is_nobody(doc, c)) return c;
    }
    return kNone;
}

/// What is done by nobody, or to nobody, is not done. Of an event that only goes with what the verb says
/// ("no agreement was reached in talks") that is not told.
void read_arguments(const Document& doc, std::uint32_t verb, std::uint32_t trigger, ClauseStatus& status) {
    if (verb != trigger) {
        std::uint32_t part = trigger;
        while (doc.head(part) != kNone && doc.head(part) != verb) part = doc.head(part);
        if ((doc.relation(part) == "obl" && doc.full_relation(part) != "obl:agent") ||
            doc.relation(part) == "advcl")
            return;
    }
    if (const std::uint32_t c = nobody_of(doc, verb, trigger, false); c != kNone) deny(status, c);
}

/// Auxiliaries and adverbs of one clause.
void read_auxiliaries(const Document& doc, std::uint32_t verb, ClauseStatus& status) {
    for (const std::uint32_t c : doc.children(verb)) {
        const std::string_view relation = doc.relation(c);
        const std::string lemma = ascii_lower(doc.lemma(c));
        const std::string form = ascii_lower(doc.form(c));
        if (relation == "advmod" && among(lemma, {"not", "never", "n't", "hardly", "no"})) deny(status, c);
        if (relation == "det" && form == "no") deny(status, c);
        // "no longer supports"
        if (relation == "advmod" && form == "longer" && c > 0 && ascii_lower(doc.form(c - 1)) == "no")
            weaken(status, Modality::ended, c);
        // "neither attacked nor sanctioned"
        if (doc.upos(verb) == Upos::VERB && c < verb && (relation == "cc" || relation == "advmod") &&
            among(form, {"neither", "nor"}))
            deny(status, c);
        if (relation == "aux") {
            if (among(form, {"will", "'ll", "’ll", "shall", "wo", "ca"}))
                weaken(status, form == "ca" ? Modality::possible : Modality::planned, c);
            if (among(form, {"may", "might", "could", "can"})) weaken(status, Modality::possible, c);
            if (among(form, {"should", "must", "ought"})) weaken(status, Modality::demanded, c);
            // "said it would": the future as seen from the past.
            if (among(form, {"would", "'d", "’d"}))
                weaken(status, reported(doc, verb) ? Modality::planned : Modality::conditional, c);
        }
        // "is to meet", "Oslo to sanction Moscow".
        const std::uint32_t above = doc.head(verb);
        if (relation == "mark" && form == "to" && doc.upos(verb) == Upos::VERB &&
            (doc.has_child(verb, "cop") || above == kNone ||
             (doc.relation(verb) == "acl" && doc.upos(above) == Upos::PROPN)))
            weaken(status, Modality::planned, c);
        if (relation == "mark" && among(form, {"if", "unless"})) weaken(status, Modality::conditional, c);
        if (relation == "advmod" && among(form, {"possibly", "potentially", "perhaps"}))
            weaken(status, Modality::possible, c);
    }
}

}  // namespace

ClauseStatus clause_status(const ClauseGrammar& grammar, std::uint32_t trigger, std::uint32_t carrier,
                           const Cues& cues) {
    const Document& doc = grammar.document();
    ClauseStatus status;
    read_auxiliaries(doc, trigger, status);
    std::uint32_t ending = ending_word(doc, trigger, carrier, cues);
    const ClauseStatus own = status;
    if (carrier != trigger) read_auxiliaries(doc, carrier, status);
    read_arguments(doc, carrier, trigger, status);
    // What is not ended goes on.
    if (ending != kNone && status.negated != own.negated) {
        status.negated = own.negated;
        status.cues.negation = own.cues.negation;
        ending = kNone;
    }
    if (doc.upos(trigger) == Upos::NOUN)
        for (const std::uint32_t c : doc.children(trigger))
            if (doc.relation(c) == "amod") {
                const std::string form = ascii_lower(doc.form(c));
                if (among(form, {"planned", "proposed", "upcoming", "scheduled", "future", "next"}))
                    weaken(status, Modality::planned, c);
                if (among(form, {"possible", "potential"})) weaken(status, Modality::possible, c);
                if (among(form, {"former", "previous"})) weaken(status, Modality::ended, c);
            }
    if (ending != kNone) weaken(status, Modality::ended, ending);
    // "threatened sanctions", "called for talks": the verb that carries the noun.
    if (carrier != trigger && !among(doc.lemma(carrier), {"order", "commit"})) {
        const Outlook outlook = outlook_of(doc.lemma(carrier), cues);
        if (!outlook.denies) weaken(status, outlook.modality, carrier);
    }
    // Upwards: each clause that holds this one may make it a plan, a demand or somebody's words.
    std::uint32_t below = carrier;
    bool crossed = false;  // a finite clause border: negation above it doesn't reach down
    bool aside = false;    // inside a clause that only describes: "nationals suspected of ..."
    for (int depth = 0; depth < 8; ++depth) {
        const std::uint32_t above = doc.head(below);
        if (above == kNone) break;
        const std::string_view relation = doc.relation(below);
        const std::string_view lemma = doc.lemma(above);
        const bool describes =
            doc.full_relation(below) == "acl:relcl" || (relation == "acl" && doc.word(below).xpos == "VBN");
        aside = aside || describes;
        if (aside) {
            // What becomes of the thing described says nothing of this.
        } else if (relation == "conj") {
            // "will meet and discuss": the first verb's auxiliaries hold for the next that has none of its
            // own.
            if (!doc.has_child(below, "nsubj") && !doc.has_child(below, "aux") &&
                doc.upos(above) == Upos::VERB) {
                ClauseStatus first;
                read_auxiliaries(doc, above, first);
                weaken(status, first.modality, first.cues.modality);
                if (const std::uint32_t nobody = nobody_of(doc, above, below, true); nobody != kNone)
                    deny(status, nobody);
            }
        } else if (among(relation, {"xcomp", "ccomp", "acl", "csubj"}) ||
                   (among(relation, {"obj", "nmod", "obl", "nsubj"}) && doc.upos(below) == Upos::NOUN) ||
                   (relation == "advcl" && doc.word(below).xpos != "VBD")) {
            Outlook outlook = outlook_of(lemma, cues);
            if (is_ending(doc, above, cues)) outlook = {false, Modality::ended};
            const bool ruled_out = lemma == "rule" && doc.has_child(above, "compound:prt");
            if (ruled_out) outlook.denies = true;
            // "ruled out sending", "stopped short of sending": the parser may take the gerund for an adjunct.
            const bool gerund = relation == "advcl" && outlook.denies && doc.word(below).xpos == "VBG" &&
                                (lemma == "short" || (ruled_out && !doc.has_child(below, "mark")));
            // "signed an order imposing tariffs" imposes them
            if (relation == "acl" && doc.word(below).xpos == "VBG" && doc.upos(above) == Upos::NOUN &&
                lemma == "order")
                outlook = {};
            const bool complement = among(relation, {"xcomp", "ccomp", "acl"}) || gerund;
            const bool noun_object = doc.upos(below) == Upos::NOUN;
            // "the deal ended the war" ends no deal.
            if (relation == "nsubj" && doc.has_child(above, "obj")) outlook = {};
            const bool ends = outlook.modality == Modality::ended;
            const bool infinitive = doc.word(below).xpos == "VB" || doc.word(below).xpos == "VBG";
            const bool going = lemma == "go" && ascii_lower(doc.form(above)) == "going";
            const bool call = relation == "advcl" && infinitive && among(lemma, {"call", "appeal"}) &&
                              doc.has_child(above, "obl");
            if (going && infinitive) {
                weaken(status, Modality::planned, above);
            } else if (call) {
                weaken(status, Modality::demanded, above);
            } else if (complement &&
                       (infinitive || outlook.modality == Modality::demanded || outlook.denies)) {
                if (outlook.denies && !crossed) deny(status, above);
                weaken(status, outlook.modality, above);
            } else if (noun_object &&
                       (relation != "obl" ||
                        (doc.preposition(below) == "for" && outlook.modality == Modality::demanded) ||
                        (doc.preposition(below) == "from" && ends)) &&
                       !among(lemma, {"order", "commit"}) && (ends || outlook.modality != Modality::actual)) {
                weaken(status, outlook.modality, above);
            } else if (relation == "advcl" && doc.has_child(below, "mark") && infinitive) {
                // "will travel to sign", an aim; what was done to some end is that end's beginning.
                if (doc.word(above).xpos != "VBD" && ascii_lower(doc.form(doc.child(below, "mark"))) == "to")
                    weaken(status, Modality::planned, doc.child(below, "mark"));
            }
            // "gave no reason for attacking" denies no attack
            const bool of_reason = relation == "acl" && doc.has_child(below, "mark") &&
                                   ascii_lower(doc.form(doc.child(below, "mark"))) == "for";
            if (complement && !crossed && !of_reason && (infinitive || outlook.denies)) {
                ClauseStatus upper;
                read_auxiliaries(doc, above, upper);
                if (doc.relation(below) == "xcomp") read_arguments(doc, above, below, upper);
                if (upper.negated) deny(status, upper.cues.negation);
                weaken(status, upper.modality, upper.cues.modality);
            }
        }
        // "accused Oslo of attacking Lima"
        const std::uint32_t mark = doc.child(below, "mark");
        const bool charge =
            doc.word(below).xpos == "VBG" && mark != kNone && ascii_lower(doc.form(mark)) == "of";
        const bool reported =
            (charge || relation == "ccomp" || relation == "parataxis") && cues.reporting_verbs.count(lemma);
        if (reported && status.attribution == Entities::kNone)
            for (const std::uint32_t s : grammar.subjects(above)) {
                const auto sayers = grammar.resolve(s);
                if (!sayers.empty()) {
                    status.attribution = sayers.front().entity;
                    status.cues.attribution = above;
                    break;
                }
            }
        if (among(relation, {"ccomp", "parataxis", "advcl"})) crossed = true;
        below = above;
    }
    if (status.attribution == Entities::kNone)
        status.attribution = grammar.entities().speaker_of_token[trigger];
    return status;
}

const DateExpression* nearest_date(const Document& document, std::uint32_t trigger,
                                   std::span<const DateExpression> dates) {
    constexpr long kFarthest = 25;
    const DateExpression* best = nullptr;
    long best_distance = 0;
    for (const DateExpression& date : dates) {
        long distance = std::labs(static_cast<long>(date.first) - static_cast<long>(trigger));
        // What hangs on the trigger is about it; what hangs on another verb seldom is.
        if (!document.governs(trigger, date.last - 1)) distance += 12;
        if (!best || distance < best_distance) {
            best = &date;
            best_distance = distance;
        }
    }
    return best_distance < kFarthest ? best : nullptr;
}

std::string clause_date(const Document& document, std::uint32_t trigger,
                        std::span<const DateExpression> dates) {
    if (const DateExpression* date = nearest_date(document, trigger, dates)) return date->range.to_string();
    return document.day() ? document.day()->to_string() : std::string();
}

}  // namespace entente
