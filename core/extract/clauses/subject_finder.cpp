// The part of ClauseGrammar that says which tokens stand as logical subject.

#include "core/extract/clauses/clause_grammar.h"
#include "core/text/among.h"

#include <algorithm>
#include <optional>

namespace entente {
namespace {

/// "to" sign, "of" shelling: the lemma of what marks a clause; "" for none.
std::string_view mark_of(const Document& doc, std::uint32_t verb) {
    const std::uint32_t mark = doc.child(verb, "mark");
    return mark == kNone ? std::string_view() : doc.lemma(mark);
}

/// Verbs whose object does what the infinitive says ("urged Kyiv to sign"); of others it is the subject.
bool controls_by_object(const Document& doc, const Cues& cues, std::uint32_t verb) {
    return !cues.promising_verbs.contains(doc.lemma(verb)) &&
           (doc.has_child(verb, "obj") || doc.has_child(verb, "iobj"));
}

/// "called on Kyiv to sign", "appealed to Oslo to help": the dependent that is asked.
std::uint32_t asked_one(const Document& doc, const Cues& cues, std::uint32_t verb) {
    if (!cues.calling_verbs.contains(doc.lemma(verb))) return kNone;
    const std::string phrase = std::string(doc.lemma(verb)) + "-";
    for (const std::uint32_t c : doc.children(verb))
        if (doc.relation(c) == "obl" &&
            cues.calling_phrases.contains(phrase + std::string(doc.preposition(c))))
            return c;
    return kNone;
}

}  // namespace

/// Looks for the subject of one verb by the first of several ways that apply to it.
class ClauseGrammar::SubjectFinder {
  public:
    /// `depth` counts the clauses that the search has gone through already.
    SubjectFinder(const ClauseGrammar& grammar, std::uint32_t verb, int depth)
        : grammar_(grammar),
          doc_(grammar.doc_),
          entities_(grammar.entities_),
          cues_(grammar.cues_),
          verb_(verb),
          above_(grammar.doc_.head(verb)),
          depth_(depth) {}

    Tokens find() const {
        if (grammar_.passive(verb_))
            return first_of(
                {&SubjectFinder::by_agent, &SubjectFinder::by_agent_below, &SubjectFinder::by_backer});
        const Tokens own = first_of({&SubjectFinder::by_own_subject, &SubjectFinder::by_address});
        if (!own.empty()) return meant_by(own);
        if (above_ == kNone) return {};
        return first_of({
            &SubjectFinder::by_first_conjunct,
            &SubjectFinder::by_one_asked,
            &SubjectFinder::by_control,
            &SubjectFinder::by_one_blamed,
            &SubjectFinder::by_judged_move,
            &SubjectFinder::by_clause_above,
            &SubjectFinder::by_gerund_of_noun,
            &SubjectFinder::by_headline,
            &SubjectFinder::by_owner,
            &SubjectFinder::by_modifier,
            &SubjectFinder::by_verb_of_noun,
        });
    }

  private:
    /// The subject, which may be nobody; nothing where a way does not apply.
    using Answer = std::optional<Tokens>;
    using Way = Answer (SubjectFinder::*)() const;

    Tokens first_of(std::initializer_list<Way> ways) const {
        for (const Way way : ways)
            if (Answer answer = (this->*way)()) return *std::move(answer);
        return {};
    }

    static Answer some(Tokens tokens) { return tokens.empty() ? Answer() : Answer(std::move(tokens)); }

    /// "was shelled by Oslo"
    Answer by_agent() const {
        Tokens found;
        for (const std::uint32_t c : doc_.children(verb_))
            if (doc_.full_relation(c) == "obl:agent" ||
                (doc_.relation(c) == "obl" && doc_.preposition(c) == "by"))
                found.push_back(c);
        return some(std::move(found));
    }

    /// "barred from running in the election by the court": the parser hangs the agent one clause too low
    Answer by_agent_below() const {
        Tokens found;
        for (const std::uint32_t clause : doc_.children(verb_)) {
            if (clause < verb_ || !among(doc_.relation(clause), {"advcl", "xcomp"})) continue;
            for (const std::uint32_t c : doc_.children(clause)) {
                if (!among(doc_.relation(c), {"obl", "obj"})) continue;
                if (doc_.preposition(c) == "by") found.push_back(c);
                for (const std::uint32_t below : doc_.children(c))
                    if (doc_.relation(below) == "nmod" && doc_.preposition(below) == "by")
                        found.push_back(below);
            }
        }
        return some(std::move(found));
    }

