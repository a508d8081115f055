#include "core/extract/trees/missing_verb.h"

#include "core/text/among.h"
#include "core/text/date_expression.h"

#include <algorithm>

namespace entente {
namespace {

class VerbRestorer {
  public:
    VerbRestorer(ParsedSentence& sentence, const TokenizedText& text, const TriggerLexicon& triggers)
        : words_(sentence.words), first_(sentence.first_token), text_(text), triggers_(triggers) {}

    void run() {
        constexpr std::size_t kShortest = 4;
        for (std::int32_t i = 0; i < size(); ++i) {
            if (is_clause(i)) tag_verb(i);
            if (i > 0 && is_mass_deed(i)) make_noun(i);
        }
        if (words_.size() < kShortest || form(size() - 1) != ".") return;
        const auto root =
            std::find_if(words_.begin(), words_.end(), [](const Word& word) { return word.head < 0; });
        root_ = static_cast<std::int32_t>(root - words_.begin());
        if (root->upos != Upos::NOUN || has_main_verb()) return;
        // "Gazprom halts supplies": the tag may be right, and only the tree wrong.
        for (std::int32_t i = 1; i < root_; ++i)
            if (at(i).upos == Upos::VERB && at(i).head == root_ && at(i).deprel == "compound" &&
                among(at(i).xpos, {"VBZ", "VBP", "VBD"}) && is_nominal(at(i - 1)))
                return make_verb(i);
        // "bombs targets in Mosul" hangs on either; "a court in Lima sentences Holm" hangs on the court.
        for (const std::int32_t verb : {root_, root_ - 1})
            if (may_be_verb(verb) && follows_subject(verb)) return make_verb(verb);
        if (has_child(root_, "obj") && may_be_verb(root_)) return make_verb(root_);
        for (std::int32_t verb = root_ + 1; verb < size(); ++verb)
            if (may_be_verb(verb) && agrees(verb)) return make_verb_of(verb);
    }

  private:
    std::int32_t size() const { return static_cast<std::int32_t>(words_.size()); }
    Word& at(std::int32_t i) { return words_[static_cast<std::size_t>(i)]; }
    const Word& at(std::int32_t i) const { return words_[static_cast<std::size_t>(i)]; }
    std::string_view form(std::int32_t i) const { return text_[first_ + static_cast<std::uint32_t>(i)]; }
    bool is_capital(std::int32_t i) const { return form(i)[0] >= 'A' && form(i)[0] <= 'Z'; }
    static bool is_nominal(const Word& word) {
        return word.upos == Upos::NOUN || word.upos == Upos::PROPN || word.upos == Upos::PRON;
    }
    bool has_child(std::int32_t head, std::string_view relation) const {
        return std::any_of(words_.begin(), words_.end(), [&](const Word& word) {
            return word.head == head && word.deprel.substr(0, word.deprel.find(':')) == relation;
        });
    }

    /// A noun in name only: the tree gives it a subject and an object.
    bool is_clause(std::int32_t i) const {
        return at(i).upos == Upos::NOUN && has_child(i, "nsubj") && has_child(i, "obj") &&
               !has_child(i, "cop");
    }

    void tag_verb(std::int32_t i) {
        const bool third = form(i).ends_with('s');
        at(i).upos = Upos::VERB;
        at(i).xpos = third ? "VBZ" : "VBP";
        at(i).feats = third ? "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
                            : "Mood=Ind|Tense=Pres|VerbForm=Fin";
    }

    /// A verb of the root's own clause. One that only goes on with it ("... and kills ten") shows that there
    /// is another before.
    bool has_main_verb() const {
        if (has_child(root_, "cop") || has_child(root_, "nsubj")) return true;
        for (const Word& word : words_) {
            if (word.upos != Upos::VERB && word.upos != Upos::AUX) continue;
            const Word* up = &word;
            while (up->head >= 0 && among(up->deprel, {"conj", "parataxis", "ccomp", "aux", "aux:pass"}))
                up = &at(up->head);
            if (up->head < 0 && word.xpos != "VBG" && !is_coordinated(word)) return true;
        }
        return false;
    }

    /// "bombs targets and kills ten": of the subject of the verb that is missing.
    bool is_coordinated(const Word& word) const {
        const auto number = static_cast<std::int32_t>(&word - words_.data());
        return word.deprel == "conj" && word.xpos == "VBZ" && has_child(number, "cc") &&
               !has_child(number, "nsubj");
    }

    bool may_be_verb(std::int32_t i) const {
        if (i < 1 || i + 1 >= size()) return false;
        const Word &word = at(i), &before = at(i - 1), &next = at(i + 1);
        if (word.upos != Upos::NOUN || (word.xpos == "NNS" && !form(i).ends_with('s'))) return false;
        if (before.upos != Upos::NOUN && before.upos != Upos::PROPN && form(i - 1) != ",") return false;
        const auto senses = triggers_.find(TriggerSense::Part::verb, word.lemma);
        if (senses.empty()) return false;
        // "hands over hostages", "calls for talks"
        if (next.upos == Upos::ADP && before.upos == Upos::PROPN && i + 2 < size() &&
            std::any_of(senses.begin(), senses.end(), [&](const TriggerSense& sense) {
                return sense.particle == form(i + 1) ||
                       std::any_of(sense.to.begin(), sense.to.end(),
                                   [&](const ArgumentSlot& slot) { return slot.word == form(i + 1); });
            }))
            return true;
        if (is_time(i + 1)) return false;  // "talks this week"
        // An object, or a clause, follows.
        if (next.upos == Upos::SCONJ) return form(i + 1) == "that";
        return is_nominal(next) || next.upos == Upos::DET || next.upos == Upos::NUM ||
               next.upos == Upos::SYM || (next.upos == Upos::ADJ && (i != root_ || is_capital(i + 1))) ||
               (form(i + 1) == "at" && i + 2 < size() && form(i + 2) == "least");
    }

