#pragma once

#include "core/knowledge/cues.h"
#include "core/parse/document.h"

#include <cstdint>
#include <vector>

namespace entente {

/// A stretch of direct speech: the tokens [first, last), its quotation marks included.
struct Quotation {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// The quotations of an article, from left to right. A quotation ends with its paragraph at the latest, and
/// what is too short to be a clause (a "plan") is none.
std::vector<Quotation> find_quotations(const Document& document);

/// The verb that reports a quotation ("...", said Anna Berg), or that of the quotation before it, which goes
/// on in the next sentences; kNone where nobody says it.
std::vector<std::uint32_t> quotation_verbs(const Document& document, const std::vector<Quotation>& quotations,
                                           const Cues& cues);

}  // namespace entente