    /// "Rwandan-backed rebels"
    Answer by_backer() const {
        if (doc_.relation(verb_) != "amod") return {};
        Tokens found;
        for (const std::uint32_t c : doc_.children(verb_))
            if (c < verb_ && entities_.entity_at(c) != kNone) found.push_back(c);
        return some(std::move(found));
    }

    /// "Oslo shelled Lima"
    Answer by_own_subject() const {
        Tokens found;
        for (const std::uint32_t c : doc_.children(verb_))
            if (doc_.relation(c) == "nsubj") found.push_back(c);
        return some(std::move(found));
    }

    /// "Egypt, Jordan condemn ...": news addresses nobody.
    Answer by_address() const {
        Tokens found;
        for (const std::uint32_t c : doc_.children(verb_)) {
            if (doc_.relation(c) != "vocative" || c > verb_) continue;
            found.push_back(c);
            for (const std::uint32_t listed : doc_.children(c))
                if (doc_.relation(listed) == "appos" && entities_.entity_at(listed) != kNone)
                    found.push_back(listed);
        }
        return some(std::move(found));
    }

    /// Whom a subject of the verb's own stands for.
    Tokens meant_by(Tokens own) const {
        own = grammar_.antecedents(verb_, std::move(own));
        // "completed an operation that killed ten fighters": who led it
        const bool thing = own.size() == 1 && own[0] == above_ && !acts(above_);
        if (thing && grammar_.resolve(above_).empty())
            if (Tokens makers = made_by(above_); !makers.empty()) return makers;
        return own;
    }

    /// "condemned the attack and promised aid"
    Answer by_first_conjunct() const {
        if (doc_.full_relation(verb_) != "conj" || !is_predicate_above()) return {};
        return acting_in(first_conjunct());
    }

    /// "called on Kyiv to sign"
    Answer by_one_asked() const {
        if (!among(doc_.full_relation(verb_), {"xcomp", "advcl"}) || mark_of(doc_, verb_) != "to") return {};
        const std::uint32_t asked = asked_one(doc_, cues_, above_);
        return asked == kNone ? Answer() : Tokens{asked};
    }

    /// "urged Kyiv to sign": Kyiv; "wants to sign", "is expected to sign", "Estonia plans to", where the
    /// tagger may take the verb for a noun: whoever does, or is.
    Answer by_control() const {
        if (doc_.full_relation(verb_) != "xcomp" ||
            !(is_predicate_above() || doc_.has_child(above_, "nsubj")))
            return {};
        return controls_by_object(doc_, cues_, above_) ? grammar_.objects(above_, depth_ + 1)
                                                       : acting_in(above_);
    }

    /// "accused Kyiv of shelling", "thanked Oslo for helping", "stopped them from leaving": the object does
    /// it.
    Answer by_one_blamed() const {
        if (doc_.relation(verb_) != "advcl" || doc_.word(verb_).xpos != "VBG" || !is_predicate_above() ||
            grammar_.passive(above_) || !among(mark_of(doc_, verb_), {"of", "for", "from"}))
            return {};
        return some(grammar_.objects(above_, depth_ + 1));
    }

    /// "vetoed a move to impose sanctions", where the parser hangs up the clause one word too high: nobody
    /// that is named.
    Answer by_judged_move() const {
        const std::uint32_t judged = doc_.child(above_, "obj");
        const bool move = doc_.relation(verb_) == "advcl" && mark_of(doc_, verb_) == "to" &&
                          judged != kNone && judged + 1 == doc_.child(verb_, "mark") && is_judged(judged);
        return move ? Answer(Tokens()) : Answer();
    }

    /// "attacked, killing ten"
    Answer by_clause_above() const {
        const bool clause =
            doc_.relation(verb_) == "advcl" || among(doc_.full_relation(verb_), {"ccomp", "parataxis"});
        if (!clause || !is_predicate_above()) return {};
        return acting_in(above_);
    }

    /// "their role in hacking networks", "Sudan's case alleging that": the owner; "signed a law banning the
    /// party", "conducts airstrikes targeting the group": who did so; "soldiers guarding the camp": they.
    Answer by_gerund_of_noun() const {
        if (doc_.relation(verb_) != "acl" || doc_.word(verb_).xpos != "VBG") return {};
        const std::uint32_t owner = doc_.child(above_, "nmod:poss");
        if (owner != kNone && !acts(above_)) return Tokens{owner};
        Tokens makers = made_by(above_);
        const bool itself = makers.empty() || (acts(above_) && !grammar_.resolve(above_).empty());
        return itself ? Tokens{above_} : makers;
    }

