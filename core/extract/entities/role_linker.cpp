#include "core/extract/entities/nominal_linkers.h"
#include "core/text/among.h"

namespace entente {
namespace {

class RoleLinker {
  public:
    explicit RoleLinker(EntityTable& table)
        : table_(table), out_(table.entities), doc_(table.document), res_(table.resources) {}

    /// "The Russian president" is who held the office on the day, or the state where nobody knows.
    void add_role(const TitleSpan& title) {
        if (title.title->kind == TitleKind::honorific || title.title->kind == TitleKind::rank ||
            title.title->kind == TitleKind::kin || table_.covered(title.first))
            return;
        // With a name right after it, a role is the name's.
        if (title.last < doc_.size() && out_.entity_at(title.last) != kNone &&
            out_.all[out_.entity_at(title.last)].type == node_type::person)
            return;
        // "Commander of the Guards Hossein Salami": the same past the institution.
        if (title.last + 1 < doc_.size() && table_.lower(title.last) == "of") {
            std::uint32_t t = title.last + (table_.lower(title.last + 1) == "the" ? 2 : 1);
            while (t < doc_.size() && t < title.last + 10 &&
                   (table_.covered(t) ? out_.all[out_.entity_at(t)].type != node_type::person
                                      : doc_.form(t) == "of" || doc_.form(t) == "the"))
                ++t;
            if (t < doc_.size() && table_.covered(t) && out_.all[out_.entity_at(t)].type == node_type::person)
                return;
        }
        const std::string_view form = doc_.form(title.last - 1);
        const bool plural = form.size() > 2 && form.back() == 's' &&
                            doc_.upos(title.last - 1) == Upos::NOUN && doc_.lemma(title.last - 1) != form;
        if (plural) return;
        const std::uint32_t institution = institution_near(title);
        const std::string before = title.first > 0 ? table_.lower(title.first - 1) : "";
        if (among(before, {"a", "an", "as"}) || res_.cues.passing_holders.contains(before)) return;
        std::uint32_t entity = kNone;
        std::uint32_t first = title.first;
        if (institution != kNone && out_.all[institution].actor) {
            const auto holder =
                res_.actors.holder(*out_.all[institution].actor, title.title->office, doc_.day());
            if (holder) entity = table_.actor_entity(*holder);
            if (title.first > 0 && out_.entity_at(title.first - 1) == institution) --first;
        } else if (institution == kNone && among(before, {"the", "his", "her"})) {
            const auto it = table_.by_role.find(table_.lower(title.last - 1));
            if (it != table_.by_role.end()) entity = it->second;
        }
        // In apposition or as a predicate, the role only describes the person beside it.
        const std::string_view relation = doc_.relation(title.last - 1);
        if (relation == "appos" || doc_.has_child(title.last - 1, "cop") ||
            doc_.has_child(title.last - 1, "appos"))
            return;
        if (entity != kNone) table_.add_mention(title.first, title.last, MentionKind::nominal, entity);
    }

  private:
    /// The state or organization that a role belongs to: before it ("US President", "Russia's foreign
    /// minister") or after "of".
    std::uint32_t institution_near(const TitleSpan& title) const {
        const auto institution = [&](std::uint32_t t) {
            const std::uint32_t e = out_.entity_at(t);
            return e != kNone && (out_.all[e].type == node_type::state ||
                                  out_.all[e].type == node_type::organization)
                       ? e
                       : kNone;
        };
        for (std::uint32_t back = 1; back <= 3 && back <= title.first; ++back) {
            const std::uint32_t t = title.first - back;
            if (doc_.sentence(t) != doc_.sentence(title.first)) break;
            if (const std::uint32_t e = institution(t); e != kNone) return e;
            const std::string word = table_.lower(t);
            const bool between = among(word, {"'s", "’s", "-"}) ||
                                 res_.cues.holder_modifiers.contains(word) || doc_.upos(t) == Upos::ADJ;
            if (!between) break;
        }
        if (title.last + 1 < doc_.size() && table_.lower(title.last) == "of") {
            const std::uint32_t t = title.last + (table_.lower(title.last + 1) == "the" ? 2 : 1);
            if (t < doc_.size()) return institution(t);
        }
        return kNone;
    }

    EntityTable& table_;
    Entities& out_;
    const Document& doc_;
    const Resources& res_;
};

}  // namespace

void link_roles(EntityTable& table, std::uint32_t sentence) {
    RoleLinker linker(table);
    for (const TitleSpan& title : table.entities.titles[sentence]) linker.add_role(title);
}

}  // namespace entente
