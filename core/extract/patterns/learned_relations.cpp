#include "core/extract/patterns/learned_relations.h"

#include "core/extract/clauses/clause_date.h"
#include "core/extract/patterns/trigger_match.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace entente {
namespace {

// Log-odds below which nothing is read: of a hundred such relations one or two are right.
constexpr float kLeast = -4;
// And below which no relation is made of what no rule has found.
constexpr float kWorthJudging = -2.5F;

class LearnedReader {
  public:
    LearnedReader(const ClauseGrammar& grammar, const Resources& resources)
        : grammar_(grammar),
          doc_(grammar.document()),
          entities_(grammar.entities()),
          res_(resources),
          head_(*resources.relations) {
        std::vector<RelationNode> nodes(entities_.all.size());
        for (std::size_t e = 0; e < nodes.size(); ++e) nodes[e].type = entities_.all[e].type;
        for (const EntityMention& m : entities_.mentions)
            nodes[m.entity].mentions.push_back({m.first, m.last});
        for (PairReading& reading : head_.read(doc_, nodes, kLeast))
            readings_.emplace(std::pair(reading.source, reading.target), std::move(reading));
        for (const std::string& type : head_.types()) types_.push_back(res_.ontology.edge_type(type));
    }

    void score(std::vector<Relation>& relations) const {
        for (Relation& r : relations)
            r.learned =
                score(r.claim.source.entity, r.claim.target.entity, *res_.ontology.edge_type(r.claim.type));
    }

    /// Adds what isn't there yet.
    void add(std::vector<Relation>& relations) {
        std::set<std::tuple<std::uint32_t, std::string, std::uint32_t>> ruled;
        for (const Relation& r : relations) {
            ruled.emplace(r.claim.source.entity, r.claim.type, r.claim.target.entity);
            if (res_.ontology.edge_type(r.claim.type)->symmetric)
                ruled.emplace(r.claim.target.entity, r.claim.type, r.claim.source.entity);
        }
        for (const auto& [ends, reading] : readings_)
            for (const EdgeType* type : types_) {
                if (!type || (type->symmetric && ends.second < ends.first &&
                              readings_.count({ends.second, ends.first})))
                    continue;
                const float its = score(ends.first, ends.second, *type);
                if (its < kWorthJudging || ruled.count({ends.first, type->name, ends.second})) continue;
                if (!res_.ontology.allows(*type, entities_.all[ends.first].type,
                                          entities_.all[ends.second].type))
                    continue;
                relations.push_back(relation_of(reading, *type, its));
            }
    }

  private:
    float score_one_way(std::uint32_t source, std::uint32_t target, const EdgeType& type) const {
        const auto found = readings_.find({source, target});
        const auto place = std::ranges::find(types_, &type);
        if (found == readings_.end() || place == types_.end()) return kLeast;
        return found->second.scores[static_cast<std::size_t>(place - types_.begin())];
    }

    float score(std::uint32_t source, std::uint32_t target, const EdgeType& type) const {
        const float one = score_one_way(source, target, type);
        return type.symmetric ? (one + score_one_way(target, source, type)) / 2 : one;
    }

    /// The word that says so, and its carrier (TriggerMatch): of the sentence that the head attends to the
    /// trigger of that type that is nearest to the word that it attends to, or that word itself.
    std::pair<std::uint32_t, std::uint32_t> trigger_of(const PairReading& reading, const EdgeType& type) {
        const std::uint32_t sentence = doc_.sentence(reading.trigger);
        auto known = triggers_.find(sentence);
        if (known == triggers_.end())
            known = triggers_.emplace(sentence, match_triggers(grammar_, res_, sentence)).first;
        const auto away = [&](std::uint32_t token) {
            return token < reading.trigger ? reading.trigger - token : token - reading.trigger;
        };
        std::pair best(reading.trigger, reading.trigger);
        std::uint32_t least = kNone;
        for (const TriggerMatch& match : known->second)
            if (match.sense->type == type.name && away(match.trigger) < least) {
                least = away(match.trigger);
                best = {match.trigger, match.carrier};
            }
        return best;
    }

    Relation relation_of(const PairReading& reading, const EdgeType& type, float score) {
        Claim claim;
        claim.source.entity = reading.source;
        claim.target.entity = reading.target;
        claim.type = type.name;
        const auto [trigger, carrier] = trigger_of(reading, type);
        claim.trigger = trigger;
        claim.status = clause_status(grammar_, trigger, carrier, res_.cues);
        claim.status.negated = reading.negated;
        // Words that take a clause off the facts are surer than the head, which also knows what has none.
        if (claim.status.modality == Modality::actual) claim.status.modality = reading.modality;
        if (claim.status.attribution == reading.source || claim.status.attribution == reading.target)
            claim.status.attribution = kNone;
        if (!type.structural) {
            const Sentence& span = doc_.sentence_span(doc_.sentence(claim.trigger));
            claim.date =
                clause_date(doc_, claim.trigger, find_dates(doc_.text(), span.first, span.last, doc_.day()));
        }
        return {std::move(claim), LearnedPattern{}, 0, score};
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    const RelationHead& head_;
    std::vector<const EdgeType*> types_;  ///< of the head
    std::map<std::pair<std::uint32_t, std::uint32_t>, PairReading> readings_;
    std::map<std::uint32_t, std::vector<TriggerMatch>> triggers_;  ///< by sentence
};

}  // namespace

void score_relations(std::vector<Relation>& relations, const ClauseGrammar& grammar,
                     const Resources& resources) {
    if (resources.relations) LearnedReader(grammar, resources).score(relations);
}

void add_learned_relations(std::vector<Relation>& relations, const ClauseGrammar& grammar,
                           const Resources& resources) {
    if (!resources.relations) return;
    LearnedReader reader(grammar, resources);
    reader.score(relations);
    reader.add(relations);
}

}  // namespace entente