    /// "UK to sanction Moscow", a headline.
    Answer by_headline() const {
        const bool headline = doc_.relation(verb_) == "acl" && doc_.upos(above_) == Upos::PROPN &&
                              doc_.word(verb_).xpos == "VB";
        return headline ? Answer(Tokens{above_}) : Answer();
    }

    /// "Oslo's decision to leave": by whoever owns the noun.
    Answer by_owner() const {
        const std::uint32_t owner = doc_.child(above_, "nmod:poss");
        return doc_.relation(verb_) == "acl" && owner != kNone ? Answer(Tokens{owner}) : Answer();
    }

    /// "US plans to strike", "a Russian offer to mediate"; but "a UN member state to ratify it" acts itself.
    Answer by_modifier() const {
        if (doc_.relation(verb_) != "acl" || names_actors(above_)) return {};
        for (const std::uint32_t c : doc_.children(above_))
            if (c < above_ && among(doc_.relation(c), {"compound", "amod"}) &&
                entities_.entity_at(c) != kNone)
                return Tokens{c};
        return {};
    }

    /// "took the decision to leave": the subject of its verb.
    Answer by_verb_of_noun() const {
        const std::uint32_t verb = doc_.head(above_);
        if (doc_.relation(verb_) != "acl" || doc_.relation(above_) != "obj" || verb == kNone ||
            is_judged(above_))
            return {};
        return grammar_.subjects(verb, depth_ + 1);
    }

    /// Who does what a clause says; of a passive, to whom it is done: "is accused of", "is expected to".
    Tokens acting_in(std::uint32_t clause) const {
        return grammar_.passive(clause) ? grammar_.objects(clause, depth_ + 1)
                                        : grammar_.subjects(clause, depth_ + 1);
    }

    bool is_predicate_above() const {
        const Upos upos = doc_.upos(above_);
        return upos == Upos::VERB || upos == Upos::AUX || upos == Upos::ADJ;
    }

    /// The verb that this one is coordinated with: in "accuses Oslo of doing it and imposes sanctions" the
    /// finite one, wherever the parser hangs the second.
    std::uint32_t first_conjunct() const {
        if (!among(doc_.word(verb_).xpos, {"VBZ", "VBP"})) return above_;
        for (std::uint32_t up = above_; up != kNone; up = doc_.head(up)) {
            const bool finite = among(doc_.word(up).xpos, {"VBZ", "VBP", "VBD", "MD"});
            const bool predicate = std::ranges::any_of(doc_.children(up), [&](std::uint32_t c) {
                return among(doc_.relation(c), {"aux", "cop"});
            });
            if (finite || predicate) return up;
        }
        return above_;
    }

    /// "a move" that somebody vetoes: what others are about to do.
    bool is_judged(std::uint32_t noun) const {
        return doc_.head(noun) != kNone && cues_.judging_verbs.contains(doc_.lemma(doc_.head(noun))) &&
               cues_.intent_nouns.contains(doc_.lemma(noun));
    }

    /// "officials", "a group": a noun that itself says who acts.
    bool names_actors(std::uint32_t noun) const {
        const std::string_view lemma = doc_.lemma(noun);
        return cues_.state_nouns.contains(lemma) || cues_.person_nouns.contains(lemma) ||
               cues_.actor_nouns.contains(lemma) || cues_.organization_nouns.contains(lemma);
    }

    /// True for an actor's mention or such a noun.
    bool acts(std::uint32_t token) const {
        const std::uint32_t e = entities_.entity_at(token);
        if (e == kNone) return names_actors(token) || cues_.unnamed_actors.contains(doc_.lemma(token));
        const std::string_view type = entities_.all[e].type;
        return type != node_type::agreement && type != node_type::event;
    }

    /// Who made or did what a noun means, by the verb that it is the object of.
    Tokens made_by(std::uint32_t noun) const {
        const std::uint32_t verb = doc_.head(noun);
        if (verb == kNone || doc_.upos(verb) != Upos::VERB || !cues_.weak_verbs.contains(doc_.lemma(verb)))
            return {};
        const bool object = doc_.relation(noun) == "obj" && !grammar_.passive(verb);
        const bool of_passive = doc_.relation(noun) == "nsubj" && grammar_.passive(verb);
        return object || of_passive ? grammar_.subjects(verb, depth_ + 1) : Tokens{};
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Cues& cues_;
    std::uint32_t verb_;
    std::uint32_t above_;  ///< what the verb hangs on
    int depth_;
};

std::vector<std::uint32_t> ClauseGrammar::subjects(std::uint32_t verb, int depth) const {
    if (depth > kDeepest) return {};
    return SubjectFinder(*this, verb, depth).find();
}

}  // namespace entente