    bool is_time(std::int32_t i) const {
        const auto at = first_ + static_cast<std::uint32_t>(i);
        const std::uint32_t end = std::min(at + 3, first_ + static_cast<std::uint32_t>(size()));
        const std::vector<DateExpression> dates = find_dates(text_, at, end, Date{2000, 1, 1});
        return !dates.empty() && dates.front().first == at;
    }

    /// "mass shooting": no shooting that "mass" does.
    bool is_mass_deed(std::int32_t i) const {
        return at(i).xpos == "VBG" && at(i).head == i - 1 && at(i).deprel == "acl" && form(i - 1) == "mass";
    }

    /// Turns the two words around: the deed is the head.
    void make_noun(std::int32_t i) {
        const Word modifier = at(i - 1);
        for (Word& word : words_)
            if (word.head == i - 1) word.head = i;
        set(i, modifier.head, modifier.deprel);
        set(i - 1, i, "compound");
        for (Word& word : words_)
            if (word.head == i && word.deprel == "obl") word.deprel = "nmod";
        at(i).upos = Upos::NOUN;
        at(i).xpos = "NN";
        at(i).feats = "Number=Sing";
        at(i).lemma = form(i);
    }

    /// "Israelis fire", "the Air Force bombs": by the number of the word before.
    bool follows_subject(std::int32_t verb) const {
        const std::string_view before = at(verb - 1).xpos;
        const bool many = before == "NNS" || before == "NNPS";
        return at(verb).xpos == (many ? "NN" : "NNS");
    }

    /// "The court sentences", "the police arrest": the root is the subject.
    bool agrees(std::int32_t verb) const {
        const bool many = at(root_).xpos == "NNS" || at(root_).lemma == "police";
        return at(verb).xpos == (many ? "NN" : "NNS");
    }

    /// Makes a verb of a word behind its subject, the root.
    void make_verb_of(std::int32_t verb) {
        const std::int32_t object = at(verb).head > verb ? at(verb).head : -1;
        std::int32_t last = -1;  // the nominal before the verb that takes what hung on it
        for (std::int32_t i = verb - 1; i >= 0; --i) {
            if (i == root_ || at(i).head < verb) continue;
            if (is_nominal(at(i))) {
                set(i, root_, "nmod");
                last = i;
            } else {
                at(i).head = last >= 0 ? last : root_;
            }
        }
        has_object_ = object >= 0;
        for (std::int32_t i = verb + 1; i < size(); ++i)
            if (i != object && (at(i).head == root_ || at(i).head == verb)) hang_right(i, verb);
        if (object >= 0) set(object, verb, "obj");
        tag_verb(verb);
        set(root_, verb, "nsubj");
        set(verb, -1, "root");
        set(size() - 1, verb, "punct");
    }

    void make_verb(std::int32_t verb) {
        // What stands right before it ends the subject.
        std::int32_t subject = verb - 1;
        while (at(subject).head != root_ && at(subject).head != verb) {
            if (at(subject).head < 0) return;
            subject = at(subject).head;
        }
        if (subject >= verb || !is_nominal(at(subject))) return;
        const std::int32_t old_root = root_;
        has_object_ = old_root != verb;
        for (std::int32_t i = 0; i < size(); ++i) {
            Word& word = at(i);
            if (i == subject || i == verb || (word.head != old_root && word.head != verb)) continue;
            if (i < verb)
                hang_left(i, subject, verb);
            else if (word.head == verb || old_root == verb)
                hang_right(i, verb);
        }
        if (old_root != verb) set(old_root, verb, "obj");
        set(subject, verb, "nsubj");
        if (at(verb).upos != Upos::VERB) tag_verb(verb);
        set(verb, -1, "root");
        set(size() - 1, verb, "punct");
    }

    void set(std::int32_t word, std::int32_t head, std::string_view relation) {
        at(word).head = head;
        at(word).deprel = relation;
    }

    /// Modifiers of the subject, and what opens the clause.
    void hang_left(std::int32_t i, std::int32_t subject, std::int32_t verb) {
        const bool opens = has_child(i, "case") || at(i).upos == Upos::PUNCT || at(i).upos == Upos::ADV ||
                           at(i).upos == Upos::VERB;
        if (!opens)
            at(i).head = subject;
        else
            set(i, verb, at(i).deprel == "nmod" ? "obl" : at(i).deprel);
    }

    void hang_right(std::int32_t i, std::int32_t verb) {
        const std::string_view relation = at(i).deprel;
        std::string_view now = relation;
        if (among(relation, {"nmod", "obl", "dep", "appos", "compound", "flat", "list", "nmod:unmarked"}))
            now = has_child(i, "case") ? "obl" : has_object_ ? "dep" : "obj";
        if (relation == "acl" || relation == "acl:relcl") now = has_child(i, "mark") ? "ccomp" : "advcl";
        has_object_ = has_object_ || now == "obj";
        set(i, verb, now);
    }

    std::vector<Word>& words_;
    std::uint32_t first_;
    const TokenizedText& text_;
    const TriggerLexicon& triggers_;
    std::int32_t root_ = 0;
    bool has_object_ = false;
};

}  // namespace

void restore_missing_verb(ParsedSentence& sentence, const TokenizedText& text,
                          const TriggerLexicon& triggers) {
    VerbRestorer(sentence, text, triggers).run();
}

void restore_missing_verbs(std::vector<ParsedSentence>& sentences, const TokenizedText& text,
                           const TriggerLexicon& triggers) {
    for (ParsedSentence& sentence : sentences) restore_missing_verb(sentence, text, triggers);
}

}  // namespace entente
