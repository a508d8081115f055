#include "core/extract/entities/nominal_linkers.h"
#include "core/extract/names/attitude_prefix.h"
#include "core/text/among.h"

#include <algorithm>

namespace entente {
namespace {

class ActorNounLinker {
  public:
    explicit ActorNounLinker(EntityTable& table)
        : table_(table), out_(table.entities), doc_(table.document), res_(table.resources) {}

    /// "Russian officials", "the Dutch government", "Ukraine's military": the state acts through them.
    void add_actor_nouns(std::uint32_t sentence) {
        const Sentence span = doc_.sentence_span(sentence);
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            if (table_.covered(t) || (doc_.upos(t) != Upos::NOUN && doc_.upos(t) != Upos::PROPN)) continue;
            const bool actor_noun = res_.cues.actor_nouns.count(doc_.lemma(t)) > 0;
            const bool body = res_.cues.state_nouns.count(doc_.lemma(t)) ||
                              res_.cues.organization_nouns.count(doc_.lemma(t));
            if (doc_.upos(t) == Upos::NOUN && res_.cues.organization_heads.count(doc_.lemma(t)) &&
                link_common_body(table_, t))
                continue;
            if (!actor_noun && !body) continue;
            if (t + 1 < span.last && out_.entity_at(t + 1) != kNone &&
                out_.all[out_.entity_at(t + 1)].type == node_type::person)
                continue;
            std::uint32_t owner = kNone, first = t;
            for (const std::uint32_t c : doc_.children(t)) {
                if (c > t || !table_.covered(c) || attitude_prefix(attitude_word(doc_, out_, c))) continue;
                const std::string_view relation = doc_.relation(c);
                if (relation != "amod" && relation != "compound" && relation != "nmod") continue;
                const std::uint32_t e = out_.entity_at(c);
                if (out_.all[e].type == node_type::state || out_.all[e].type == node_type::organization ||
                    (out_.all[e].type == node_type::person &&
                     res_.cues.ruling_nouns.contains(doc_.lemma(t)))) {
                    owner = e;
                    first = out_.mentions[out_.mention_of_token[c]].first;
                    // "US and Ukrainian officials"
                    if (auto owners = states_of(c); owners.size() > 1) out_.groups[t] = std::move(owners);
                }
            }
            if (out_.groups.count(t)) continue;
            if (owner == kNone && t > span.first && table_.covered(t - 1) && doc_.head(t - 1) != kNone &&
                !attitude_prefix(attitude_word(doc_, out_, t - 1))) {
                const std::uint32_t e = out_.entity_at(t - 1);
                if (out_.all[e].type == node_type::state || out_.all[e].type == node_type::organization)
                    owner = e, first = t - 1;
                // "Indian and Pakistani troops clash", where the parser hangs the adjectives on the verb
                if (doc_.relation(t - 1) == "conj")
                    if (auto owners = states_of(doc_.head(t - 1)); owners.size() > 1) {
                        out_.groups[t] = std::move(owners);
                        continue;
                    }
            }
            if (owner != kNone && out_.all[owner].type == node_type::person) {
                // "The Trump administration": the state in which the person holds the highest office.
                std::uint32_t state = kNone;
                if (out_.all[owner].actor)
                    for (const Holding& h : res_.actors.holdings(*out_.all[owner].actor))
                        if (res_.actors.actor(h.institution).type == node_type::state) state = h.institution;
                if (state == kNone) continue;
                owner = table_.actor_entity(state);
            }
            if (owner == kNone && body && t > span.first &&
                (table_.lower(t - 1) == "the" || table_.lower(t - 1) == "this")) {
                // "the country", "the group": the last one spoken of.
                const bool state = res_.cues.state_nouns.count(doc_.lemma(t)) > 0;
                const auto recent = table_.recent_mentions();
                for (auto m = recent.rbegin(); m != recent.rend() && owner == kNone; ++m) {
                    if (m->first > t || m->kind == MentionKind::pronoun) continue;
                    const std::string_view type = out_.all[m->entity].type;
                    if (type != (state ? node_type::state : node_type::organization)) continue;
                    if (!state && !may_be_called(m->entity, doc_.lemma(t))) continue;
                    owner = m->entity;
                }
                first = t;
            }
            if (owner != kNone) table_.add_mention(first, t + 1, MentionKind::nominal, owner);
        }
    }

  private:
    /// The states that coordinated modifiers name.
    std::vector<std::uint32_t> states_of(std::uint32_t modifier) const {
        std::vector<std::uint32_t> states;
        for (const std::uint32_t part : doc_.conjuncts(modifier)) {
            const std::uint32_t e = out_.entity_at(part);
            if (e == kNone || out_.all[e].type != node_type::state) return {};
            if (std::find(states.begin(), states.end(), e) == states.end()) states.push_back(e);
        }
        return states;
    }

    /// An army, a ministry or the United Nations is no "group".
    bool may_be_called(std::uint32_t organization, std::string_view noun) const {
        if (!res_.cues.group_nouns.contains(noun)) return true;
        const Entity& entity = out_.all[organization];
        if (!entity.actor) return true;
        return res_.cues.group_kinds.contains(res_.actors.actor(*entity.actor).kind);
    }

    EntityTable& table_;
    Entities& out_;
    const Document& doc_;
    const Resources& res_;
};

}  // namespace

void link_actor_nouns(EntityTable& table, std::uint32_t sentence) {
    ActorNounLinker(table).add_actor_nouns(sentence);
}

}  // namespace entente
