#include "core/extract/patterns/structure.h"

#include "core/extract/patterns/structure_reader.h"

namespace entente {
namespace {

constexpr StructurePattern kPlaceChain{"place chain", 8500};   // "Tecoluca, El Salvador"
constexpr StructurePattern kAffiliation{"affiliation", 7000};  // "Bruce Riedel of the Brookings Institution"

class StructureFinder : StructureReader {
  public:
    StructureFinder(const ClauseGrammar& grammar, const Resources& resources)
        : StructureReader(grammar, resources) {}

    std::vector<Relation> run() {
        for (std::uint32_t t = 0; t < doc_.size(); ++t) {
            if (doc_.upos(t) == Upos::VERB) {
                read_place_of(t);
                read_composition(t);
            } else {
                read_membership(t);
                read_part(t);
            }
        }
        for (const EntityMention& mention : entities_.mentions) {
            read_place_chain(mention);
            read_happening(mention);
            read_affiliation(mention);
        }
        return std::move(found_);
    }

  private:
    /// "the company, which is based in Oslo", "the conference held in Doha": where a body or event is.
    void read_place_of(std::uint32_t verb) {
        const std::string_view lemma = doc_.lemma(verb);
        const bool seat = res_.cues.seat_verbs.contains(lemma);
        const bool venue = res_.cues.venue_verbs.contains(lemma);
        const bool takes_place = lemma == "take" && doc_.child(verb, "obj") != kNone &&
                                 doc_.lemma(doc_.child(verb, "obj")) == "place";
        if (!takes_place && !((seat || venue) && grammar_.passive(verb))) return;
        const std::vector<std::uint32_t> things =
            takes_place ? grammar_.subjects(verb) : grammar_.objects(verb);
        for (const std::uint32_t thing : things)
            for (const Argument& what : grammar_.resolve(thing)) {
                if (what.certainty < kNamedByNoun) continue;
                const bool event = type(what.entity) == node_type::event;
                if (event ? seat : !seat || type(what.entity) != node_type::organization) continue;
                for (const std::string_view preposition : {"in", "at"})
                    for (const std::uint32_t t : grammar_.with_preposition(verb, preposition))
                        if (const std::uint32_t e = entities_.entity_at(t); e != kNone)
                            connect(what.entity, edge_type::located_in, e, kPredicate, verb);
            }
    }

    /// "the committee, consisting of Anna Berg and Jan Holm": its members.
    void read_composition(std::uint32_t verb) {
        if (!res_.cues.composing_verbs.contains(doc_.lemma(verb))) return;
        std::vector<std::uint32_t> whole =
            grammar_.passive(verb) ? grammar_.objects(verb) : grammar_.subjects(verb);
        // "The group, consisting of ..., met": the parser may hang it on what the group does.
        if (whole.empty() && doc_.head(verb) != kNone) whole = grammar_.subjects(doc_.head(verb));
        std::vector<std::uint32_t> parts = grammar_.with_preposition(verb, "of");
        if (parts.empty() && !grammar_.passive(verb)) parts = grammar_.objects(verb);
        for (const std::uint32_t w : whole)
            for (const Argument& body : grammar_.resolve(w))
                for (const std::uint32_t part : parts)
                    for (const Argument& member : grammar_.resolve(part))
                        if (body.certainty == 100 && member.certainty == 100 &&
                            type(body.entity) == node_type::organization)
                            connect(member.entity, edge_type::member_of, body.entity, kModifier, verb);
    }

    /// "Hungary, a signatory of the Rome Statute", "Finland became a NATO member": who belongs to what, where
    /// no person's title says so.
    void read_membership(std::uint32_t noun) {
        const bool state = doc_.lemma(noun) == "state";  // "a member state"
        bool member = res_.cues.membership_nouns.contains(doc_.lemma(noun));
        if (!member && !state) return;
        std::vector<std::uint32_t> bodies;
        for (const std::uint32_t c : doc_.children(noun)) {
            const bool before =
                c < noun && (doc_.relation(c) == "compound" || doc_.full_relation(c) == "nmod:poss");
            member = member || (before && doc_.lemma(c) == "member");
            if (before || (doc_.relation(c) == "nmod" && among(doc_.preposition(c), {"of", "to", "in"})))
                bodies.push_back(c);
        }
        if (!member) return;
        for (const std::uint32_t holder : grammar_.described_by(noun))
            for (const Argument& who : grammar_.resolve(holder)) {
                if (who.certainty < 100 || !is_body(who.entity)) continue;
                for (const std::uint32_t c : bodies)
                    if (const std::uint32_t e = entities_.entity_at(c); e != kNone)
                        connect(who.entity,
                                type(e) == node_type::agreement ? edge_type::party_to : edge_type::member_of,
                                e, kPredicate, noun, clause_status(grammar_, noun, noun, res_.cues));
            }
    }

