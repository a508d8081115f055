#pragma once

#include "core/evaluation/gold_graph.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// How names are compared: in lower case, without diacritics, signs, possessive and leading article; "U.S."
/// and "US" are one. Other scripts stay as they are.
std::string comparable_name(std::string_view name);

/// Which gold node each predicted node is.
struct NodeMatching {
    static constexpr std::size_t kNone = ~std::size_t{0};

    std::vector<std::size_t> gold_of;  ///< by predicted node: the number of a gold node, or kNone
    std::vector<bool> found;           ///< by gold node
};

/// Matches nodes one to one inside an article, the likeliest pairs first: by equal names or aliases (of a
/// predicted node also the surfaces of its mentions in `text`), and persons by last name where one name's
/// words are a part of the other's.
NodeMatching match_nodes(const std::vector<GoldNode>& gold, const std::vector<Node>& predicted,
                         std::string_view text);

}  // namespace entente
