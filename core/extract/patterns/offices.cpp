#include "core/extract/patterns/offices.h"

#include "core/extract/entities/titled_name.h"
#include "core/extract/patterns/structure_reader.h"

namespace entente {
namespace {

constexpr StructurePattern kTitleBeforeName{"title", 9500};  // "Russian President Vladimir Putin"
constexpr StructurePattern kApposition{"apposition", 8500};  // "Vladimir Putin, the president of Russia"
constexpr StructurePattern kByLexicon{"lexicon", 8500};      // "President Putin": the lexicon tells of what
constexpr StructurePattern kSuccession{"succession", 7000};  // "succeeding Jan Holm"
constexpr std::uint32_t kContextBack = 2;                    // sentences
constexpr StructurePattern kByContext{"context", 6000};  // "a government spokesman": of the state spoken of

class OfficeReader : StructureReader {
  public:
    OfficeReader(const ClauseGrammar& grammar, const Resources& resources)
        : StructureReader(grammar, resources) {}

    std::vector<Relation> run() {
        for (const auto& titles : entities_.titles)
            for (const TitleSpan& title : titles)
                if (title.title->kind != TitleKind::honorific) read_title(title);
        for (std::uint32_t t = 0; t < doc_.size(); ++t)
            if (doc_.upos(t) == Upos::VERB) read_succession(t);
        return std::move(found_);
    }

  private:
    /// Who bears a title, and how sure the text is of it.
    struct Bearer {
        std::uint32_t person;
        Pattern pattern;
        Modality modality = Modality::actual;
        bool negated = false;
    };

    void read_title(const TitleSpan& title) {
        const std::vector<Bearer> bearers = bearers_of(title);
        if (bearers.empty()) return;
        Modality modality = Modality::actual;
        for (std::uint32_t t = title.first; t < title.last; ++t) qualify(lower(t), modality);
        for (std::uint32_t back = 1; back <= 4 && back <= title.first; ++back) {
            const std::uint32_t t = title.first - back;
            if (doc_.sentence(t) != doc_.sentence(title.first) || doc_.form(t) == ",") break;
            qualify(lower(t), modality);
        }
        std::vector<std::uint32_t> institutions = institutions_of(title);
        if (institutions.empty()) institutions = institution_after_name(title, bearers.front().person);
        if (institutions.empty()) institutions = institution_above(title, bearers.front().person);
        if (title.title->kind == TitleKind::rank && (institutions.empty() || is_student(title))) return;
        for (const Bearer& bearer : bearers) {
            if (title.title->kind == TitleKind::kin) {
                if (const std::uint32_t owner = possessor_of(title);
                    is_person(owner) && owner != bearer.person)
                    add(bearer.person, owner, edge_type::related_to, title, bearer.pattern, Modality::actual);
                continue;
            }
            const Modality how = bearer.modality != Modality::actual ? bearer.modality : modality;
            bool placed = false;
            for (const std::uint32_t institution : institutions) {
                if (institution == bearer.person) continue;
                add(bearer.person, institution, edge_of(title, institution), title, bearer.pattern, how);
                if (bearer.negated && !found_.empty()) found_.back().claim.status.negated = true;
                placed = true;
            }
            if (!placed && !place_by_lexicon(bearer, title, how)) place_by_context(bearer, title, how);
        }
    }

    /// "a law major at the university" is no soldier.
    bool is_student(const TitleSpan& title) const {
        return lower(title.last - 1) == "major" && !doc_.capitalised(title.first) && title.first > 0 &&
               doc_.upos(title.first - 1) == Upos::NOUN &&
               !res_.cues.actor_nouns.contains(doc_.lemma(title.first - 1));
    }

    /// What a word beside a title says of when it is held.
    void qualify(const std::string& word, Modality& modality) const {
        if (res_.cues.former_office_words.contains(word)) modality = Modality::ended;
        if (res_.cues.current_office_words.contains(word)) modality = Modality::actual;
        if (res_.cues.coming_office_words.contains(word)) modality = Modality::planned;
    }

    std::string_view edge_of(const TitleSpan& title, std::uint32_t institution) const {
        if (type(institution) == node_type::person) return edge_type::represents;
        switch (title.title->kind) {
            case TitleKind::representative: return edge_type::represents;
            case TitleKind::member:
                return type(institution) == node_type::organization ? edge_type::member_of
                                                                    : edge_type::holds_office_in;
            default: return edge_type::holds_office_in;
        }
    }

