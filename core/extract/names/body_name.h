#pragma once

#include "core/extract/names/name_finder.h"

namespace entente {

/// Completes names of bodies by what follows them in capitals: "Alliance of Patriots [for a Free and
/// Sovereign Congo]", "House Select Committee [on the January 6 Attack]", "Ministry of Urban Development [and
/// Housing]". The tree has to hang it on the name, and it is no name of the lexicon by itself ("Ministry of
/// Defence and Hamas"). What lies inside a longer name is no name any more.
SentenceNames complete_body_names(SentenceNames found, const Document& document, std::uint32_t sentence,
                                  const SentenceLexicon& lexicon, const Resources& resources);

}  // namespace entente
