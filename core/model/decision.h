#pragma once

#include "core/model/article.h"

#include <compare>
#include <string>

namespace entente {

/// A word on identity (DESIGN: Identity). That of a person is primary data: kept for ever, undone by a later
/// decision. An automatic one is derived from the evidence, and has no time.
struct Decision {
    std::string kind;  ///< "same-as", "not-same-as" or "split"
    std::string a;     ///< node ids
    std::string b;
    std::string at;  ///< when: ISO 8601 time in UTC
    std::string reason;
    ExtraFields extra;

    auto operator<=>(const Decision&) const = default;
};

}  // namespace entente