    std::vector<Bearer> bearers_of(const TitleSpan& title) const {
        std::vector<Bearer> bearers;
        const std::uint32_t size = doc_.size();
        // "President Putin"; "State Duma politician, Yevgeny Popov"; "leaders A and B".
        if (const TitledName name = name_after_title(doc_, entities_, title); name.token != kNone) {
            const std::uint32_t next = name.token;
            const Pattern pattern = name.apposed ? kApposition : kTitleBeforeName;
            bearers.push_back({entities_.entity_at(next), pattern});
            const std::string_view xpos = doc_.word(title.last - 1).xpos;
            const bool plural = xpos == "NNS" || xpos == "NNPS";
            if (plural)
                for (std::uint32_t t = mention_end(next); t < size && t < next + 16;) {
                    if (is_person(entities_.entity_at(t))) {
                        bearers.push_back({entities_.entity_at(t), pattern});
                        t = mention_end(t);
                    } else if (doc_.form(t) == "," || doc_.form(t) == "and") {
                        ++t;
                    } else {
                        break;
                    }
                }
            return bearers;
        }
        // "Kirill Dmitriev, the head of ...": a comma before the phrase, or an apposition in the tree, which
        // may hang on the first of a list.
        if (const std::uint32_t person = before_comma(title); person != kNone) {
            bearers.push_back({person, kApposition});
            return bearers;
        }
        const std::uint32_t head = head_of(title);
        std::uint32_t up = head;
        for (int i = 0; i < 4 && up != kNone; ++i) {
            const std::string_view relation = doc_.relation(up);
            const std::uint32_t governor = doc_.head(up);
            if (relation == "appos" && governor != kNone && is_person(entities_.entity_at(governor))) {
                bearers.push_back({entities_.entity_at(governor), kApposition});
                return bearers;
            }
            if (relation != "conj") break;
            up = governor;
        }
        // "X is the president", "X was elected president", "resigned as minister".
        if (doc_.has_child(head, "cop")) {
            const ClauseStatus status = clause_status(grammar_, head, head, res_.cues);
            for (const std::uint32_t s : grammar_.subjects(head)) add_people(s, status.modality, bearers);
            for (Bearer& bearer : bearers) bearer.negated = status.negated;
            return bearers;
        }
        const std::uint32_t verb = doc_.head(head);
        if (verb == kNone || (doc_.upos(verb) != Upos::VERB)) return bearers;
        const std::string_view relation = doc_.relation(head), lemma = doc_.lemma(verb);
        const bool as = doc_.preposition(head) == "as" || relation == "xcomp";
        if (!as && !(relation == "obj" && res_.cues.office_object_verbs.contains(lemma))) return bearers;
        Modality modality = Modality::actual;
        if (res_.cues.office_ending_verbs.contains(lemma))
            modality = Modality::ended;
        else if (res_.cues.office_choosing_verbs.contains(lemma))
            modality = Modality::planned;
        else if (!res_.cues.office_holding_verbs.contains(lemma))
            return bearers;
        const bool passive = grammar_.passive(verb);
        // "elects Jan Berg to serve as president"
        const std::uint32_t above = doc_.head(verb);
        if (doc_.relation(verb) == "advcl" && doc_.word(verb).xpos == "VB" && above != kNone &&
            res_.cues.office_choosing_verbs.contains(doc_.lemma(above))) {
            for (const std::uint32_t p : grammar_.objects(above)) add_people(p, Modality::planned, bearers);
            return bearers;
        }
        const auto people = passive || res_.cues.office_subject_verbs.contains(lemma)
                                ? (passive ? grammar_.objects(verb) : grammar_.subjects(verb))
                                : grammar_.objects(verb);
        for (const std::uint32_t p : people)
            if (p != head) add_people(p, modality, bearers);
        const bool negated = clause_status(grammar_, verb, verb, res_.cues).negated;
        for (Bearer& bearer : bearers) bearer.negated = negated;
        return bearers;
    }

    /// The token that the tree hangs a title up by.
    std::uint32_t head_of(const TitleSpan& title) const {
        for (std::uint32_t t = title.first; t < title.last; ++t) {
            const std::uint32_t above = doc_.head(t);
            if (above == kNone || above < title.first || above >= title.last) return t;
        }
        return title.last - 1;
    }

    void add_people(std::uint32_t token, Modality modality, std::vector<Bearer>& bearers) const {
        for (const Argument& a : grammar_.resolve(token))
            if (type(a.entity) == node_type::person && a.certainty >= kNamedByNoun)
                bearers.push_back({a.entity, kPredicate, modality});
    }

