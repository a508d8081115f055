#include "core/extract/entities/family_name.h"

namespace entente {
std::uint32_t person_named_before(const EntityTable& table, std::string_view surname) {
    const auto recent = table.recent_mentions();
    for (auto m = recent.rbegin(); m != recent.rend(); ++m) {
        const Entity& entity = table.entities.all[m->entity];
        if (entity.type != node_type::person) continue;
        const std::string& full = entity.name;
        if (full.size() > surname.size() &&
            full.compare(full.size() - surname.size(), surname.size(), surname) == 0 &&
            full[full.size() - surname.size() - 1] == ' ')
            return m->entity;
        // Names with the family name first ("Xi Jinping"), and single parts of longer names.
        if (full.compare(0, surname.size(), surname) == 0 && full.size() > surname.size() &&
            full[surname.size()] == ' ')
            return m->entity;
        if (m->kind == MentionKind::name) {
            const std::string text = table.name_text(m->first, m->last);
            if (text == surname) return m->entity;
            if (text.size() > surname.size() + 1 &&
                text.compare(text.size() - surname.size(), surname.size(), surname) == 0 &&
                text[text.size() - surname.size() - 1] == ' ')
                return m->entity;
        }
        if (full.size() > surname.size() + 2 &&
            full.find(" " + std::string(surname) + " ") != std::string::npos)
            return m->entity;
    }
    return kNone;
}

std::string_view office_before(const EntityTable& table, std::uint32_t token) {
    for (const TitleSpan& title : table.entities.titles[table.document.sentence(token)])
        if (title.last == token && title.title->kind == TitleKind::office) return title.title->office;
    return {};
}

std::uint32_t known_by_family_name(const EntityTable& table, const std::set<std::string_view>& spoken_of,
                                   std::string_view surname, std::string_view office) {
    constexpr int kLongRemembered = 8;  // years after an office
    constexpr int kHeads = 4;           // a state or its government
    std::uint32_t best = kNone;
    int best_score = 0;
    bool tie = false;
    const auto bearers = table.resources.actors.by_family_name(surname);
    for (const std::uint32_t person : bearers) {
        int score = table.resources.actors.holdings(person).empty() ? 1 : 0;
        for (const Holding& h : table.resources.actors.holdings(person)) {
            if (!table.document.day()) {
                score = std::max(score, 1);
                continue;
            }
            const bool begun = h.begin.year == 0 || h.begin.first_day() <= *table.document.day();
            const bool open = h.end.year == 0 || h.end.last_day() >= *table.document.day();
            if (begun && open)
                score = std::max(score, h.office == "president" || h.office == "prime-minister" ? kHeads : 3);
            else if (begun && h.end.year + kLongRemembered >= table.document.day()->year)
                score = std::max(score, 2);
            else if (!office.empty() && h.office == office)
                score = std::max(score, 1);
        }
        if (score == best_score) tie = true;
        if (score > best_score) best = person, best_score = score, tie = false;
    }
    if (!best_score || tie) return kNone;
    const bool placed = !office.empty() || best_score == kHeads || bearers.size() == 1 ||
                        spoken_of.contains(table.resources.actors.actor(best).country);
    return placed ? best : kNone;
}

}  // namespace entente