    /// "the Quds Force, an arm of the Revolutionary Guards", "Zanzibar is part of Tanzania".
    void read_part(std::uint32_t noun) {
        if (!res_.cues.part_nouns.contains(doc_.lemma(noun))) return;
        for (const std::uint32_t part : grammar_.described_by(noun))
            for (const Argument& what : grammar_.resolve(part)) {
                if (what.certainty < 100) continue;
                for (const std::uint32_t c : doc_.children(noun))
                    if (const std::uint32_t e = entities_.entity_at(c);
                        e != kNone && doc_.relation(c) == "nmod" && doc_.preposition(c) == "of")
                        connect(what.entity, edge_type::part_of, e, kPredicate, noun);
            }
    }

    void connect(std::uint32_t source, std::string_view edge, std::uint32_t target, const Pattern& pattern,
                 std::uint32_t trigger, const ClauseStatus& status = {}) {
        if (source == target ||
            !res_.ontology.allows(*res_.ontology.edge_type(edge), type(source), type(target)))
            return;
        Claim claim;
        claim.source = {source};
        claim.target = {target};
        claim.type = edge;
        claim.trigger = trigger;
        claim.status = status;
        claim.status.attribution = kNone;
        found_.push_back({std::move(claim), pattern, pattern.confidence});
    }

    /// "Tecoluca, El Salvador" and "Walikale in North Kivu, Democratic Republic of the Congo".
    void read_place_chain(const EntityMention& mention) {
        if (type(mention.entity) != node_type::place || mention.last + 1 >= doc_.size()) return;
        const std::string joint = lower(mention.last);
        if (joint != "," && joint != "in") return;
        const std::uint32_t next = entities_.entity_at(mention.last + 1);
        if (next == kNone || next == mention.entity) return;
        const bool name =
            entities_.mentions[entities_.mention_of_token[mention.last + 1]].kind == MentionKind::name;
        if (!name || (type(next) != node_type::place && type(next) != node_type::state)) return;
        if (mention_begin(mention.last + 1) != mention.last + 1) return;
        if (joint == "," && !lies_in(mention.entity, next) && is_listed(mention_end(mention.last + 1)))
            return;
        Claim claim;
        claim.source = {mention.entity, mention.head};
        claim.target = {next, mention.last + 1};
        claim.type = edge_type::located_in;
        claim.trigger = mention.last;
        found_.push_back({std::move(claim), kPlaceChain, kPlaceChain.confidence});
    }

    bool is_region(std::uint32_t entity) const {
        return entities_.all[entity].actor &&
               res_.actors.actor(*entities_.all[entity].actor).kind == "region";
    }

    /// By the lexicon, in a state or in a region of the same state.
    bool lies_in(std::uint32_t part, std::uint32_t whole) const {
        const bool larger = type(whole) == node_type::state || (is_region(whole) && !is_region(part));
        return larger && !entities_.all[part].country.empty() &&
               entities_.all[part].country == entities_.all[whole].country;
    }

    /// "Chechnya, Taiwan and India", and not "Bakhmut, Donetsk Oblast, Ukraine": whether behind a name of a
    /// list an "and" joins the last.
    bool is_listed(std::uint32_t behind) const {
        const std::uint32_t end = doc_.sentence_span(doc_.sentence(behind - 1)).last;
        while (behind + 1 < end) {
            const bool comma = doc_.form(behind) == ",";
            if (comma) ++behind;
            const bool joined = behind < end && among(doc_.form(behind), {"and", "or", "&"});
            if (joined) ++behind;
            if (!(comma || joined) || behind >= end || !covered(behind)) return false;
            const bool state = type(entities_.entity_at(behind)) == node_type::state;
            behind = mention_end(behind);
            // "Dallas, Texas, and Boston, Massachusetts" are two addresses.
            if (joined) return state || behind + 1 >= end || doc_.form(behind) != "," || !covered(behind + 1);
        }
        return false;
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
        // "the Forward party of President Anna Berg"
        if (above != kNone && doc_.relation(mention.head) == "nmod" &&
            doc_.preposition(mention.head) == "of" && res_.cues.party_nouns.contains(doc_.lemma(above)))
            belong(mention, covered(above) ? above : mention_of_noun(above), above);
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
                if (!is_topic(noun, c)) belong(person, c, noun);
        }
    }

