#include "core/extract/patterns/interactions.h"

#include "core/extract/clauses/clause_date.h"
#include "core/extract/clauses/clause_status.h"
#include "core/extract/patterns/deed.h"
#include "core/extract/relations/relation_selection.h"
#include "core/knowledge/plover.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

namespace entente {
namespace {

class InteractionFinder {
  public:
    InteractionFinder(const ClauseGrammar& grammar, const Resources& resources, bool event_coding)
        : grammar_(grammar),
          doc_(grammar.document()),
          entities_(grammar.entities()),
          res_(resources),
          deeds_(grammar, resources, event_coding),
          event_coding_(event_coding) {}

    std::vector<Relation> run() {
        std::vector<Relation> all;
        for (std::uint32_t s = 0; s < doc_.sentence_count(); ++s) {
            dates_.reset();
            for (const TriggerMatch& match : match_triggers(grammar_, res_, s)) apply(match);
            read_claim(s);
            std::vector<Relation> of_sentence = best_readings(std::exchange(found_, {}));
            if (event_coding_)
                of_sentence = main_events(std::move(of_sentence), doc_, res_.ontology);
            else
                add_complaints(of_sentence);
            std::ranges::move(of_sentence, std::back_inserter(all));
        }
        return all;
    }

  private:
    // What a sense with a fitting object is surer than one without, in ten-thousandths.
    static constexpr int kSpecific = 1500;
    // A claim of responsibility comes in the same sentence or one of the next two, and is mostly true.
    static constexpr std::uint32_t kClaimWithin = 2;
    static constexpr int kClaimCertainty = 85;
    static constexpr int kComplaintCertainty = 80;

    /// "Oslo says that Moscow attacked it": the victim who says so accuses.
    void add_complaints(std::vector<Relation>& of_sentence) const {
        const EdgeType& accuses = *res_.ontology.edge_type(edge_type::accuses);
        for (std::size_t i = 0, end = of_sentence.size(); i < end; ++i) {
            const Claim& deed = of_sentence[i].claim;
            if (deed.status.attribution != deed.target.entity || deed.status.negated ||
                deed.status.modality != Modality::actual)
                continue;
            if (res_.ontology.edge_type(deed.type)->quad != QuadClass::material_conflict) continue;
            if (!res_.ontology.allows(accuses, type_of(deed.target), type_of(deed.source))) continue;
            Claim complaint = deed;
            std::swap(complaint.source, complaint.target);
            complaint.type = accuses.name;
            complaint.plover = accuses.plover;
            complaint.cameo.clear();
            complaint.intensity.reset();
            complaint.status.attribution = kNone;
            const auto confidence =
                static_cast<Confidence>(of_sentence[i].confidence * kComplaintCertainty / 100);
            of_sentence.push_back(
                {std::move(complaint), Complaint{*trigger_pattern(of_sentence[i].derivation)}, confidence});
        }
    }

    std::string_view type_of(const RelationEnd& end) const { return entities_.all[end.entity].type; }

    /// When the event of a trigger was. The dates of its sentence are looked for once, and only where there
    /// is an event.
    std::string date_of(std::uint32_t trigger) {
        const std::uint32_t sentence = doc_.sentence(trigger);
        if (!dates_ || sentence != dated_sentence_) {
            const Sentence& span = doc_.sentence_span(sentence);
            dates_ = find_dates(doc_.text(), span.first, span.last, doc_.day());
            dated_sentence_ = sentence;
        }
        return clause_date(doc_, trigger, *dates_);
    }

    void apply(const TriggerMatch& match) {
        const std::optional<Deed> deed = deeds_.read(match);
        if (!deed) return;
        if (!event_coding_ && deed->type().uses_force && deed->sources.empty() && !deed->targets.empty()) {
            unclaimed_ = std::pair(deed->targets, match);
            return;
        }
        if (!deed->has_two_sides()) return;
        // Who calls a thing illegal says so now, however the clause below is meant.
        const std::uint32_t says = doc_.head(match.trigger);
        const ClauseStatus status = deed->said()
                                        ? clause_status(grammar_, says, says, res_.cues)
                                        : clause_status(grammar_, match.trigger, match.carrier, res_.cues);
        for (std::size_t i = 0; i < deed->sources.size(); ++i) {
            const auto others =
                deed->mutual ? std::span(deed->sources).subspan(i + 1) : std::span(deed->targets);
            for (const Argument& other : others) add_sides(*deed, deed->sources[i], other, status);
        }
    }

    /// One edge, and where each does it to the other also its counterpart. An event record has one direction.
    void add_sides(const Deed& deed, const Argument& s, const Argument& t, const ClauseStatus& status) {
        const EdgeType& type = deed.type();
        // "British Prime Minister Keir Starmer visits Kyiv": nobody meets the state whose office he holds.
        if (type.symmetric && (holds_office_in(s.entity, t.entity) || holds_office_in(t.entity, s.entity)))
            return;
        const std::size_t before = found_.size();
        add(deed.match, s, t, status);
        if (!deed.reciprocal || type.symmetric || event_coding_) return;
        add(deed.match, t, s, status);
        for (std::size_t i = before; i < found_.size(); ++i)
            std::get<TriggerPattern>(found_[i].derivation).reciprocal = true;
    }