    /// "King Hamad of Bahrain": the body after the name that follows the title.
    std::vector<std::uint32_t> institution_after_name(const TitleSpan& title, std::uint32_t person) const {
        if (title.last >= doc_.size() || entities_.entity_at(title.last) != person) return {};
        std::uint32_t t = mention_end(title.last);
        if (t + 1 >= doc_.size() || doc_.form(t) != "of") return {};
        if (lower(++t) == "the") ++t;
        if (t >= doc_.size() || doc_.sentence(t) != doc_.sentence(title.first)) return {};
        const std::uint32_t e = entities_.entity_at(t);
        return is_body(e) || (e != kNone && type(e) == node_type::place) ? std::vector<std::uint32_t>{e}
                                                                         : std::vector<std::uint32_t>{};
    }

    /// The person before the comma that opens the phrase of a title: "Yuri Ushakov, Putin's foreign policy
    /// adviser".
    std::uint32_t before_comma(const TitleSpan& title) const {
        // "After talks with Berg, the US president said ..." goes on with the sentence.
        if (doc_.relation(head_of(title)) == "nsubj") return kNone;
        // "Anna Berg, a detective for the Harlow Sheriff's office"
        if (title.last < doc_.size() && among(lower(title.last), {"'s", "’s"})) return kNone;
        const std::uint32_t begin = doc_.sentence_span(doc_.sentence(title.first)).first;
        for (std::uint32_t t = title.first; t > begin && title.first - t < 9; --t) {
            const std::uint32_t before = t - 1;
            if (doc_.form(before) == ",") {
                if (before == begin || !is_person(entities_.entity_at(before - 1))) return kNone;
                // The phrase has to describe, not to go on with a list of actors.
                const std::uint32_t e = entities_.entity_at(before - 1);
                const std::uint32_t after = title.last;
                const bool ends_phrase = after >= doc_.size() || !is_person(entities_.entity_at(after));
                return ends_phrase ? e : kNone;
            }
            const Upos upos = doc_.upos(before);
            if (upos == Upos::VERB || upos == Upos::AUX || upos == Upos::CCONJ || upos == Upos::SCONJ)
                return kNone;
            if (is_person(entities_.entity_at(before)) && before + 1 < title.first &&
                lower(before + 1) != "'s" && lower(before + 1) != "’s")
                if (mention_end(before) == t) return kNone;
        }
        return kNone;
    }

    /// The owner right before a title: "Trump's son-in-law".
    std::uint32_t possessor_of(const TitleSpan& title) const {
        for (std::uint32_t t = title.first; t > 0 && title.first - t < 5; --t) {
            const std::string word = lower(t - 1);
            if (among(word, {"'s", "’s", "'"})) return t >= 2 ? entities_.entity_at(t - 2) : kNone;
            if (among(word, {"his", "her", "their", "its"})) return entities_.entity_at(t - 1);
            if (doc_.upos(t - 1) != Upos::ADJ && doc_.upos(t - 1) != Upos::NOUN &&
                doc_.upos(t - 1) != Upos::PROPN)
                break;
        }
        // "sister of North Korean supreme leader Kim Jong Un"
        if (title.last + 1 < doc_.size() && doc_.form(title.last) == "of")
            for (std::uint32_t t = title.last + 1;
                 t < doc_.size() && t < title.last + 8 && doc_.form(t) != ","; ++t)
                if (is_person(entities_.entity_at(t))) return entities_.entity_at(t);
        return kNone;
    }