    /// "an al-Qaeda expert" is no member.
    bool is_topic(std::uint32_t noun, std::uint32_t body) const {
        const std::uint32_t e = entities_.entity_at(body);
        return e != kNone && entities_.all[e].actor &&
               res_.actors.actor(*entities_.all[e].actor).kind == "armed-group" &&
               res_.cues.scholar_nouns.contains(doc_.lemma(noun));
    }

    /// The name that stands before a noun, else the noun: "the Forward party".
    std::uint32_t mention_of_noun(std::uint32_t noun) const {
        return noun > 0 && covered(noun - 1) ? noun - 1 : noun;
    }

    void belong(const EntityMention& person, std::uint32_t token, std::uint32_t trigger) {
        const std::uint32_t e = entities_.entity_at(token);
        if (e == kNone || type(e) != node_type::organization || e == person.entity) return;
        if (entities_.mentions[entities_.mention_of_token[token]].kind != MentionKind::name) return;
        Claim claim;
        claim.source = {person.entity, person.head};
        claim.target = {e, token};
        claim.type = edge_type::member_of;
        claim.trigger = trigger;
        if (trigger != token) claim.role = doc_.lemma(trigger);
        found_.push_back({std::move(claim), kAffiliation, kAffiliation.confidence});
    }

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
                    relate(mention, c, edge_type::located_in, true);
                else if (event && among(preposition, {"between", "with", "among"}))
                    relate(mention, c, edge_type::party_to, false);
                else if (among(preposition, {"on", "about", "over", "regarding", "concerning", "for", "in"}))
                    relate(mention, c, edge_type::concerns, true);
            } else if (event && c < mention.first && (relation == "amod" || relation == "compound")) {
                relate(mention, c, edge_type::party_to, false);
            }
        }
        const std::uint32_t verb = doc_.head(noun);
        if (event && verb != kNone && doc_.upos(verb) == Upos::VERB && doc_.relation(noun) == "obj" &&
            res_.cues.weak_verbs.count(doc_.lemma(verb))) {
            for (const std::uint32_t s : grammar_.subjects(verb))
                relate(mention, s, edge_type::party_to, false);
            for (const std::uint32_t p : grammar_.with_preposition(verb, "with"))
                relate(mention, p, edge_type::party_to, false);
            for (const std::uint32_t p : doc_.children(verb))
                if (doc_.relation(p) == "obl" && doc_.preposition(p) == "in")
                    relate(mention, p, edge_type::located_in, true);
        }
    }

    bool has_place(std::uint32_t noun) const {
        const auto is_place = [&](std::uint32_t token) {
            const std::uint32_t e = entities_.entity_at(token);
            return among(doc_.preposition(token), {"in", "at"}) && e != kNone &&
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
        const EdgeType& made = *res_.ontology.edge_type(edge);
        for (const Argument& a : grammar_.resolve(token)) {
            if (a.entity == mention.entity || a.certainty < 80) continue;
            Claim claim;
            claim.source = {mention.entity, mention.head};
            claim.target = {a.entity, a.token};
            if (!outgoing) std::swap(claim.source, claim.target);
            if (!res_.ontology.allows(made, type(claim.source.entity), type(claim.target.entity))) continue;
            claim.type = edge;
            claim.trigger = mention.head;
            const auto confidence = static_cast<Confidence>(kModifier.confidence * a.certainty / 100);
            found_.push_back({std::move(claim), kModifier, confidence});
        }
    }
};

}  // namespace

std::vector<Relation> find_structure(const ClauseGrammar& grammar, const Resources& resources) {
    return StructureFinder(grammar, resources).run();
}

}  // namespace entente
