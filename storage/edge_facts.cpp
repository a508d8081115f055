#include "storage/edge_facts.h"

namespace entente::storage {
namespace {

constexpr std::uint64_t kNegated = 1, kOwnDate = 2, kOwnText = 4, kWithIntensity = 8, kModality = 16;
constexpr int kGreatestIntensity = 100;

}  // namespace

void write(ValueWriter& w, const ExtraFields& extra) {
    w.number(extra.size());
    for (const auto& [key, json] : extra) w.string(key), w.string(json);
}

ExtraFields read_extra(ValueReader& r) {
    ExtraFields extra(r.count());
    for (auto& [key, json] : extra) key = r.string(), json = r.string();
    return extra;
}

Modality modality_of(std::uint64_t number) {
    if (number >= kModalities) throw DamagedValue("unknown modality");
    return static_cast<Modality>(number);
}

void write_facts(ValueWriter& w, const Edge& edge, const std::string& article_date, bool own_text) {
    const Evidence& e = edge.evidence;
    const bool own_date = edge.date != article_date;
    w.number(static_cast<std::uint64_t>(edge.modality) * kModality + (edge.intensity ? kWithIntensity : 0) +
             (own_text ? kOwnText : 0) + (own_date ? kOwnDate : 0) + (edge.negated ? kNegated : 0));
    w.number(edge.confidence);
    w.number(e.sentence);
    w.number(e.begin);
    w.number(e.end - e.begin);
    w.string(e.trigger);
    if (own_date) w.string(edge.date);
    w.string(edge.role);
    w.string(edge.plover);
    w.string(edge.cameo);
    if (edge.intensity) w.number(static_cast<std::uint64_t>(*edge.intensity + kGreatestIntensity));
    if (own_text) w.string(e.text);
    write(w, e.extra);
    write(w, edge.extra);
}

Elsewhere read_facts(ValueReader& r, Edge& edge) {
    const std::uint64_t flags = r.number();
    edge.modality = modality_of(flags / kModality);
    edge.negated = flags & kNegated;
    edge.confidence = static_cast<Confidence>(r.number());
    Evidence& e = edge.evidence;
    e.sentence = static_cast<std::uint32_t>(r.number());
    e.begin = static_cast<std::uint32_t>(r.number());
    e.end = e.begin + static_cast<std::uint32_t>(r.number());
    e.trigger = r.string();
    if (flags & kOwnDate) edge.date = r.string();
    edge.role = r.string();
    edge.plover = r.string();
    edge.cameo = r.string();
    if (flags & kWithIntensity) {
        const std::uint64_t shifted = r.number();
        if (shifted > 2 * kGreatestIntensity) throw DamagedValue("unknown intensity");
        edge.intensity = static_cast<Intensity>(static_cast<int>(shifted) - kGreatestIntensity);
    }
    if (flags & kOwnText) e.text = r.string();
    e.extra = read_extra(r);
    edge.extra = read_extra(r);
    return {!(flags & kOwnText), !(flags & kOwnDate)};
}

}  // namespace entente::storage
