#include "core/extract/clauses/clause_status.h"

#include "core/extract/clauses/verb_words.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace entente {
namespace {

constexpr int kHighest = 8;  // words above the event that are asked what they say of it

/// What a verb or noun says of the event below it.
struct Outlook {
    bool denies = false;
    Modality modality = Modality::actual;

    bool ends() const { return modality == Modality::ended; }
};

Outlook outlook_of(std::string_view lemma, const Cues& cues) {
    if (cues.denying_words.contains(lemma)) return {true, Modality::actual};
    if (cues.planning_words.contains(lemma)) return {false, Modality::planned};
    if (cues.demanding_words.contains(lemma)) return {false, Modality::demanded};
    if (cues.enabling_words.contains(lemma)) return {false, Modality::possible};
    if (cues.ending_words.contains(lemma)) return {false, Modality::ended};
    return {};
}

/// Reads the status of one event: first off its own words, then off each word above it in the tree.
class StatusReader {
  public:
    StatusReader(const ClauseGrammar& grammar, std::uint32_t trigger, std::uint32_t carrier, const Cues& cues)
        : grammar_(grammar), doc_(grammar.document()), cues_(cues), trigger_(trigger), carrier_(carrier) {}

    ClauseStatus read() {
        const std::uint32_t ending = read_own_words();
        read_modifiers();
        if (ending != kNone) status_.weaken(Modality::ended, ending);
        read_carrier();
        read_clauses_above();
        if (status_.attribution == kNone)
            status_.attribution = grammar_.entities().speaker_of_token[trigger_];
        return status_;
    }

  private:
    /// From a word to the one above it.
    struct Step {
        std::uint32_t below;
        std::uint32_t above;
        std::string_view relation;
        std::string_view lemma;  ///< of the word above
        Outlook outlook;         ///< what that says of the word below
        bool infinitive;         ///< or gerund
        bool complement;         ///< what the word above is about: "refused to sign", "plan to strike"
        bool beyond_clause;      ///< a finite clause ended on the way: negation above doesn't reach down
    };

    /// The words at the event and at the verb that carries it. Returns the word that says that it ended, or
    /// kNone.
    std::uint32_t read_own_words() {
        read_verb_words(doc_, trigger_, status_);
        const ClauseStatus own = status_;
        if (carrier_ != trigger_) read_verb_words(doc_, carrier_, status_);
        read_arguments(carrier_, trigger_, status_);
        const std::uint32_t ending = ending_word();
        if (ending == kNone || status_.negated == own.negated) return ending;
        // What is not ended goes on.
        status_.negated = own.negated;
        status_.cues.negation = own.cues.negation;
        return kNone;
    }

    /// The first word of ending from the event up to the verb that carries it: "announced the suspension of
    /// talks", "suspended talks"; kNone for none.
    std::uint32_t ending_word() const {
        for (std::uint32_t t = trigger_; t != carrier_ && doc_.head(t) != kNone;) {
            t = doc_.head(t);
            if ((doc_.upos(t) == Upos::NOUN || doc_.upos(t) == Upos::VERB) && is_ending(t)) return t;
        }
        return kNone;
    }

    /// "suspended", "backing away": its lemma, or that with the particle behind it, is a word of ending.
    bool is_ending(std::uint32_t token) const {
        const std::string lemma = ascii_lower(doc_.lemma(token));
        if (cues_.ending_words.contains(lemma)) return true;
        return token + 1 < doc_.size() && doc_.head(token + 1) == token &&
               cues_.ending_words.contains(lemma + "-" + ascii_lower(doc_.form(token + 1)));
    }

    /// What is done by nobody, or to nobody, is not done. Of an event that only goes with what the verb says
    /// ("no agreement was reached in talks") that is not told.
    void read_arguments(std::uint32_t verb, std::uint32_t event, ClauseStatus& status) const {
        if (verb != event) {
            std::uint32_t part = event;
            while (doc_.head(part) != kNone && doc_.head(part) != verb) part = doc_.head(part);
            const bool oblique = doc_.relation(part) == "obl" && doc_.full_relation(part) != "obl:agent";
            if (oblique || doc_.relation(part) == "advcl") return;
        }
        if (const std::uint32_t c = nobody_of(doc_, verb, event, false); c != kNone) status.deny(c);
    }

    /// "planned talks", "a possible attack", "the former alliance"
    void read_modifiers() {
        if (doc_.upos(trigger_) != Upos::NOUN) return;
        for (const std::uint32_t c : doc_.children(trigger_)) {
            if (doc_.relation(c) != "amod") continue;
            const std::string form = ascii_lower(doc_.form(c));
            if (cues_.planned_modifiers.contains(form)) status_.weaken(Modality::planned, c);
            if (cues_.possible_modifiers.contains(form)) status_.weaken(Modality::possible, c);
            if (cues_.past_modifiers.contains(form)) status_.weaken(Modality::ended, c);
        }
    }

