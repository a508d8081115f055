#include "core/extract/relation.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Document::kNone;

constexpr Confidence kTitleBeforeName = 9500;  // "Russian President Vladimir Putin"
constexpr Confidence kApposition = 8500;       // "Vladimir Putin, the president of Russia"
constexpr Confidence kPredicate = 8000;        // "was sworn in as president"
constexpr Confidence kByLexicon = 8500;        // "President Putin": the lexicon tells of what
constexpr Confidence kPlaceChain = 8500;       // "Tecoluca, El Salvador"
constexpr Confidence kAffiliation = 7000;      // "Bruce Riedel of the Brookings Institution"
constexpr Confidence kModifier = 7000;         // "talks between A and B in Geneva on C"

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

class StructureFinder {
  public:
    StructureFinder(const ClauseGrammar& grammar, const Resources& resources)
        : grammar_(grammar), doc_(grammar.document()), entities_(grammar.entities()), res_(resources) {}

    std::vector<Relation> run() {
        for (const auto& titles : entities_.titles)
            for (const TitleSpan& title : titles)
                if (title.title->kind != TitleKind::honorific) read_title(title);
        for (const EntityMention& mention : entities_.mentions) {
            read_place_chain(mention);
            read_happening(mention);
            read_affiliation(mention);
        }
        return std::move(found_);
    }

  private:
    std::string_view type(std::uint32_t entity) const { return entities_.all[entity].type; }
    bool is_person(std::uint32_t e) const { return e != Entities::kNone && type(e) == node_type::person; }
    bool is_body(std::uint32_t e) const {
        return e != Entities::kNone && (type(e) == node_type::state || type(e) == node_type::organization);
    }
    std::uint32_t mention_end(std::uint32_t token) const {
        return entities_.mentions[entities_.mention_of_token[token]].last;
    }
    std::uint32_t mention_begin(std::uint32_t token) const {
        return entities_.mentions[entities_.mention_of_token[token]].first;
    }
    std::string lower(std::uint32_t t) const { return ascii_lower(doc_.form(t)); }

    /// Who bears a title, and how sure the text is of it.
    struct Bearer {
        std::uint32_t person;
        Confidence confidence;
        Modality modality = Modality::actual;
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
        const std::vector<std::uint32_t> institutions = institutions_of(title);
        for (const Bearer& bearer : bearers) {
            if (title.title->kind == TitleKind::kin) {
                if (const std::uint32_t owner = possessor_of(title);
                    is_person(owner) && owner != bearer.person)
                    add(bearer.person, owner, "related-to", title, bearer.confidence, Modality::actual);
                continue;
            }
            const Modality how = bearer.modality != Modality::actual ? bearer.modality : modality;
            bool placed = false;
            for (const std::uint32_t institution : institutions) {
                if (institution == bearer.person) continue;
                add(bearer.person, institution, edge_type(title, institution), title, bearer.confidence, how);
                placed = true;
            }
            if (!placed) place_by_lexicon(bearer, title, how);
        }
    }

    static void qualify(const std::string& word, Modality& modality) {
        if (among(word, {"former", "ex", "late", "ousted", "deposed", "then", "outgoing", "onetime",
                         "ex-president", "disgraced"}))
            modality = word == "outgoing" ? Modality::actual : Modality::ended;
        if (among(word, {"elect", "designate", "president-elect", "incoming", "nominee", "designated"}))
            modality = Modality::planned;
    }

    std::string edge_type(const TitleSpan& title, std::uint32_t institution) const {
        if (type(institution) == node_type::person) return "represents";
        switch (title.title->kind) {
            case TitleKind::representative: return "represents";
            case TitleKind::member:
                return type(institution) == node_type::organization ? "member-of" : "holds-office-in";
            default: return "holds-office-in";
        }
    }

