#pragma once

#include "core/extract/relations/relation.h"

#include <string>
#include <vector>

namespace entente {

/// What is known of an edge that its confidence depends on, by the names that `confidence.json` gives weights
/// to: its type, how the trigger asks for its context, how the ends were found and named, and its status.
std::vector<std::string> edge_features(const Relation& relation, const Document& document,
                                       const Entities& entities);

/// The tokens on the way through the tree from one token to another, both of them with it; empty where they
/// stand in different sentences.
std::vector<std::uint32_t> tree_path(const Document& document, std::uint32_t from, std::uint32_t to);

}  // namespace entente
