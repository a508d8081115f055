#pragma once

#include "core/model/aggregate.h"

#include <map>
#include <string>

namespace entente::storage {

/// What is left of a sum without what one article brought to it. Counts are taken back; a first or last date,
/// a least name or a source's surest evidence may have come from that article alone, and stays only where
/// another is seen that brought the same. So a change of one of a node's hundred thousand articles rarely
/// reads more than a few of the others.
class NodeRemainder {
  public:
    NodeRemainder(NodeSummary sum, const NodeSummary& gone);
    /// Another article's part of the sum, or what comes in the place of what is gone.
    void see(const NodeSummary& other);
    /// True once the rest is what summing up all others would give; until then see more.
    bool certain() const { return !broken_ && !first_ && !last_ && !type_ && !wikidata_; }
    const NodeSummary& rest() const { return rest_; }

  private:
    NodeSummary rest_;
    bool first_, last_, type_, wikidata_;  ///< still to be seen with another
    bool broken_ = false;                  ///< the sum did not hold what is gone
};

/// The same for an edge.
class EdgeRemainder {
  public:
    EdgeRemainder(EdgeSummary sum, const EdgeSummary& gone);
    void see(const EdgeSummary& other);
    bool certain() const { return !broken_ && !first_ && !last_ && sources_.empty(); }
    const EdgeSummary& rest() const { return rest_; }

  private:
    EdgeSummary rest_;
    bool first_, last_;
    std::map<std::string, EdgeSummary::Source> sources_;  ///< still to be seen with another
    bool broken_ = false;
};

}  // namespace entente::storage