    std::vector<Bearer> bearers_of(const TitleSpan& title) const {
        std::vector<Bearer> bearers;
        const std::uint32_t size = doc_.size();
        // "President Putin"; "State Duma politician, Yevgeny Popov"; "leaders A and B".
        std::uint32_t next = title.last;
        if (next < size && doc_.form(next) == "of") next = past_of(next);
        // "military spokesman Maj. Tom Holloway"
        for (const TitleSpan& other : entities_.titles[doc_.sentence(title.first)])
            if (other.first == next && other.title->kind == TitleKind::honorific) next = other.last;
        Confidence confidence = kTitleBeforeName;
        if (next < size && doc_.form(next) == "," && !doc_.sentence_start(title.first)) {
            const bool apposition =
                next + 1 < size && is_person(entities_.entity_at(next + 1)) &&
                doc_.relation(entities_.mentions[entities_.mention_of_token[next + 1]].head) == "appos";
            if (apposition) ++next, confidence = kApposition;
        }
        if (next < size && doc_.sentence(next) == doc_.sentence(title.first) &&
            is_person(entities_.entity_at(next)) &&
            entities_.mentions[entities_.mention_of_token[next]].kind == MentionKind::name) {
            bearers.push_back({entities_.entity_at(next), confidence});
            const bool plural = doc_.form(title.last - 1).back() == 's' &&
                                doc_.lemma(title.last - 1) != doc_.form(title.last - 1);
            if (plural)
                for (std::uint32_t t = mention_end(next); t < size && t < next + 16;) {
                    if (is_person(entities_.entity_at(t))) {
                        bearers.push_back({entities_.entity_at(t), confidence});
                        t = mention_end(t);
                    } else if (doc_.form(t) == "," || doc_.form(t) == "and") {
                        ++t;
                    } else {
                        break;
                    }
                }
            return bearers;
        }
        // "Kirill Dmitriev, the head of ...": a comma before the phrase, or an apposition in the tree, which may
        // hang on the first of a list.
        if (const std::uint32_t person = before_comma(title); person != Entities::kNone) {
            bearers.push_back({person, kApposition});
            return bearers;
        }
        const std::uint32_t head = title.last - 1;
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
            for (const std::uint32_t s : grammar_.subjects(head))
                add_people(s, {}, Modality::actual, bearers);
            return bearers;
        }
        const std::uint32_t verb = doc_.head(head);
        if (verb == kNone || (doc_.upos(verb) != Upos::VERB)) return bearers;
        const std::string_view relation = doc_.relation(head), lemma = doc_.lemma(verb);
        const bool as = doc_.preposition(head) == "as" || relation == "xcomp";
        if (!as && !(relation == "obj" && among(lemma, {"become", "elect", "name", "appoint"})))
            return bearers;
        Modality modality = Modality::actual;
        if (among(lemma, {"resign", "dismiss", "remove", "oust", "step", "fire", "sack", "quit", "retire",
                          "depose", "impeach"}))
            modality = Modality::ended;
        else if (among(lemma,
                       {"elect", "nominate", "propose", "select", "pick", "choose", "re-elect", "reelect"}))
            modality = Modality::planned;
        else if (!among(lemma,
                        {"appoint", "name", "swear", "become", "serve", "inaugurate", "install", "confirm",
                         "work", "act", "remain", "succeed", "replace", "designate", "reappoint"}))
            return bearers;
        const bool passive = grammar_.passive(verb);
        const auto people = passive || among(lemma, {"resign", "step", "become", "serve", "quit", "retire",
                                                     "work", "act", "remain"})
                                ? (passive ? grammar_.objects(verb) : grammar_.subjects(verb))
                                : grammar_.objects(verb);
        for (const std::uint32_t p : people)
            if (p != head) add_people(p, kPredicate, modality, bearers);
        return bearers;
    }

    void add_people(std::uint32_t token, std::optional<Confidence> confidence, Modality modality,
                    std::vector<Bearer>& bearers) const {
        for (const Argument& a : grammar_.resolve(token))
            if (type(a.entity) == node_type::person && a.certainty == 100)
                bearers.push_back({a.entity, confidence.value_or(kPredicate), modality});
    }

    /// The token after "of <institution>" where a name follows ("Prime Minister of Israel Benjamin
    /// Netanyahu").
    std::uint32_t past_of(std::uint32_t of) const {
        std::uint32_t t = of + 1;
        if (t < doc_.size() && doc_.form(t) == "the") ++t;
        if (t < doc_.size() && is_body(entities_.entity_at(t))) {
            const std::uint32_t end = mention_end(t);
            if (end < doc_.size() && doc_.form(end) == "," && end + 1 < doc_.size() &&
                is_person(entities_.entity_at(end + 1)))
                return end + 1;
            return end;
        }
        return of;
    }

    /// The person before the comma that opens the phrase of a title: "Yuri Ushakov, Putin's foreign policy
    /// adviser".
    std::uint32_t before_comma(const TitleSpan& title) const {
        const std::uint32_t begin = doc_.sentence_span(doc_.sentence(title.first)).first;
        for (std::uint32_t t = title.first; t > begin && title.first - t < 9; --t) {
            const std::uint32_t before = t - 1;
            if (doc_.form(before) == ",") {
                if (before == begin || !is_person(entities_.entity_at(before - 1))) return Entities::kNone;
                // The phrase has to describe, not to go on with a list of actors.
                const std::uint32_t e = entities_.entity_at(before - 1);
                const std::uint32_t after = title.last;
                const bool ends_phrase = after >= doc_.size() || !is_person(entities_.entity_at(after));
                return ends_phrase ? e : Entities::kNone;
            }
            const Upos upos = doc_.upos(before);
            if (upos == Upos::VERB || upos == Upos::AUX || upos == Upos::CCONJ || upos == Upos::SCONJ)
                return Entities::kNone;
            if (is_person(entities_.entity_at(before)) && before + 1 < title.first &&
                lower(before + 1) != "'s" && lower(before + 1) != "’s")
                if (mention_end(before) == t) return Entities::kNone;
        }
        return Entities::kNone;
    }

    /// The owner right before a title: "Trump's son-in-law".
    std::uint32_t possessor_of(const TitleSpan& title) const {
        for (std::uint32_t t = title.first; t > 0 && title.first - t < 5; --t) {
            const std::string word = lower(t - 1);
            if (word == "'s" || word == "’s" || word == "'")
                return t >= 2 ? entities_.entity_at(t - 2) : Entities::kNone;
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
        return Entities::kNone;
    }

    std::vector<std::uint32_t> institutions_of(const TitleSpan& title) const {
        std::vector<std::uint32_t> found;
        const auto take = [&](std::uint32_t e) {
            if (e != Entities::kNone && std::find(found.begin(), found.end(), e) == found.end())
                found.push_back(e);
        };
        // After it: "head of the IAEA", "minister for Europe of France".
        if (title.last < doc_.size() && among(lower(title.last), {"of", "for", "at", "in", "to"})) {
            const bool of = lower(title.last) == "of";
            for (std::uint32_t t = title.last + 1; t < doc_.size() && t < title.last + 10; ++t) {
                if (doc_.sentence(t) != doc_.sentence(title.last)) break;
                const std::uint32_t e = entities_.entity_at(t);
                if (is_body(e) || (e != Entities::kNone && type(e) == node_type::place)) {
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
                if (e != Entities::kNone || upos == Upos::VERB || doc_.form(t) == ",") break;
            }
        }
        if (!found.empty() && lower(title.last) == "of") return found;
        // Before it: "US President", "Russia's foreign minister", "European Commission chief".
        bool possessive = false;
        for (std::uint32_t back = 1; back <= 5 && back <= title.first; ++back) {
            const std::uint32_t t = title.first - back;
            if (doc_.sentence(t) != doc_.sentence(title.first)) break;
            const std::uint32_t e = entities_.entity_at(t);
            if (e != Entities::kNone &&
                (is_body(e) || type(e) == node_type::place || (possessive && is_person(e)))) {
                if (is_person(e) && title.title->kind == TitleKind::office && !title.title->personal) break;
                take(e);
                // "US President Donald Trump's special envoy": the person's; "Brazilian Supreme Court
                // justice": the court's.
                break;
            }
            const std::string word = lower(t);
            if (word == "'s" || word == "’s") possessive = true;
            const Upos upos = doc_.upos(t);
            const bool inside = word == "'s" || word == "’s" || word == "-" || upos == Upos::ADJ ||
                                upos == Upos::NOUN || upos == Upos::PROPN || word == "and";
            if (!inside || (e != Entities::kNone && !possessive)) break;
        }
        return found;
    }

    /// "Secretary-General Mark Rutte": the lexicon knows of what, on that day.
    void place_by_lexicon(const Bearer& bearer, const TitleSpan& title, Modality modality) {
        const Entity& person = entities_.all[bearer.person];
        if (!person.actor || title.title->kind == TitleKind::kin) return;
        const Holding* best = nullptr;
        for (const Holding& h : res_.actors.holdings(*person.actor)) {
            if (h.office != title.title->office) continue;
            if (doc_.day() && h.begin.year && h.begin.first_day() > *doc_.day()) continue;
            best = &h;
        }
        if (!best) return;
        for (std::uint32_t e = 0; e < entities_.all.size(); ++e)
            if (entities_.all[e].actor == best->institution) {
                add(bearer.person, e, edge_type(title, e), title, kByLexicon, modality);
                return;
            }
    }

    /// "Tecoluca, El Salvador" and "Walikale in North Kivu, Democratic Republic of the Congo".
    void read_place_chain(const EntityMention& mention) {
        if (type(mention.entity) != node_type::place || mention.last + 1 >= doc_.size()) return;
        const std::string joint = lower(mention.last);
        if (joint != "," && joint != "in") return;
        const std::uint32_t next = entities_.entity_at(mention.last + 1);
        if (next == Entities::kNone || next == mention.entity) return;
        const bool name =
            entities_.mentions[entities_.mention_of_token[mention.last + 1]].kind == MentionKind::name;
        if (!name || (type(next) != node_type::place && type(next) != node_type::state)) return;
        if (mention_begin(mention.last + 1) != mention.last + 1) return;
        Relation r;
        r.source = mention.entity;
        r.target = next;
        r.type = "located-in";
        r.confidence = kPlaceChain;
        r.trigger = mention.last;
        found_.push_back(std::move(r));
    }

    /// "Bruce Riedel of the Brookings Institution", "VOA's David Gollust", "Jon Alterman, an analyst at the
    /// Center": who belongs to an organization without an office in it.
    void read_affiliation(const EntityMention& mention) {
        if (!is_person(mention.entity) || mention.kind != MentionKind::name) return;
        for (const std::uint32_t c : doc_.children(mention.head)) {
            const std::string_view preposition = doc_.preposition(c);
            if (doc_.full_relation(c) == "nmod:poss" || (doc_.relation(c) == "nmod" && c > mention.head &&
                                                         among(preposition, {"of", "from", "with", "at"})))
                belong(mention, c, c);
            if (doc_.relation(c) == "appos" && !covered(c)) read_occupation(mention, c);
            // "the Voice of America commentator Ali Reza": the noun hangs on the name.
            if (c < mention.first && (doc_.relation(c) == "nmod" || doc_.relation(c) == "compound") &&
                !covered(c))
                read_occupation(mention, c);
        }
        const std::uint32_t above = doc_.head(mention.head);
        if (above != kNone && !covered(above) &&
            (doc_.relation(mention.head) == "appos" || doc_.relation(mention.head) == "flat"))
            read_occupation(mention, above);
    }

    /// The organization that a noun of people names: "an analyst at the Center", "a Brookings analyst".
    void read_occupation(const EntityMention& person, std::uint32_t noun) {
        if (!res_.cues.unnamed_actors.count(doc_.lemma(noun)) &&
            !res_.cues.person_nouns.count(doc_.lemma(noun)))
            return;
        for (const TitleSpan& title : entities_.titles[doc_.sentence(noun)])
            if (title.first <= noun && noun < title.last) return;
        for (const std::uint32_t c : doc_.children(noun)) {
            const std::string_view relation = doc_.relation(c);
            if ((relation == "nmod" && c > noun &&
                 among(doc_.preposition(c), {"of", "from", "with", "at", "for"})) ||
                (c < noun && (relation == "compound" || doc_.full_relation(c) == "nmod:poss")))
                belong(person, c, noun);
        }
    }

    void belong(const EntityMention& person, std::uint32_t token, std::uint32_t trigger) {
        const std::uint32_t e = entities_.entity_at(token);
        if (e == Entities::kNone || type(e) != node_type::organization || e == person.entity) return;
        if (entities_.mentions[entities_.mention_of_token[token]].kind != MentionKind::name) return;
        Relation r;
        r.source = person.entity;
        r.target = e;
        r.type = "member-of";
        r.confidence = kAffiliation;
        r.trigger = trigger;
        if (trigger != token) r.role = doc_.lemma(trigger);
        found_.push_back(std::move(r));
    }

    bool covered(std::uint32_t token) const { return entities_.entity_at(token) != Entities::kNone; }

    /// Where an event is, who takes part in it, and what an event or agreement is about, from what hangs on
    /// its noun.
    void read_happening(const EntityMention& mention) {
        const bool event = type(mention.entity) == node_type::event;
        if ((!event && type(mention.entity) != node_type::agreement) || mention.kind == MentionKind::pronoun)
            return;
        const std::uint32_t noun = mention.head;
        // What has no name is told apart by its place ("talks in Geneva"); without one, its parties' own edge
        // says it all.
        if (entities_.all[mention.entity].nominal && !(event && has_place(noun))) return;
        for (const std::uint32_t c : doc_.children(noun)) {
            const std::string_view relation = doc_.relation(c);
            const std::string_view preposition = doc_.preposition(c);
            if (relation == "nmod" || relation == "obl") {
                if (event && among(preposition, {"in", "at"}))
                    relate(mention, c, "located-in", true);
                else if (event && among(preposition, {"between", "with", "among"}))
                    relate(mention, c, "party-to", false);
                else if (among(preposition, {"on", "about", "over", "regarding", "concerning", "for", "in"}))
                    relate(mention, c, "concerns", true);
            } else if (event && c < mention.first && (relation == "amod" || relation == "compound")) {
                relate(mention, c, "party-to", false);
            }
        }
        const std::uint32_t verb = doc_.head(noun);
        if (event && verb != kNone && doc_.upos(verb) == Upos::VERB && doc_.relation(noun) == "obj" &&
            res_.cues.weak_verbs.count(doc_.lemma(verb))) {
            for (const std::uint32_t s : grammar_.subjects(verb)) relate(mention, s, "party-to", false);
            for (const std::uint32_t p : grammar_.with_preposition(verb, "with"))
                relate(mention, p, "party-to", false);
            for (const std::uint32_t p : doc_.children(verb))
                if (doc_.relation(p) == "obl" && doc_.preposition(p) == "in")
                    relate(mention, p, "located-in", true);
        }
    }

    bool has_place(std::uint32_t noun) const {
        const auto is_place = [&](std::uint32_t token) {
            const std::uint32_t e = entities_.entity_at(token);
            return among(doc_.preposition(token), {"in", "at"}) && e != Entities::kNone &&
                   (type(e) == node_type::place || type(e) == node_type::state);
        };
        const auto children = doc_.children(noun);
        if (std::any_of(children.begin(), children.end(), is_place)) return true;
        const std::uint32_t verb = doc_.head(noun);
        if (verb == kNone || doc_.relation(noun) != "obj" || !res_.cues.weak_verbs.count(doc_.lemma(verb)))
            return false;
        const auto of_verb = doc_.children(verb);
        return std::any_of(of_verb.begin(), of_verb.end(), is_place);
    }

    /// An edge between a happening and what a token means; `outgoing`: from the happening.
    void relate(const EntityMention& mention, std::uint32_t token, std::string_view edge, bool outgoing) {
        const EdgeType& edge_type = *res_.ontology.edge_type(edge);
        for (const Argument& a : grammar_.resolve(token)) {
            if (a.entity == mention.entity || a.certainty < 80) continue;
            Relation r;
            r.source = outgoing ? mention.entity : a.entity;
            r.target = outgoing ? a.entity : mention.entity;
            if (!res_.ontology.allows(edge_type, type(r.source), type(r.target))) continue;
            r.type = edge;
            r.confidence = static_cast<Confidence>(kModifier * a.certainty / 100);
            r.trigger = mention.head;
            found_.push_back(std::move(r));
        }
    }

    void add(std::uint32_t source, std::uint32_t target, std::string edge, const TitleSpan& title,
             Confidence confidence, Modality modality) {
        const EdgeType* edge_type = res_.ontology.edge_type(edge);
        if (!edge_type || !res_.ontology.allows(*edge_type, type(source), type(target))) return;
        Relation r;
        r.source = source;
        r.target = target;
        r.type = std::move(edge);
        r.confidence = confidence;
        r.modality = modality;
        // "US Secretary of State": the edge's end says of what.
        const bool names_body =
            title.last - title.first > 1 && !res_.actors.lookup(doc_.form(title.first)).empty();
        r.role = ascii_lower(doc_.text().slice(title.first + names_body, title.last));
        // "envoys" of two people is "envoy" of each.
        const std::string_view last = doc_.form(title.last - 1), lemma = doc_.lemma(title.last - 1);
        if (last.size() == lemma.size() + 1 && last.back() == 's') r.role.pop_back();
        r.trigger = title.last - 1;
        found_.push_back(std::move(r));
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    std::vector<Relation> found_;
};

}  // namespace

std::vector<Relation> find_structure(const ClauseGrammar& grammar, const Resources& resources) {
    return StructureFinder(grammar, resources).run();
}

}  // namespace entente
