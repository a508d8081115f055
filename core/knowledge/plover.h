#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/article_graph.h"

#include <string>
#include <string_view>

namespace entente {

/// The PLOVER event (2021 codebook) of an interaction: `own` where a trigger gives one, else the type's; but
/// a promised or future co-operative act is AGREE, and a planned or possible act of material conflict is
/// THREATEN, and who calls for one ACCUSEs. Empty for structural types.
std::string plover_event(const Ontology& ontology, const EdgeType& type, std::string_view own,
                         Modality modality);

/// The quad class of a PLOVER event, which is that of its edge types; `none` for an unknown one.
QuadClass quad_of_plover(const Ontology& ontology, std::string_view event);

/// "VC", "MC", "VX", "MX"; empty for `none`.
std::string_view to_string(QuadClass quad);

}  // namespace entente
