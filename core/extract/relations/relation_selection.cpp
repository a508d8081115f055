#include "core/extract/relations/relation_selection.h"

#include "core/text/among.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace entente {
namespace {

std::uint32_t depth(const Document& document, std::uint32_t token) {
    std::uint32_t steps = 0;
    while ((token = document.head(token)) != kNone) ++steps;
    return steps;
}

bool is_guessed(const Relation& relation) {
    const TriggerPattern* pattern = trigger_pattern(relation.derivation);
    return pattern && pattern->guessed;
}

/// True where `next` says again what the word has said of the pair: the same way, or the other way round
/// where it isn't one half of what each does to the other.
bool is_same_reading(const Relation& kept, const Relation& next) {
    const Claim &a = kept.claim, &b = next.claim;
    if (a.trigger != b.trigger) return false;
    const bool same = a.source.entity == b.source.entity && a.target.entity == b.target.entity;
    const bool turned = a.source.entity == b.target.entity && a.target.entity == b.source.entity;
    const TriggerPattern *one = trigger_pattern(kept.derivation), *other = trigger_pattern(next.derivation);
    const bool halves = turned && one && other && one->reciprocal && one->sense == other->sense;
    return (same || turned) && !halves;
}

int preference(const Relation& relation) {
    const TriggerPattern* pattern = trigger_pattern(relation.derivation);
    return static_cast<int>(relation.confidence) + (pattern ? pattern->specificity : 0);
}

/// True for an event that only describes somebody or something in another one: "vetoed a resolution
/// censuring ...", "accused Rwanda of attacking ..."; or that the other one asks for.
bool is_aside(const Claim& event, const Claim& other, const Document& document, const Ontology& ontology) {
    if (event.trigger == other.trigger || !document.governs(other.trigger, event.trigger)) return false;
    if (event.status.modality == Modality::demanded && ontology.edge_type(other.type)->asks_for_deed)
        return true;
    for (std::uint32_t t = event.trigger; t != other.trigger; t = document.head(t))
        if (among(document.relation(t), {"acl", "nmod", "advcl"})) return true;
    return false;
}

}  // namespace

std::vector<Relation> best_readings(std::vector<Relation> found) {
    std::vector<Relation> kept;
    for (Relation& next : found) {
        const auto same =
            std::ranges::find_if(kept, [&](const Relation& k) { return is_same_reading(k, next); });
        if (same == kept.end())
            kept.push_back(std::move(next));
        else if (preference(next) > preference(*same))
            *same = std::move(next);
    }
    return kept;
}

std::vector<Relation> main_events(std::vector<Relation> found, const Document& document,
                                  const Ontology& ontology) {
    const bool sure = !std::ranges::all_of(found, is_guessed);
    std::uint32_t least = kNone;
    for (const Relation& r : found)
        if (is_guessed(r)) least = std::min(least, depth(document, r.claim.trigger));
    std::erase_if(found, [&](const Relation& r) {
        return is_guessed(r) && (sure || depth(document, r.claim.trigger) > least);
    });
    std::vector<Relation> kept;
    std::ranges::copy_if(found, std::back_inserter(kept), [&](const Relation& r) {
        return std::ranges::none_of(
            found, [&](const Relation& other) { return is_aside(r.claim, other.claim, document, ontology); });
    });
    return kept;
}

std::vector<Relation> surest_statements(std::vector<Relation> found, std::span<const std::string> node_ids,
                                        const Document& document, const Ontology& ontology) {
    std::ranges::stable_sort(found, std::ranges::greater{}, &Relation::confidence);
    std::set<std::tuple<std::string_view, std::string, std::string_view, std::uint32_t>> seen;
    std::erase_if(found, [&](const Relation& r) {
        std::string_view source = node_ids[r.claim.source.entity], target = node_ids[r.claim.target.entity];
        if (ontology.edge_type(r.claim.type)->symmetric && target < source) std::swap(source, target);
        return !seen.emplace(source, r.claim.type, target, document.sentence(r.claim.trigger)).second;
    });
    return found;
}

}  // namespace entente
