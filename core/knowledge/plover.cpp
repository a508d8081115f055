#include "core/knowledge/plover.h"

namespace entente {

std::string plover_event(const Ontology& ontology, const EdgeType& type, std::string_view own,
                         Modality modality) {
    const std::string event(own.empty() ? std::string_view(type.plover) : own);
    const QuadClass quad = quad_of_plover(ontology, event);
    const bool promised = modality == Modality::planned;
    const bool open = promised || modality == Modality::possible || modality == Modality::conditional;
    if ((promised || modality == Modality::conditional) &&
        (quad == QuadClass::verbal_cooperation || quad == QuadClass::material_cooperation))
        return "AGREE";
    if (open && quad == QuadClass::material_conflict) return "THREATEN";
    if (modality == Modality::demanded && quad == QuadClass::material_conflict) return "ACCUSE";
    return event;
}

QuadClass quad_of_plover(const Ontology& ontology, std::string_view event) {
    if (!event.empty())
        for (const EdgeType& type : ontology.edge_types())
            if (type.plover == event) return type.quad;
    return QuadClass::none;
}

std::string_view to_string(QuadClass quad) {
    switch (quad) {
        case QuadClass::none: break;
        case QuadClass::verbal_cooperation: return "VC";
        case QuadClass::material_cooperation: return "MC";
        case QuadClass::verbal_conflict: return "VX";
        case QuadClass::material_conflict: return "MX";
    }
    return "";
}

}  // namespace entente