    std::vector<std::uint32_t> institutions_of(const TitleSpan& title) const {
        std::vector<std::uint32_t> found;
        const auto take = [&](std::uint32_t e) {
            if (e != kNone && std::find(found.begin(), found.end(), e) == found.end()) found.push_back(e);
        };
        // After it: "head of the IAEA", "minister for Europe of France".
        if (title.last < doc_.size() && among(lower(title.last), {"of", "for", "at", "in", "to"})) {
            const bool of = lower(title.last) == "of";
            for (std::uint32_t t = title.last + 1; t < doc_.size() && t < title.last + 10; ++t) {
                if (doc_.sentence(t) != doc_.sentence(title.last)) break;
                const std::uint32_t e = entities_.entity_at(t);
                if (is_body(e) || (e != kNone && type(e) == node_type::place)) {
                    // An envoy to a place speaks for who sends him, not for the place.
                    if (of || title.title->kind != TitleKind::representative) take(e);
                    break;
                }
                // "a top aide to al-Sadr"
                if (is_person(e) &&
                    (title.title->kind == TitleKind::representative || title.title->personal)) {
                    take(e);
                    break;
                }
                const Upos upos = doc_.upos(t);
                if (e != kNone || upos == Upos::VERB || doc_.form(t) == ",") break;
            }
        }
        if (!found.empty() && lower(title.last) == "of") return found;
        const bool only_where = !found.empty() && lower(title.last) == "in";
        // Before it: "US President", "Russia's foreign minister", "European Commission chief".
        bool possessive = false;
        for (std::uint32_t back = 1; back <= 5 && back <= title.first; ++back) {
            const std::uint32_t t = title.first - back;
            if (doc_.sentence(t) != doc_.sentence(title.first)) break;
            const std::uint32_t e = entities_.entity_at(t);
            if (e != kNone && (is_body(e) || type(e) == node_type::place || (possessive && is_person(e)))) {
                if (is_person(e) && title.title->kind == TitleKind::office && !title.title->personal) break;
                if (only_where) found.clear();  // "a NATO commander in Kosovo"
                take(e);
                // "US President Donald Trump's special envoy": the person's; "Brazilian Supreme Court
                // justice": the court's.
                break;
            }
            const std::string word = lower(t);
            // "Russian foreign and defence minister"; but "Oslo and Prime Minister Anna Berg" are two.
            if (word == "and" && t > 0 && covered(t - 1) &&
                entities_.mentions[entities_.mention_of_token[t - 1]].kind == MentionKind::name)
                break;
            if (word == "'s" || word == "’s") possessive = true;
            const Upos upos = doc_.upos(t);
            const bool inside = among(word, {"'s", "’s", "-", "and"}) || upos == Upos::ADJ ||
                                upos == Upos::NOUN || upos == Upos::PROPN;
            if (!inside || (e != kNone && !possessive)) break;
        }
        return found;
    }

    /// "the party under leader Anna Berg"
    std::vector<std::uint32_t> institution_above(const TitleSpan& title, std::uint32_t person) const {
        if (title.last >= doc_.size() || entities_.entity_at(title.last) != person) return {};
        const std::uint32_t named = entities_.mentions[entities_.mention_of_token[title.last]].head;
        for (const std::uint32_t token : {head_of(title), named}) {
            const std::uint32_t above = doc_.head(token);
            if (above != kNone && doc_.relation(token) == "nmod" && doc_.preposition(token) == "under" &&
                is_body(entities_.entity_at(above)))
                return {entities_.entity_at(above)};
        }
        return {};
    }

    /// "Secretary-General Mark Rutte": the lexicon knows of what, on that day.
    bool place_by_lexicon(const Bearer& bearer, const TitleSpan& title, Modality modality) {
        const Entity& person = entities_.all[bearer.person];
        if (!person.actor || title.title->kind == TitleKind::kin) return false;
        const Holding* best = nullptr;
        for (const Holding& h : res_.actors.holdings(*person.actor)) {
            if (h.office != title.title->office) continue;
            if (doc_.day() && h.begin.year && h.begin.first_day() > *doc_.day()) continue;
            best = &h;
        }
        if (!best) return false;
        for (std::uint32_t e = 0; e < entities_.all.size(); ++e)
            if (entities_.all[e].actor == best->institution) {
                add(bearer.person, e, edge_of(title, e), title, kByLexicon, modality);
                return true;
            }
        return false;
    }

    /// "Abdou Said, a government spokesman", "Foreign Minister Jan Berg": of the state last spoken of.
    void place_by_context(const Bearer& bearer, const TitleSpan& title, Modality modality) {
        if (entities_.all[bearer.person].actor || !serves_a_state(title)) return;
        std::uint32_t state = kNone;
        const std::uint32_t here = doc_.sentence(title.first);
        const std::uint32_t begin = doc_.sentence_span(here > kContextBack ? here - kContextBack : 0).first;
        for (const EntityMention& m : entities_.mentions_in(begin, title.first)) {
            if (m.kind != MentionKind::pronoun && type(m.entity) == node_type::state &&
                !other_party(m.head, title.last))
                state = m.entity;
        }
        if (state != kNone) add(bearer.person, state, edge_of(title, state), title, kByContext, modality);
    }

