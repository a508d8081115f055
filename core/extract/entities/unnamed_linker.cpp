#include "core/extract/entities/nominal_linkers.h"
#include "core/model/slug.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <set>

namespace entente {
namespace {

/// Groups larger than this are lists or tables.
constexpr std::uint32_t kLongestName = 8;

class UnnamedLinker {
  public:
    explicit UnnamedLinker(EntityTable& table)
        : table_(table), out_(table.entities), doc_(table.document), res_(table.resources) {}

    /// "Ugandan rebels", "two journalists", "police in Nairobi".
    void add_unnamed_actors(std::uint32_t sentence) {
        const Sentence span = doc_.sentence_span(sentence);
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            if (table_.covered(t)) continue;
            const std::string_view relation = doc_.relation(t);
            // "a Kenyan national", whatever the tagger says of it
            const bool noun = doc_.upos(t) == Upos::NOUN ||
                              (doc_.upos(t) == Upos::ADJ && (relation == "nsubj" || relation == "obj"));
            const std::string lemma = ascii_lower(doc_.lemma(t));
            const bool listed = noun && (res_.cues.unnamed_actors.count(lemma) ||
                                         res_.cues.unnamed_actors.count(table_.lower(t)));
            if (!listed && !is_nation(t)) continue;
            if (among(relation, {"compound", "amod", "flat"})) continue;
            // "US and Russian negotiators" are two groups: each stands for its state.
            if (states_of_modifiers(t) > 1) continue;
            // "President Mandela", "the analyst Ivan Petrov", "the city of Basra": the name is the actor.
            bool has_name = false;
            for (const std::uint32_t c : doc_.children(t)) {
                const std::string_view r = doc_.relation(c);
                const std::uint32_t e = out_.entity_at(c);
                has_name = has_name ||
                           (c > t && e != kNone && (r == "flat" || r == "appos" || c == t + 1) &&
                            doc_.full_relation(c) != "nmod:poss" && out_.all[e].type == node_type::person) ||
                           (e != kNone && r == "nmod" && doc_.preposition(c) == "of" &&
                            out_.all[e].type == node_type::place && res_.cues.place_heads.count(lemma));
            }
            if (has_name || relation == "appos") continue;
            std::uint32_t first = t;
            while (first > span.first && t - first < kLongestName) {
                const std::uint32_t before = first - 1;
                const std::string_view r = doc_.relation(before);
                if (!doc_.governs(t, before) || among(r, {"case", "cc", "mark", "punct", "conj"}) ||
                    doc_.upos(before) == Upos::VERB)
                    break;
                first = before;
            }
            const auto counts = [&](std::uint32_t token) {
                const Upos upos = doc_.upos(token);
                return doc_.relation(token) == "det" || upos == Upos::NUM || upos == Upos::PRON ||
                       upos == Upos::ADV || upos == Upos::PART || upos == Upos::ADP;
            };
            while (first < t && counts(first)) ++first;
            const std::string name(doc_.text().slice(first, t + 1));
            const std::string country = country_around(t);
            // The same words mean the same people in one article.
            const std::string key = "unnamed\n" + country + "\n" + normalize_name(name);
            auto [it, fresh] = table_.by_name.emplace(key, 0);
            if (fresh) {
                Entity entity;
                entity.type =
                    res_.cues.organization_nouns.count(lemma) ? node_type::organization : node_type::person;
                entity.name = name;
                entity.country = country;
                entity.unnamed = true;
                it->second = table_.new_entity(std::move(entity));
            }
            table_.add_mention(first, t + 1, MentionKind::nominal, it->second);
            // The modifiers keep their own meaning; the head speaks of the group.
            out_.mention_of_token[t] = static_cast<std::uint32_t>(out_.mentions.size() - 1);
        }
    }

  private:
    /// The state that an unnamed actor belongs to by the words around: "Ugandan rebels", "students throughout
    /// Indonesia", else the only state that the sentence speaks of. Empty where they don't tell.
    std::string country_around(std::uint32_t head) const {
        const auto country_at = [&](std::uint32_t t) -> std::string {
            const std::uint32_t e = out_.entity_at(t);
            return e == kNone ? std::string() : out_.all[e].country;
        };
        std::string found;
        for (const std::uint32_t c : doc_.children(head)) {
            const std::string_view relation = doc_.relation(c);
            if (relation != "amod" && relation != "compound" && relation != "nmod" && relation != "flat")
                continue;
            found = country_at(c);
            // "the Georgian government's ministers", "residents of a town in Mali"
            if (found.empty())
                for (const std::uint32_t below : doc_.children(c))
                    if (found.empty() && among(doc_.relation(below), {"amod", "compound", "nmod"}))
                        found = country_at(below);
            if (!found.empty()) return found;
        }
        const Sentence span = doc_.sentence_span(doc_.sentence(head));
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            const std::string country = country_at(t);
            if (country.empty() || country == found) continue;
            if (!found.empty()) return {};
            found = country;
        }
        return found;
    }

    /// "ethnic Albanians", "Iraqi Kurds": the plural name of a nation that means no country here.
    bool is_nation(std::uint32_t token) const {
        return doc_.upos(token) == Upos::PROPN && doc_.word(token).xpos == "NNPS" &&
               !res_.actors.lookup(doc_.form(token)).empty();
    }

    /// How many states the words before a noun name together: two for "US and Russian negotiators".
    std::size_t states_of_modifiers(std::uint32_t noun) const {
        std::set<std::uint32_t> states;
        for (const std::uint32_t c : doc_.children(noun)) {
            if (c > noun || (doc_.relation(c) != "amod" && doc_.relation(c) != "compound")) continue;
            for (const std::uint32_t part : doc_.conjuncts(c))
                if (const std::uint32_t e = out_.entity_at(part);
                    e != kNone && out_.all[e].type == node_type::state)
                    states.insert(e);
        }
        return states.size();
    }

    EntityTable& table_;
    Entities& out_;
    const Document& doc_;
    const Resources& res_;
};

}  // namespace

void link_unnamed_actors(EntityTable& table, std::uint32_t sentence) {
    UnnamedLinker(table).add_unnamed_actors(sentence);
}

}  // namespace entente
