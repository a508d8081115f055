#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/graph_source.h"
#include "graph/identity/identity.h"

#include <map>
#include <string>
#include <vector>

namespace entente {

/// A graph in which nodes that are one actor by decisions are one node. It goes by the id of the member that
/// most articles name (the smaller where equal), and answers to the ids of all; evidence keeps its words, but
/// who said so is the united node. Edges within a class are not shown. Reads the joined nodes and their edges
/// once when made; `base` and `ontology` must outlive it.
class UnitedSource : public GraphSource {
  public:
    UnitedSource(const GraphSource& base, const Ontology& ontology, const Identity& identity);

    std::optional<NodeSummary> node(std::string_view id) const override;
    std::string shown_id(std::string_view id) const override { return shown_as(std::string(id)); }
    std::vector<std::pair<EdgeKey, EdgeSummary>> edges_of(std::string_view node,
                                                          const Wanted& other_end = {}) const override;
    void for_each_link(std::string_view node, const std::function<void(const Link&)>& visit) const override;
    std::vector<EvidenceRecord> evidence(const EdgeKey& edge, std::size_t limit) const override;
    std::optional<Article> article_head(std::string_view id) const override { return base_.article_head(id); }
    std::vector<NameMatch> names_with_prefix(std::string_view prefix, std::size_t limit) const override;
    void for_each_node(
        const std::function<bool(const std::string&, const NodeSummary&)>& visit) const override;
    void for_each_edge(const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const override;

  private:
    struct Joined {
        EdgeSummary summary;
        std::vector<EdgeKey> from;
    };
    /// The id that a node goes by; `id` itself where it is not joined.
    const std::string& shown_as(const std::string& id) const;
    bool touches_joined(const EdgeKey& key) const;

    const GraphSource& base_;
    std::map<std::string, std::string, std::less<>> shown_as_;  ///< by member
    std::map<std::string, NodeSummary> nodes_;                  ///< by the id that is shown
    std::map<EdgeKey, Joined> edges_;                           ///< all that touch a joined node
    std::multimap<std::string, EdgeKey> at_;                    ///< the same by either end
};

}  // namespace entente
