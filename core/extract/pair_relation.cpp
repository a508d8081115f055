#include "core/extract/pair_relation.h"

#include "core/extract/clauses/clause_status.h"
#include "core/extract/patterns/trigger_match.h"
#include "core/extract/trees/analysed_document.h"
#include "core/knowledge/plover.h"
#include "core/model/error.h"
#include "core/text/among.h"
#include "core/text/sentence_splitter.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace entente {
namespace {

enum : std::uint32_t { kSource, kTarget };

// What log-odds of 1 by the learned head count beside the points of a trigger, and what a type is worth that
// no trigger names.
constexpr float kLearnedPoints = 10;
constexpr int kLearnedAlone = 50;

/// The article's only entities are the two spans.
Entities entities_of(const Document& doc, const Cues& cues, TextSpan source, TextSpan target) {
    Entities entities;
    entities.mention_of_token.assign(doc.size(), kNone);
    entities.speaker_of_token.assign(doc.size(), kNone);
    entities.titles.resize(doc.sentence_count());
    for (const auto& [entity, span] : {std::pair(kSource, source), std::pair(kTarget, target)}) {
        EntityMention mention;
        mention.entity = entity;
        mention.first = kNone;
        for (std::uint32_t t = 0; t < doc.size(); ++t) {
            const Token& token = doc.text().tokens[t];
            if (token.end <= span.begin || token.begin >= span.end) continue;
            if (mention.first == kNone) mention.first = t;
            mention.last = t + 1;
            entities.mention_of_token[t] = entity;
        }
        if (mention.first == kNone) throw Error(ErrorKind::input, "a span holds no word");
        mention.head = mention.first;
        for (std::uint32_t t = mention.first; t < mention.last; ++t) {
            const std::uint32_t above = doc.head(t);
            const bool top = above == kNone || above < mention.first || above >= mention.last;
            if (top && doc.relation(t) != "case" && doc.relation(t) != "punct") {
                mention.head = t;
                break;
            }
        }
        entities.mentions.push_back(mention);
        Entity e;
        e.type = cues.place_heads.count(ascii_lower(doc.lemma(mention.head))) ? node_type::place
                                                                              : node_type::organization;
        entities.all.push_back(std::move(e));
    }
    return entities;
}

class PairReader {
  public:
    PairReader(const ClauseGrammar& grammar, const Resources& resources)
        : grammar_(grammar), doc_(grammar.document()), res_(resources) {
        for (const std::uint32_t side : {kSource, kTarget}) {
            const std::uint32_t head = grammar.entities().mentions[side].head;
            distance_[side] = distances_from(head);
        }
        if (resources.relations) read_learned(*resources.relations);
    }

    PairRelation read() const {
        std::optional<Candidate> best;
        for (std::uint32_t s = 0; s < doc_.sentence_count(); ++s) {
            for (const TriggerMatch& match : match_triggers(grammar_, res_, s)) {
                if (grammar_.entities().mention_of_token[match.trigger] == kSource) continue;
                const EdgeType& type = *res_.ontology.edge_type(match.sense->type);
                if (type.structural) continue;
                const Candidate candidate{&type, match.sense, match.trigger, match.carrier,
                                          score(match, type) + learned_points(type)};
                if (!best || candidate.score > best->score) best = candidate;
            }
        }
        for (const EdgeType* type : types_) {
            if (!type || type->structural) continue;
            const Candidate candidate{type, nullptr, learned_->trigger, learned_->trigger,
                                      kLearnedAlone + learned_points(*type)};
            if (!best || candidate.score > best->score) best = candidate;
        }
        return best ? conclude(*best) : nothing_said();
    }

  private:
    struct Candidate {
        const EdgeType* type = nullptr;
        const TriggerSense* sense = nullptr;  ///< null where no trigger says so, but the learned head
        std::uint32_t trigger = 0;
        std::uint32_t carrier = 0;  ///< as TriggerMatch has it
        int score = 0;
    };

    /// Asks the learned head what the source does to the target.
    void read_learned(const RelationHead& head) {
        std::vector<RelationNode> nodes;
        for (const std::uint32_t side : {kSource, kTarget}) {
            const EntityMention& m = grammar_.entities().mentions[side];
            nodes.push_back({grammar_.entities().all[side].type, {{m.first, m.last}}});
        }
        for (PairReading& reading : head.read(doc_, nodes, -std::numeric_limits<float>::infinity()))
            if (reading.source == kSource) learned_ = std::move(reading);
        if (!learned_) return;
        for (const std::string& type : head.types()) types_.push_back(res_.ontology.edge_type(type));
    }

    int learned_points(const EdgeType& type) const {
        const auto place = std::ranges::find(types_, &type);
        if (place == types_.end()) return 0;
        const float log_odds = learned_->scores[static_cast<std::size_t>(place - types_.begin())];
        return static_cast<int>(std::lround(kLearnedPoints * std::clamp(log_odds, -6.0F, 6.0F)));
    }

    /// Steps through the trees from one token to each other; another sentence is far away.
    std::vector<int> distances_from(std::uint32_t start) const {
        constexpr int kElsewhere = 20;
        std::vector<int> steps(doc_.size(), kElsewhere);
        std::vector<std::uint32_t> queue = {start};
        steps[start] = 0;
        for (std::size_t i = 0; i < queue.size(); ++i) {
            const auto visit = [&](std::uint32_t t) {
                if (t == kNone || steps[t] <= steps[queue[i]] + 1) return;
                steps[t] = steps[queue[i]] + 1;
                queue.push_back(t);
            };
            visit(doc_.head(queue[i]));
            for (const std::uint32_t c : doc_.children(queue[i])) visit(c);
        }
        return steps;
    }

