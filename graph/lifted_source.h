#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/graph_source.h"

#include <map>
#include <string>
#include <vector>

namespace entente {

/// A graph in which persons act as the states that they act for (by the country of most articles): their
/// dealings are those of the state, and evidence keeps its sentence. Edges of structure (offices,
/// memberships, kinship) stay with the person; dealings within one state are dropped. Reads all edges of
/// `base` once when made; `base` and `ontology` must outlive it.
class LiftedSource : public GraphSource {
  public:
    LiftedSource(const GraphSource& base, const Ontology& ontology);

    /// The state that a person acts as; any other id as it is.
    const std::string& acts_as(const std::string& id) const;

    std::optional<NodeSummary> node(std::string_view id) const override { return base_.node(id); }
    std::vector<std::pair<EdgeKey, EdgeSummary>> edges_of(std::string_view node,
                                                          const Wanted& other_end = {}) const override;
    std::vector<EvidenceRecord> evidence(const EdgeKey& edge, std::size_t limit) const override;
    std::optional<Article> article_head(std::string_view id) const override { return base_.article_head(id); }
    std::vector<NameMatch> names_with_prefix(std::string_view prefix, std::size_t limit) const override {
        return base_.names_with_prefix(prefix, limit);
    }
    void for_each_node(
        const std::function<bool(const std::string&, const NodeSummary&)>& visit) const override {
        base_.for_each_node(visit);
    }
    void for_each_edge(const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const override;

  private:
    struct Lifted {
        EdgeSummary summary;
        std::vector<EdgeKey> from;
    };
    const GraphSource& base_;
    std::map<std::string, std::string> state_of_;  ///< by person
    std::map<EdgeKey, Lifted> edges_;
    std::multimap<std::string, EdgeKey, std::less<>> at_;  ///< edges by either end
};

}  // namespace entente