    /// True where two tokens stand on the two sides of one act that takes two parties: "the American
    /// commander held talks with President Holm" says that Holm is no American.
    bool other_party(std::uint32_t state, std::uint32_t person) const {
        if (person >= doc_.size() || doc_.sentence(state) != doc_.sentence(person)) return false;
        // "Oslo and Prime Minister Anna Berg"
        if (std::ranges::count(doc_.conjuncts(state), person) ||
            std::ranges::count(doc_.conjuncts(person), state))
            return true;
        std::uint32_t act = doc_.head(person);
        while (act != kNone && doc_.upos(act) != Upos::VERB) act = doc_.head(act);
        if (act == kNone || act == state || !doc_.governs(act, state)) return false;
        const auto side = [&](std::uint32_t token) {  // the dependent of the act that a token stands in
            while (doc_.head(token) != act) token = doc_.head(token);
            return token;
        };
        if (doc_.relation(side(state)) != "nsubj") return false;
        const std::uint32_t theirs = side(person);
        return theirs != side(state) && (takes_two(act) || takes_two(theirs));
    }

    bool takes_two(std::uint32_t trigger) const {
        const auto senses =
            doc_.upos(trigger) == Upos::VERB
                ? res_.triggers.find_verb(doc_.lemma(trigger), ascii_lower(doc_.form(trigger)))
                : res_.triggers.find(TriggerSense::Part::noun, ascii_lower(doc_.lemma(trigger)));
        return std::any_of(senses.begin(), senses.end(), [&](const TriggerSense& sense) {
            return res_.ontology.edge_type(sense.type)->symmetric;
        });
    }

    bool serves_a_state(const TitleSpan& title) const {
        if (title.title->kind != TitleKind::office && title.title->kind != TitleKind::representative)
            return false;
        const std::string_view office = title.title->office;
        if (office == "president" || office == "prime-minister" || office.ends_with("-minister")) return true;
        for (std::uint32_t t = title.first; t < title.last; ++t)
            if (res_.cues.government_words.contains(lower(t))) return true;
        return title.first > 0 && res_.cues.government_modifiers.contains(lower(title.first - 1));
    }

    /// "... elects Anna Berg as its president, succeeding Jan Holm": the office that one gets the other had.
    void read_succession(std::uint32_t verb) {
        if (!res_.cues.succeeding_verbs.contains(doc_.lemma(verb))) return;
        const std::uint32_t sentence = doc_.sentence(verb);
        std::vector<Relation> ended;
        std::vector<std::uint32_t> objects = grammar_.objects(verb);
        // The parser may take "succeeding" for a preposition, as "including".
        if (doc_.relation(verb) == "case" && doc_.head(verb) != kNone) objects = {doc_.head(verb)};
        for (const std::uint32_t object : objects)
            for (const Argument& a : grammar_.resolve(object)) {
                if (type(a.entity) != node_type::person || a.certainty < kNamedByNoun) continue;
                // The office that was spoken of last before the verb.
                for (auto it = found_.rbegin(); it != found_.rend(); ++it) {
                    Claim claim = it->claim;
                    if (doc_.sentence(claim.trigger) < sentence) break;
                    if (claim.type != edge_type::holds_office_in || claim.source.entity == a.entity ||
                        doc_.sentence(claim.trigger) != sentence)
                        continue;
                    claim.source = {a.entity};
                    claim.status.modality = Modality::ended;
                    ended.push_back({std::move(claim), kSuccession, kSuccession.confidence});
                    break;
                }
            }
        found_.insert(found_.end(), ended.begin(), ended.end());
    }

    void add(std::uint32_t source, std::uint32_t target, std::string_view edge, const TitleSpan& title,
             const Pattern& pattern, Modality modality) {
        const EdgeType* made = res_.ontology.edge_type(edge);
        if (!made || !res_.ontology.allows(*made, type(source), type(target))) return;
        Claim claim;
        claim.source = {source};
        claim.target = {target};
        claim.type = edge;
        claim.status.modality = modality;
        // "US Secretary of State": the edge's end says of what.
        const bool names_body =
            title.last - title.first > 1 && !res_.actors.lookup(doc_.form(title.first)).empty();
        claim.role = ascii_lower(doc_.text().slice(title.first + names_body, title.last));
        // "envoys" of two people is "envoy" of each.
        const std::string_view last = doc_.form(title.last - 1), lemma = doc_.lemma(title.last - 1);
        if (last.size() == lemma.size() + 1 && last.back() == 's') claim.role.pop_back();
        claim.trigger = title.last - 1;
        found_.push_back({std::move(claim), pattern, pattern.confidence});
    }
};

}  // namespace

std::vector<Relation> find_offices(const ClauseGrammar& grammar, const Resources& resources) {
    return OfficeReader(grammar, resources).run();
}

}  // namespace entente