    /// "threatened sanctions", "called for talks": the verb that carries the noun.
    void read_carrier() {
        if (carrier_ == trigger_ || cues_.performing_words.contains(doc_.lemma(carrier_))) return;
        const Outlook outlook = outlook_of(doc_.lemma(carrier_), cues_);
        if (!outlook.denies) status_.weaken(outlook.modality, carrier_);
    }

    /// Each clause that holds this one may make it a plan, a demand or somebody's words.
    void read_clauses_above() {
        std::uint32_t below = carrier_;
        bool beyond_clause = false;
        bool aside = false;
        for (int i = 0; i < kHighest && doc_.head(below) != kNone; ++i, below = doc_.head(below)) {
            const Step step = step_from(below, beyond_clause);
            // What becomes of a thing that the event only describes ("nationals suspected of ...") says
            // nothing of the event.
            aside = aside || describes(below);
            if (!aside) read_step(step);
            read_report(step);
            beyond_clause = beyond_clause || among(step.relation, {"ccomp", "parataxis", "advcl"});
        }
    }

    Step step_from(std::uint32_t below, bool beyond_clause) const {
        Step at;
        at.below = below;
        at.above = doc_.head(below);
        at.relation = doc_.relation(below);
        at.lemma = doc_.lemma(at.above);
        at.outlook = outlook_above(at);
        at.infinitive = doc_.word(below).xpos == "VB" || is_gerund(below);
        at.complement = among(at.relation, {"xcomp", "ccomp", "acl"}) || is_denied_gerund(at);
        at.beyond_clause = beyond_clause;
        return at;
    }

    Outlook outlook_above(const Step& at) const {
        // "signed an order imposing tariffs" imposes them
        if (at.relation == "acl" && is_gerund(at.below) && doc_.upos(at.above) == Upos::NOUN &&
            cues_.decree_nouns.contains(at.lemma))
            return {};
        // "the deal ended the war" ends no deal.
        if (at.relation == "nsubj" && doc_.has_child(at.above, "obj")) return {};
        Outlook outlook = is_ending(at.above) ? Outlook{false, Modality::ended} : outlook_of(at.lemma, cues_);
        outlook.denies = outlook.denies || is_ruled_out(at);
        return outlook;
    }

    bool is_ruled_out(const Step& at) const {
        return at.lemma == "rule" && doc_.has_child(at.above, "compound:prt");
    }

    /// "ruled out sending", "stopped short of sending": the parser may take the gerund for an adjunct.
    bool is_denied_gerund(const Step& at) const {
        return at.relation == "advcl" && at.outlook.denies && is_gerund(at.below) &&
               (at.lemma == "short" || (is_ruled_out(at) && !doc_.has_child(at.below, "mark")));
    }

    bool is_gerund(std::uint32_t token) const { return doc_.word(token).xpos == "VBG"; }

    bool describes(std::uint32_t below) const {
        return doc_.full_relation(below) == "acl:relcl" ||
               (doc_.relation(below) == "acl" && doc_.word(below).xpos == "VBN");
    }

    /// The word that marks a clause, in lower case: "to" sign, "for" signing; "" for none.
    std::string mark_of(std::uint32_t clause) const {
        const std::uint32_t mark = doc_.child(clause, "mark");
        return mark == kNone ? std::string() : ascii_lower(doc_.form(mark));
    }

    /// Takes what the word above says from the first of several ways in which it may say anything.
    void read_step(const Step& at) {
        if (at.relation == "conj") return read_first_conjunct(at);
        if (!is_held(at)) return;
        using Way = bool (StatusReader::*)(const Step&);
        constexpr Way kWays[] = {
            &StatusReader::by_going_to,   &StatusReader::by_call,    &StatusReader::by_complement,
            &StatusReader::by_its_object, &StatusReader::by_its_aim,
        };
        for (const Way way : kWays)
            if ((this->*way)(at)) break;
        read_words_above(at);
    }

    /// True where what the word above says may be said of the one below.
    bool is_held(const Step& at) const {
        const bool clause = among(at.relation, {"xcomp", "ccomp", "acl", "csubj"});
        const bool noun =
            among(at.relation, {"obj", "nmod", "obl", "nsubj"}) && doc_.upos(at.below) == Upos::NOUN;
        return clause || noun || (at.relation == "advcl" && doc_.word(at.below).xpos != "VBD");
    }

