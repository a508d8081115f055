#include "core/extract/relations/relation.h"

namespace entente {

const TriggerPattern* trigger_pattern(const Derivation& derivation) {
    if (const auto* trigger = std::get_if<TriggerPattern>(&derivation)) return trigger;
    if (const auto* claim = std::get_if<ClaimOfResponsibility>(&derivation)) return &claim->deed;
    if (const auto* complaint = std::get_if<Complaint>(&derivation)) return &complaint->deed;
    return nullptr;
}

std::string_view pattern_name(const Derivation& derivation) {
    if (const auto* structure = std::get_if<StructurePattern>(&derivation)) return structure->name;
    if (std::holds_alternative<ClaimOfResponsibility>(derivation)) return "claim of responsibility";
    if (std::holds_alternative<Complaint>(derivation)) return "complaint";
    if (std::holds_alternative<LearnedPattern>(derivation)) return "learned";
    return {};
}

}  // namespace entente
