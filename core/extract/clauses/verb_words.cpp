#include "core/extract/clauses/verb_words.h"

#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <string>

namespace entente {
namespace {

/// A word of grammar that takes the verb above it off the facts.
struct ModalWord {
    std::string_view relation;
    std::string_view form;
    Modality modality;
};

constexpr auto kModalWords = std::to_array<ModalWord>({
    {"aux", "will", Modality::planned},
    {"aux", "'ll", Modality::planned},
    {"aux", "’ll", Modality::planned},
    {"aux", "shall", Modality::planned},
    {"aux", "wo", Modality::planned},  // of "won't"
    {"aux", "ca", Modality::possible},
    {"aux", "can", Modality::possible},
    {"aux", "could", Modality::possible},
    {"aux", "may", Modality::possible},
    {"aux", "might", Modality::possible},
    {"aux", "must", Modality::demanded},
    {"aux", "ought", Modality::demanded},
    {"aux", "should", Modality::demanded},
    {"mark", "if", Modality::conditional},
    {"mark", "unless", Modality::conditional},
    {"advmod", "perhaps", Modality::possible},
    {"advmod", "possibly", Modality::possible},
    {"advmod", "potentially", Modality::possible},
});

/// Reads the words below one verb, each by all of several ways.
class VerbWordReader {
  public:
    VerbWordReader(const Document& doc, std::uint32_t verb, ClauseStatus& status)
        : doc_(doc), verb_(verb), status_(status) {}

    void read() {
        using Way = void (VerbWordReader::*)(const Below&);
        constexpr Way kWays[] = {
            &VerbWordReader::denied_by_adverb,      &VerbWordReader::denied_by_determiner,
            &VerbWordReader::ended_by_longer,       &VerbWordReader::denied_by_neither,
            &VerbWordReader::weakened_by_word,      &VerbWordReader::weakened_by_would,
            &VerbWordReader::planned_by_infinitive,
        };
        for (const std::uint32_t c : doc_.children(verb_)) {
            const Below word{c, doc_.relation(c), ascii_lower(doc_.lemma(c)), ascii_lower(doc_.form(c))};
            for (const Way way : kWays) (this->*way)(word);
        }
    }

  private:
    /// A word below the verb; lemma and form in lower case.
    struct Below {
        std::uint32_t token;
        std::string_view relation;
        std::string lemma;
        std::string form;
    };

    /// "did not sign", "hardly attacked"
    void denied_by_adverb(const Below& word) {
        if (word.relation == "advmod" && among(word.lemma, {"not", "never", "n't", "hardly", "no"}))
            status_.deny(word.token);
    }

    /// "no talks"
    void denied_by_determiner(const Below& word) {
        if (word.relation == "det" && word.form == "no") status_.deny(word.token);
    }

    /// "no longer supports"
    void ended_by_longer(const Below& word) {
        if (word.relation == "advmod" && word.form == "longer" && word.token > 0 &&
            ascii_lower(doc_.form(word.token - 1)) == "no")
            status_.weaken(Modality::ended, word.token);
    }

    /// "neither attacked nor sanctioned"
    void denied_by_neither(const Below& word) {
        if (doc_.upos(verb_) == Upos::VERB && word.token < verb_ &&
            (word.relation == "cc" || word.relation == "advmod") && among(word.form, {"neither", "nor"}))
            status_.deny(word.token);
    }

    /// "may attack", "if Oslo attacks"
    void weakened_by_word(const Below& word) {
        for (const ModalWord& modal : kModalWords)
            if (word.relation == modal.relation && word.form == modal.form)
                status_.weaken(modal.modality, word.token);
    }

    /// "would attack"; but in "said it would attack" the future as seen from the past.
    void weakened_by_would(const Below& word) {
        if (word.relation == "aux" && among(word.form, {"would", "'d", "’d"}))
            status_.weaken(told_in_past() ? Modality::planned : Modality::conditional, word.token);
    }

    /// "is to meet", "Oslo to sanction Moscow"
    void planned_by_infinitive(const Below& word) {
        if (word.relation != "mark" || word.form != "to" || doc_.upos(verb_) != Upos::VERB) return;
        const std::uint32_t above = doc_.head(verb_);
        if (doc_.has_child(verb_, "cop") || above == kNone ||
            (doc_.relation(verb_) == "acl" && doc_.upos(above) == Upos::PROPN))
            status_.weaken(Modality::planned, word.token);
    }

    /// True below a verb that reports in the past: "said that ...".
    bool told_in_past() const {
        const std::uint32_t above = doc_.head(verb_);
        return above != kNone && (doc_.relation(verb_) == "ccomp" || doc_.has_child(verb_, "parataxis")) &&
               (doc_.word(above).xpos == "VBD" || doc_.word(above).xpos == "VBN");
    }

    const Document& doc_;
    std::uint32_t verb_;
    ClauseStatus& status_;
};

/// "but", in "nobody but Oslo".
bool excepts(const Document& doc, std::uint32_t token) {
    return among(ascii_lower(doc.form(token)), {"but", "except", "besides", "save", "apart"});
}

/// "no drones", "not a single drone"; but not "No 10".
bool denied_before(const Document& doc, std::uint32_t noun, std::uint32_t word) {
    const std::string_view relation = doc.relation(word);
    const char next = doc.form(word + 1)[0];
    const bool number = next >= '0' && next <= '9';
    if ((relation == "det" || relation == "cc") && !number &&
        among(ascii_lower(doc.form(word)), {"no", "neither"}))
        return true;
    for (std::uint32_t t = word; t < noun && t < word + 2; ++t)
        if (ascii_lower(doc.form(t)) == "not" && doc.governs(noun, t)) return true;
    return false;
}

/// "nobody but Oslo", "nothing apart from it": what follows is somebody.
bool excepted_behind(const Document& doc, std::uint32_t word) {
    const std::string_view relation = doc.relation(word);
    if (relation == "advmod") return ascii_lower(doc.form(word)) == "apart";
    if (relation != "conj" && relation != "nmod") return false;
    const auto marks = doc.children(word);
    return excepts(doc, word) ||
           std::ranges::any_of(marks, [&](std::uint32_t mark) { return excepts(doc, mark); });
}

/// "no drones", "neither Oslo nor Lima", "none of them", "nobody".
bool is_nobody(const Document& doc, std::uint32_t noun) {
    bool nobody = among(ascii_lower(doc.lemma(noun)), {"none", "nobody", "neither", "nothing"});
    for (const std::uint32_t c : doc.children(noun)) {
        if (c < noun)
            nobody = nobody || denied_before(doc, noun, c);
        else if (excepted_behind(doc, c))
            return false;
    }
    return nobody;
}

}  // namespace

void read_verb_words(const Document& document, std::uint32_t verb, ClauseStatus& status) {
    VerbWordReader(document, verb, status).read();
}

std::uint32_t nobody_of(const Document& document, std::uint32_t verb, std::uint32_t event,
                        bool subjects_only) {
    if (document.upos(verb) != Upos::VERB) return kNone;
    for (const std::uint32_t c : document.children(verb)) {
        const std::string_view relation = document.relation(c);
        const bool object = relation == "obj" || document.full_relation(c) == "obl:agent";
        if ((relation == "nsubj" || (object && !subjects_only)) && c != event &&
            !document.governs(c, event) && is_nobody(document, c))
            return c;
    }
    return kNone;
}

}  // namespace entente
