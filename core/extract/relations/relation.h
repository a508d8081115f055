#pragma once

#include "core/extract/clauses/clause_status.h"
#include "core/knowledge/trigger_lexicon.h"
#include "core/model/article_graph.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace entente {

/// One of the two that a relation joins.
struct RelationEnd {
    std::uint32_t entity = 0;
    std::uint32_t token = kNone;  ///< the word that stands for it; kNone: its nearest mention
    int certainty = 100;          ///< per cent, of the way from the trigger to it
};

/// What a text says of two entities: the edge before its ends become nodes, and where it says so.
struct Claim {
    RelationEnd source, target;
    std::string type;                    ///< edge type
    ClauseStatus status;                 ///< denied or not, actual or only planned, and who says so
    std::string date;                    ///< ISO 8601; empty where unknown
    std::string role;                    ///< of an office: "foreign minister"
    std::string plover;                  ///< where the trigger gives its own; else the type's holds
    std::string cameo;                   ///< likewise
    std::optional<Intensity> intensity;  ///< likewise
    std::uint32_t trigger = 0;           ///< token; its sentence is the evidence
};

/// Found by a trigger: slots of a sense lead to both ends.
struct TriggerPattern {
    const TriggerSense* sense = nullptr;  ///< never null in a relation
    bool guessed = false;                 ///< one side only stands near the trigger
    bool reciprocal = false;              ///< each end does it to the other, of which this is one direction
    int specificity = 0;  ///< how much of the context the trigger asks for: of two readings the greater
};

/// Found by words of structure.
struct StructurePattern {
    std::string_view name;      ///< "title", "apposition"
    Confidence confidence = 0;  ///< how sure the way is
};

/// Who claims responsibility for a deed did it.
struct ClaimOfResponsibility {
    TriggerPattern deed;
};

/// Who says that he was done harm accuses the other.
struct Complaint {
    TriggerPattern deed;
};

/// Found by the learned head alone (core/relation).
struct LearnedPattern {};

/// How a relation was found.
using Derivation =
    std::variant<TriggerPattern, StructurePattern, ClaimOfResponsibility, Complaint, LearnedPattern>;

/// A claim that a text may make, how it was found, and how sure that is.
struct Relation {
    Claim claim;
    Derivation derivation;
    Confidence confidence = 0;
    std::optional<float> learned = std::nullopt;  ///< log-odds by the learned head, where there is one
};

/// The trigger's pattern that a derivation rests on; null for none.
const TriggerPattern* trigger_pattern(const Derivation& derivation);

/// What a derivation is called, in explanations and as a feature of confidence: "title", "complaint"; empty
/// for triggers.
std::string_view pattern_name(const Derivation& derivation);

}  // namespace entente
