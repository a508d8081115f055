#include "core/extract/entities/place_context.h"

#include "core/text/among.h"
#include "core/text/dateline.h"

namespace entente {
namespace {

/// "Kyiv mayor", "Kyiv's mayor", "the mayor of Kyiv".
bool names_local_office(const EntityTable& table, std::uint32_t first, std::uint32_t last) {
    const bool possessive = last < table.document.size() && among(table.document.form(last), {"'s", "’s"});
    const std::uint32_t behind = last + (possessive ? 1 : 0);
    const bool after_of = first > 0 && table.lower(first - 1) == "of";
    return std::ranges::any_of(
        table.entities.titles[table.document.sentence(first)], [&](const TitleSpan& title) {
            return title.title->local && (title.first == behind || (after_of && title.last + 1 == first));
        });
}

}  // namespace

bool is_location_preposition(std::string_view word) {
    return among(word, {"in", "at", "near", "outside", "around", "inside", "across", "within", "throughout",
                        "over", "off"});
}

bool reads_as_place(const EntityTable& table, std::uint32_t first, std::uint32_t last) {
    const Sentence& sentence = table.document.sentence_span(table.document.sentence(first));
    if (dateline_end(table.document.text(), sentence.first) == sentence.last) return true;
    std::uint32_t before = first;
    while (before > 0 && (table.lower(before - 1) == "the" || table.document.relation(before - 1) == "amod"))
        --before;
    const std::string preposition = before > 0 ? table.lower(before - 1) : "";
    if (names_local_office(table, first, last)) return true;
    const bool possessive = last < table.document.size() && among(table.document.form(last), {"'s", "’s"});
    if (possessive) return false;
    const std::uint32_t head = table.head_of(first, last), governor = table.document.head(head);
    // "officials in Warsaw" act for the state whose capital it is.
    const bool of_actors = preposition == "in" && governor != kNone &&
                           table.document.relation(head) == "nmod" &&
                           table.resources.cues.state_speakers.count(table.document.lemma(governor)) > 0;
    if (is_location_preposition(preposition) && !of_actors) return true;
    // "Kyiv, Ukraine"
    if (last + 1 < table.document.size() && table.document.form(last) == ",") {
        const auto next = table.resources.actors.lookup(table.document.form(last + 1));
        if (!next.empty() && table.resources.actors.actor(next.front().actor).type == node_type::state &&
            preposition != "and")
            return true;
    }
    if (governor != kNone && table.resources.cues.motion_verbs.count(table.document.lemma(governor)) &&
        table.document.relation(head) != "nsubj")
        return true;
    return preposition == "to" && governor != kNone && table.document.upos(governor) == Upos::NOUN;
}

bool in_address(const EntityTable& table, const NameSpan& name) {
    if (name.first < 2 || table.document.form(name.first - 1) != "," ||
        table.document.sentence_start(name.first - 1))
        return false;
    if (name.last < table.document.size() &&
        (table.document.form(name.last) == "and" || table.document.form(name.last) == "or"))
        return false;
    const std::uint32_t entity = table.entities.entity_at(name.first - 2);
    return entity != kNone && table.entities.all[entity].type == node_type::place;
}

}  // namespace entente