    /// "Kyiv said it will": a pronoun after the source goes back to it.
    bool stands_for_source(std::uint32_t pronoun) const {
        const std::string word = ascii_lower(doc_.form(pronoun));
        return pronoun > grammar_.entities().mentions[kSource].head &&
               among(word, {"it", "he", "she", "they", "we", "i", "its", "his", "her", "their"});
    }

    /// How surely slots lead to a side, in per cent; 0 where they don't.
    int reaches(const TriggerMatch& match, const std::vector<ArgumentSlot>& slots, std::uint32_t side) const {
        int best = 0;
        for (const ArgumentSlot& slot : slots)
            for (const std::uint32_t token : slot_tokens(grammar_, slot, match))
                if (side == kSource && doc_.upos(token) == Upos::PRON && stands_for_source(token))
                    best = std::max(best, 80);
                else
                    for (const Argument& a : grammar_.resolve(token))
                        if (a.entity == side) best = std::max(best, a.certainty);
        return best;
    }

    int score(const TriggerMatch& match, const EdgeType& type) const {
        const std::vector<ArgumentSlot> from = source_slots(match);
        int source = reaches(match, from, kSource);
        int target = reaches(match, match.sense->to, kTarget);
        const std::uint32_t source_head = grammar_.entities().mentions[kSource].head;
        const std::uint32_t target_head = grammar_.entities().mentions[kTarget].head;
        if (type.symmetric) {
            // "A and B met": both are on one side.
            target = std::max(target, reaches(match, from, kTarget));
            source = std::max(source, reaches(match, match.sense->to, kSource));
        } else if (!source && !target && reaches(match, from, kTarget) &&
                   reaches(match, match.sense->to, kSource)) {
            return match.sense->confidence / 200 - 100;
        }
        int points = match.sense->confidence / 200 + source + target +
                     (match.sense->object.empty() && match.sense->particle.empty() ? 0 : 15);
        if (!res_.ontology.allows(type, grammar_.entities().all[kSource].type,
                                  grammar_.entities().all[kTarget].type))
            points -= 25;
        // Not in a slot, but below the trigger: "refused to respond to a request from B".
        if (!target && doc_.governs(match.carrier, target_head)) points += 45;
        if (!source && doc_.governs(match.carrier, source_head)) points += 20;
        points -= 5 * std::min(distance_[kSource][match.trigger], 12);
        points -= 3 * std::min(distance_[kTarget][match.trigger], 12);
        return points;
    }

    PairRelation conclude(const Candidate& best) const {
        const EdgeType& type = *best.type;
        const ClauseStatus status = clause_status(grammar_, best.trigger, best.carrier, res_.cues);
        PairRelation relation;
        relation.type = type.name;
        relation.negated = status.negated;
        relation.modality = status.modality;
        if (relation.modality == Modality::actual && best.sense && best.sense->modality)
            relation.modality = *best.sense->modality;
        const std::string plover = best.sense ? best.sense->plover : std::string();
        relation.plover = plover_event(res_.ontology, type, plover, relation.modality);
        const QuadClass own = quad_of_plover(res_.ontology, plover.empty() ? type.plover : plover);
        const bool co_operative =
            own == QuadClass::verbal_cooperation || own == QuadClass::material_cooperation;
        // Who will not co-operate rejects.
        if (relation.negated && co_operative) relation.plover = "REJECT";
        relation.quad = quad_of_plover(res_.ontology, relation.plover);
        relation.confidence = static_cast<Confidence>(std::clamp(best.score * 40, 500, 9500));
        relation.trigger = doc_.form(best.trigger);
        return relation;
    }

    PairRelation nothing_said() const {
        PairRelation relation;
        const EdgeType& type = *res_.ontology.edge_type(edge_type::meets_with);
        relation.type = type.name;
        relation.plover = type.plover;
        relation.quad = type.quad;
        relation.confidence = 500;
        return relation;
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Resources& res_;
    std::array<std::vector<int>, 2> distance_;
    std::optional<PairReading> learned_;  ///< from source to target, where a head says anything
    std::vector<const EdgeType*> types_;  ///< of its scores
};

}  // namespace

void check_spans(std::string_view text, TextSpan source, TextSpan target) {
    if (const std::size_t at = find_invalid_utf8(text); at != std::string::npos)
        throw Error(ErrorKind::input, fmt::format("the text is no valid UTF-8 at byte {}", at));
    for (const auto& [name, span] : {std::pair("source", source), std::pair("target", target)})
        if (span.begin >= span.end || span.end > text.size())
            throw Error(ErrorKind::input,
                        fmt::format("\"{}\" is no stretch of the text: bytes {} to {} of {}", name,
                                    span.begin, span.end, text.size()));
}

PairRelation relate(const Document& document, TextSpan source, TextSpan target, const Resources& resources) {
    check_spans(document.text().text, source, target);
    const Entities entities = entities_of(document, resources.cues, source, target);
    const ClauseGrammar grammar(document, entities, resources.cues);
    return PairReader(grammar, resources).read();
}

PairRelation relate(std::string_view text, TextSpan source, TextSpan target, const Resources& resources) {
    check_spans(text, source, target);
    Article article;
    article.text = text;
    return relate(parse_document(article, split_sentences(article.text), resources), source, target,
                  resources);
}

}  // namespace entente