    /// On the article's day, by the lexicon.
    bool holds_office_in(std::uint32_t person, std::uint32_t state) const {
        const Entity &one = entities_.all[person], &other = entities_.all[state];
        if (one.type != node_type::person || other.type != node_type::state || !one.actor || !other.actor ||
            !doc_.day())
            return false;
        const auto& held = res_.actors.holdings(*one.actor);
        return std::any_of(held.begin(), held.end(), [&](const Holding& h) {
            return h.institution == *other.actor &&
                   (h.begin.year == 0 || h.begin.first_day() <= *doc_.day()) &&
                   (h.end.year == 0 || h.end.last_day() >= *doc_.day());
        });
    }

    /// "Ten soldiers were killed. The group claimed responsibility.": who claims it did what nobody was named
    /// for.
    void read_claim(std::uint32_t sentence) {
        if (!unclaimed_) return;
        const auto& [victims, attack] = *unclaimed_;
        if (doc_.sentence(attack.trigger) + kClaimWithin < sentence) {
            unclaimed_.reset();
            return;
        }
        const Sentence& span = doc_.sentence_span(sentence);
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            if (doc_.upos(t) != Upos::VERB || !res_.cues.claiming_verbs.contains(doc_.lemma(t))) continue;
            const std::uint32_t object = doc_.child(t, "obj");
            if (object == kNone || !res_.cues.claimed_nouns.contains(doc_.lemma(object))) continue;
            const ClauseStatus status = clause_status(grammar_, attack.trigger, attack.carrier, res_.cues);
            for (const std::uint32_t s : grammar_.subjects(t))
                for (Argument claimer : grammar_.resolve(s)) {
                    claimer.certainty = claimer.certainty * kClaimCertainty / 100;
                    const std::size_t before = found_.size();
                    for (const Argument& victim : victims) add(attack, claimer, victim, status);
                    for (std::size_t i = before; i < found_.size(); ++i)
                        found_[i].derivation =
                            ClaimOfResponsibility{std::get<TriggerPattern>(found_[i].derivation)};
                }
            unclaimed_.reset();
            return;
        }
    }

    void add(const TriggerMatch& match, const Argument& s, const Argument& t, const ClauseStatus& status) {
        if (s.entity == t.entity) return;
        const EdgeType& type = *match.type;
        if (event_coding_)
            found_.push_back(between_actors(relation(match, s, t, status), type));
        else if (res_.ontology.allows(type, entities_.all[s.entity].type, entities_.all[t.entity].type))
            found_.push_back(of_thing(relation(match, s, t, status), type));
    }

    /// Who criticises a plan is against it: only actors are accused.
    Relation of_thing(Relation r, const EdgeType& type) const {
        Claim& claim = r.claim;
        const std::string_view target = type_of(claim.target);
        if (type.of_things.empty() || (target != node_type::agreement && target != node_type::event))
            return r;
        claim.type = type.of_things;
        claim.plover =
            plover_event(res_.ontology, *res_.ontology.edge_type(claim.type), {}, claim.status.modality);
        claim.cameo.clear();
        return r;
    }

    /// In event coding who accepts another's plan agrees with the other, who refuses to co-operate rejects.
    Relation between_actors(Relation r, const EdgeType& type) const {
        Claim& claim = r.claim;
        const bool co_operative =
            type.quad == QuadClass::verbal_cooperation || type.quad == QuadClass::material_cooperation;
        if (claim.status.negated && co_operative) {
            claim.intensity.reset();
            claim.type = edge_type::opposes;
            claim.plover = res_.ontology.edge_type(claim.type)->plover;
            claim.status.negated = false;
        } else if (!type.between_actors.empty()) {
            claim.type = type.between_actors;
        }
        return r;
    }

    Relation relation(const TriggerMatch& match, const Argument& s, const Argument& t,
                      const ClauseStatus& status) {
        const TriggerSense& sense = *match.sense;
        Claim claim;
        claim.source = {s.entity, s.token, s.certainty};
        claim.target = {t.entity, t.token, t.certainty};
        claim.type = sense.type;
        claim.status = status;
        if (status.modality == Modality::actual && sense.modality) claim.status.modality = *sense.modality;
        if (status.attribution == s.entity) claim.status.attribution = kNone;
        claim.plover = plover_event(res_.ontology, *match.type, sense.plover, claim.status.modality);
        claim.cameo = sense.cameo;
        claim.intensity = sense.intensity;
        claim.role = sense.role;
        claim.trigger = match.trigger;
        claim.date = date_of(match.trigger);
        TriggerPattern pattern{&sense};
        pattern.guessed =
            s.certainty == DeedReader::kNearCertainty || t.certainty == DeedReader::kNearCertainty;
        if (!sense.object.empty() || !sense.particle.empty() || !sense.oblique.empty())
            pattern.specificity = kSpecific;
        const auto confidence = static_cast<Confidence>(static_cast<int>(sense.confidence) * s.certainty /
                                                        100 * t.certainty / 100);
        return {std::move(claim), pattern, confidence};
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    DeedReader deeds_;
    bool event_coding_;
    std::optional<std::vector<DateExpression>> dates_;  ///< of the sentence last dated
    std::uint32_t dated_sentence_ = 0;
    std::vector<Relation> found_;  ///< in the sentence being read
    std::optional<std::pair<std::vector<Argument>, TriggerMatch>>
        unclaimed_;  ///< victims of an attack by nobody named
};

}  // namespace

std::vector<Relation> find_interactions(const ClauseGrammar& grammar, const Resources& resources,
                                        bool event_coding) {
    return InteractionFinder(grammar, resources, event_coding).run();
}

}  // namespace entente
