#pragma once

#include "core/model/aggregate.h"

#include <functional>

namespace entente::storage {

/// Gives the visitor what each of the other articles brings, until it returns false.
template <class Summary>
using OtherParts = std::function<void(const std::function<bool(const Summary&)>& visit)>;

/// What is left of `sum` when one article's `part` of it goes. `next` is what the article's new version
/// brings, already in `sum`; empty where there is none.
///
/// Counts are subtracted. A first date or a greatest confidence can't be: there, another article that has the
/// same is looked for among `others`, most often one of the first, and only where none has it is all summed
/// anew. So replacing every article of a store costs no more for an actor that most of them name.
/// Throws DamagedValue where `part` is not in `sum`.
NodeSummary without(NodeSummary sum, const NodeSummary& part, const NodeSummary& next,
                    const OtherParts<NodeSummary>& others);
EdgeSummary without(EdgeSummary sum, const EdgeSummary& part, const EdgeSummary& next,
                    const OtherParts<EdgeSummary>& others);

}  // namespace entente::storage
