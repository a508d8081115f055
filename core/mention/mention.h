#pragma once

#include "core/model/article_graph.h"

#include <cstdint>

namespace entente {

/// A stretch of tokens that means an entity.
struct EntityMention {
    std::uint32_t first = 0;  ///< tokens [first, last)
    std::uint32_t last = 0;
    std::uint32_t head = 0;  ///< the token that the tree hangs it up by
    MentionKind kind = MentionKind::name;
    std::uint32_t entity = 0;
};

}  // namespace entente
