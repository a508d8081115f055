#pragma once

#include "core/model/graph_source.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace entente::test {

/// True where `for_each_link` tells of a node's edges just what `edges_of` does.
inline bool links_match_edges(const GraphSource& source, const std::string& node) {
    auto left = source.edges_of(node);
    bool right = true;
    source.for_each_link(node, [&](const Link& link) {
        const auto edge = std::find_if(left.begin(), left.end(), [&](const auto& e) {
            return e.first.type == link.type && other_end_of(e.first, node) == link.other &&
                   (e.first.source == node) == link.starts_here;
        });
        right = right && edge != left.end() && link.summary() == edge->second &&
                link.evidence_count == edge->second.evidence_count &&
                link.confidence == edge->second.confidence();
        if (edge != left.end()) left.erase(edge);
    });
    return right && left.empty();
}

}  // namespace entente::test