    /// "will meet and discuss": the first verb's auxiliaries hold for the next that has none of its own.
    void read_first_conjunct(const Step& at) {
        if (doc_.has_child(at.below, "nsubj") || doc_.has_child(at.below, "aux") ||
            doc_.upos(at.above) != Upos::VERB)
            return;
        ClauseStatus first;
        read_verb_words(doc_, at.above, first);
        status_.weaken(first.modality, first.cues.modality);
        if (const std::uint32_t nobody = nobody_of(doc_, at.above, at.below, true); nobody != kNone)
            status_.deny(nobody);
    }

    /// "is going to strike"
    bool by_going_to(const Step& at) {
        if (at.lemma != "go" || !at.infinitive || ascii_lower(doc_.form(at.above)) != "going") return false;
        status_.weaken(Modality::planned, at.above);
        return true;
    }

    /// "called on Oslo to sign", "appealed to Lima to help"
    bool by_call(const Step& at) {
        if (at.relation != "advcl" || !at.infinitive || !cues_.calling_verbs.contains(at.lemma) ||
            !doc_.has_child(at.above, "obl"))
            return false;
        status_.weaken(Modality::demanded, at.above);
        return true;
    }

    /// "refused to sign", "demands that Oslo sign", "a plan to strike"
    bool by_complement(const Step& at) {
        const bool tells = at.infinitive || at.outlook.modality == Modality::demanded || at.outlook.denies;
        if (!at.complement || !tells) return false;
        if (at.outlook.denies && !at.beyond_clause) status_.deny(at.above);
        status_.weaken(at.outlook.modality, at.above);
        return true;
    }

    /// "proposed a summit", "appealed for talks", "backed away from the deal"
    bool by_its_object(const Step& at) {
        const Outlook& outlook = at.outlook;
        if (doc_.upos(at.below) != Upos::NOUN || cues_.performing_words.contains(at.lemma) ||
            outlook.modality == Modality::actual)
            return false;
        if (at.relation == "obl") {
            const std::string_view preposition = doc_.preposition(at.below);
            const bool asked_for = preposition == "for" && outlook.modality == Modality::demanded;
            if (!asked_for && !(preposition == "from" && outlook.ends())) return false;
        }
        status_.weaken(outlook.modality, at.above);
        return true;
    }

    /// "will travel to sign", an aim; what was done to some end is that end's beginning.
    bool by_its_aim(const Step& at) {
        if (at.relation != "advcl" || !at.infinitive || doc_.word(at.above).xpos == "VBD" ||
            mark_of(at.below) != "to")
            return false;
        status_.weaken(Modality::planned, doc_.child(at.below, "mark"));
        return true;
    }

    /// "did not agree to sign", "may decide to strike", "nobody wants to fight": the words at the verb above
    /// hold for its complement.
    void read_words_above(const Step& at) {
        if (!at.complement || at.beyond_clause || !(at.infinitive || at.outlook.denies)) return;
        // "gave no reason for attacking" denies no attack
        if (at.relation == "acl" && mark_of(at.below) == "for") return;
        ClauseStatus upper;
        read_verb_words(doc_, at.above, upper);
        if (at.relation == "xcomp") read_arguments(at.above, at.below, upper);
        if (upper.negated) status_.deny(upper.cues.negation);
        status_.weaken(upper.modality, upper.cues.modality);
    }

    /// "said that Oslo attacked", "accused Oslo of attacking Lima": the nearest who says so.
    void read_report(const Step& at) {
        const bool charge = is_gerund(at.below) && mark_of(at.below) == "of";
        const bool reported = charge || at.relation == "ccomp" || at.relation == "parataxis";
        if (!reported || status_.attribution != kNone || !cues_.reporting_verbs.contains(at.lemma)) return;
        for (const std::uint32_t s : grammar_.subjects(at.above))
            if (const auto sayers = grammar_.resolve(s); !sayers.empty()) {
                status_.attribution = sayers.front().entity;
                status_.cues.attribution = at.above;
                return;
            }
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Cues& cues_;
    std::uint32_t trigger_;
    std::uint32_t carrier_;
    ClauseStatus status_;
};

}  // namespace

void ClauseStatus::weaken(Modality by, std::uint32_t cue) {
    if (modality != Modality::actual || by == Modality::actual) return;
    modality = by;
    cues.modality = cue;
}

void ClauseStatus::deny(std::uint32_t cue) {
    if (modality == Modality::ended) {
        modality = Modality::actual;
        cues.modality = kNone;
        return;
    }
    negated = !negated;
    cues.negation = cue;
}

ClauseStatus clause_status(const ClauseGrammar& grammar, std::uint32_t trigger, std::uint32_t carrier,
                           const Cues& cues) {
    return StatusReader(grammar, trigger, carrier, cues).read();
}

}  // namespace entente
