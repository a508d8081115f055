#include "core/extract/entities/new_name_type.h"

#include "core/extract/entities/place_context.h"
#include "core/text/among.h"

namespace entente {

std::string_view type_of_new_name(const EntityTable& table, const NameSpan& name) {
    const std::uint32_t first = name.first, last = name.last;
    // "the Deputy U.S. Defense Press Secretary Jan Holm": whose title it is.
    if (const auto readings = table.resources.actors.lookup(table.document.form(first));
        last - first > 1 && readings.size() == 1 &&
        table.resources.actors.actor(readings.front().actor).type == node_type::state)
        for (const TitleSpan& title : table.entities.titles[table.document.sentence(first)])
            if (title.first == last && table.document.capitalised(last) &&
                title.last < table.document.size() && table.document.capitalised(title.last) &&
                (title.title->kind == TitleKind::office || title.title->kind == TitleKind::representative))
                return node_type::organization;
    if (name.titled) return node_type::person;
    const std::string before = first > 0 ? table.lower(first - 1) : "";
    if (name.type == node_type::organization && table.lower(last - 1) == "department" &&
        is_location_preposition(before))
        return node_type::place;
    if (!name.type.empty() && !name.unsure) return name.type;
    // "the town of Walikale"; "Nijmegen, Gelderland".
    if (before == "of" && first > 1 && table.resources.cues.place_heads.count(table.lower(first - 2)))
        return node_type::place;
    if (before == "," && first > 1 && table.covered(first - 2) &&
        table.entities.all[table.entities.entity_at(first - 2)].type == node_type::place)
        return node_type::place;
    if (first > 0 && table.resources.cues.person_nouns.count(table.document.lemma(first - 1)) &&
        table.document.upos(first - 1) == Upos::NOUN)
        return node_type::person;
    const bool several = last - first > 1;
    if (is_location_preposition(before)) return node_type::place;
    if (last + 1 < table.document.size() && table.document.form(last) == "," &&
        table.document.capitalised(last + 1)) {
        const auto next = table.resources.actors.lookup(table.document.form(last + 1));
        const bool place_follows =
            !next.empty() &&
            (table.resources.actors.actor(next.front().actor).type == node_type::state ||
             table.resources.actors.actor(next.front().actor).type == node_type::place) &&
            table.resources.actors.lookup(table.document.form(last + 1)).front().kind == NameKind::name;
        if (place_follows && among(before, {"in", "of", "to", "from", ","})) return node_type::place;
    }
    const std::uint32_t head = table.head_of(first, last);
    const std::string_view relation = table.document.relation(head);
    const std::uint32_t governor = table.document.head(head);
    if (name.type.empty() && before == "the") return node_type::organization;
    if (relation == "obj" && governor != kNone &&
        (table.resources.cues.motion_verbs.count(table.document.lemma(governor)) ||
         table.document.lemma(governor) == "capture"))
        return node_type::place;
    if (!several && last + 1 < table.document.size() && table.lower(last) == "in" &&
        table.document.capitalised(last + 1) && relation == "obj")
        return node_type::place;
    if (!name.type.empty()) return name.type;
    if (several && last - first <= 4) return node_type::person;
    if (among(before, {"to", "from", "into"}) && governor != kNone) return node_type::place;
    if (relation == "nsubj" && governor != kNone &&
        table.resources.cues.reporting_verbs.count(table.document.lemma(governor)))
        return node_type::person;
    return node_type::organization;
}

}  // namespace entente
