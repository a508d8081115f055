#include "core/extract/entities/national_body.h"
#include "core/extract/entities/nominal_linkers.h"
#include "core/model/slug.h"
#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

class CommonBodyLinker {
  public:
    explicit CommonBodyLinker(EntityTable& table)
        : table_(table), out_(table.entities), doc_(table.document), res_(table.resources) {}

    /// "parliament", "the constitutional court", "the supreme court of Peru": that of the state spoken of,
    /// where the lexicon has it or it is a standing body. Where it neither acts nor suffers, it is a node
    /// only when an edge needs it.
    bool add_national_body(std::uint32_t noun) {
        const std::uint32_t begin = doc_.sentence_span(doc_.sentence(noun)).first;
        std::uint32_t first = noun;
        while (first > begin && !table_.covered(first - 1) && doc_.head(first - 1) == noun &&
               (doc_.relation(first - 1) == "compound" || doc_.relation(first - 1) == "amod"))
            --first;
        if (first > begin && (table_.lower(first - 1) == "a" || table_.lower(first - 1) == "an"))
            return false;
        std::uint32_t state = kNone;
        // "the parliament of Latvia" says whose.
        for (const std::uint32_t c : doc_.children(noun))
            if (c > noun && doc_.relation(c) == "nmod" &&
                (doc_.preposition(c) == "of" || doc_.preposition(c) == "in")) {
                state = out_.entity_at(c);
                if (state == kNone || doc_.preposition(c) == "in") return false;
            }
        const bool told = state != kNone;
        if (state == kNone) {
            const auto recent = table_.recent_mentions();
            const auto last = std::find_if(recent.rbegin(), recent.rend(), [&](const EntityMention& m) {
                return m.first < first && m.kind != MentionKind::pronoun && out_.all[m.entity].actor &&
                       out_.all[m.entity].type == node_type::state &&
                       doc_.sentence(m.first) + 1 >= doc_.sentence(noun);
            });
            if (last == recent.rend()) return false;
            state = last->entity;
        }
        if (out_.all[state].type != node_type::state || !out_.all[state].actor) return false;
        const Actor& owner = res_.actors.actor(*out_.all[state].actor);
        std::string name = ascii_lower(doc_.text().slice(first, noun + 1));
        const auto readings = res_.actors.lookup(fmt::format("{}'s {}", owner.name, name));
        std::optional<std::uint32_t> known;
        if (readings.size() == 1 && res_.actors.actor(readings.front().actor).type == node_type::organization)
            known = readings.front().actor;
        // Whose body the lexicon has not it must say: "the supreme court" may be anybody's.
        if (!known && !(is_standing_body(first, noun) && (told || owned_by(state, first)))) return false;
        name = capitalise_words(std::move(name));
        if (!known) known = known_body(name, owner, res_.actors);
        const std::size_t entities = out_.all.size();
        const std::uint32_t body =
            known ? table_.actor_entity(*known) : body_entity(name_of_body(name, owner), owner);
        const bool fresh = out_.all.size() > entities;
        const bool passing = fresh || out_.all[body].nominal;
        table_.add_mention(first, noun + 1, MentionKind::nominal, body);
        const std::string_view relation = doc_.relation(noun);
        const bool takes_part =
            relation == "nsubj" || relation == "obj" || doc_.full_relation(noun) == "obl:agent";
        out_.all[body].nominal = passing && !takes_part;
        return true;
    }

  private:
    /// True for bodies that are no part of the government, and that every state may have: "supreme court",
    /// "electoral commission".
    bool is_standing_body(std::uint32_t first, std::uint32_t noun) const {
        if (first == noun || !res_.cues.standing_bodies.contains(doc_.lemma(noun)) ||
            doc_.lemma(noun) != table_.lower(noun))  // "courts"
            return false;
        for (std::uint32_t t = first; t < noun; ++t)
            if (!res_.cues.body_words.contains(table_.lower(t)) ||
                res_.cues.international_words.contains(table_.lower(t)))
                return false;
        return true;
    }

    /// True where "Peruvian" or "Peru's" ends right before a token, and not "Lima's".
    bool owned_by(std::uint32_t state, std::uint32_t token) const {
        if (token > 0 && (doc_.form(token - 1) == "'s" || doc_.form(token - 1) == "’s")) --token;
        if (token == 0 || out_.entity_at(token - 1) != state) return false;
        const EntityMention& owner = out_.mentions[out_.mention_of_token[token - 1]];
        return std::ranges::any_of(
            res_.actors.lookup(table_.name_text(owner.first, owner.last)), [&](const ActorName& name) {
                return name.actor == out_.all[state].actor && name.kind != NameKind::metonym;
            });
    }

    /// The body of that name, new where it was not named before.
    std::uint32_t body_entity(const std::string& name, const Actor& state) {
        const auto [known, is_new] = table_.by_name.try_emplace(normalize_name(name), kNone);
        if (is_new) {
            Entity body;
            body.type = node_type::organization;
            body.name = name;
            body.country = state.id.substr(state.id.find(':') + 1);
            known->second = table_.new_entity(std::move(body));
        }
        return known->second;
    }

    EntityTable& table_;
    Entities& out_;
    const Document& doc_;
    const Resources& res_;
};

}  // namespace

bool link_common_body(EntityTable& table, std::uint32_t noun) {
    return CommonBodyLinker(table).add_national_body(noun);
}

}  // namespace entente
