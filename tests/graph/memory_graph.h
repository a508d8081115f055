#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/article.h"
#include "core/model/graph_source.h"
#include "core/model/slug.h"

#include <algorithm>
#include <map>
#include <set>

namespace entente::test {

/// A GraphSource in memory: the plain meaning of "the merged graph of some articles", to test against.
class MemoryGraph : public GraphSource {
  public:
    void add(const ArticleGraph& graph) {
        const Article& article = graph.article;
        for (const Node& node : graph.nodes) {
            merge(nodes_[node.id], summarize(node, article.date));
            std::set<std::string> names{normalize_name(node.name)};
            for (const std::string& alias : node.aliases) names.insert(normalize_name(alias));
            for (const std::string& name : names) ++names_[{name, node.id}];
        }
        for (const Edge& edge : graph.edges) {
            const EdgeKey key{edge.source, edge.type, edge.target};
            merge(edges_[key], summarize(edge, source_key(article), article.date));
            evidence_[key].push_back({key, article.id, article.date, source_key(article), edge});
        }
    }

    std::optional<NodeSummary> node(std::string_view id) const override {
        const auto found = nodes_.find(std::string(id));
        if (found == nodes_.end()) return std::nullopt;
        return found->second;
    }

    std::vector<std::pair<EdgeKey, EdgeSummary>> edges_of(std::string_view node,
                                                          const Wanted& other_end = {}) const override {
        std::vector<std::pair<EdgeKey, EdgeSummary>> found;
        for (const auto& [key, summary] : edges_)
            if ((key.source == node || key.target == node) &&
                (!other_end || other_end(other_end_of(key, node))))
                found.emplace_back(key, summary);
        return found;
    }

    std::vector<EvidenceRecord> evidence(const EdgeKey& edge, std::size_t limit) const override {
        const auto found = evidence_.find(edge);
        if (found == evidence_.end()) return {};
        std::vector<EvidenceRecord> records = found->second;
        std::stable_sort(records.begin(), records.end(),
                         [](const EvidenceRecord& a, const EvidenceRecord& b) { return when(a) > when(b); });
        if (limit > 0 && records.size() > limit) records.resize(limit);
        return records;
    }

    std::vector<NameMatch> names_with_prefix(std::string_view prefix, std::size_t limit) const override {
        std::vector<NameMatch> found;
        for (const auto& [name, count] : names_)
            if (name.first.starts_with(prefix) && found.size() < limit)
                found.push_back({name.first, name.second, count});
        return found;
    }

    void for_each_node(
        const std::function<bool(const std::string&, const NodeSummary&)>& visit) const override {
        for (const auto& [id, summary] : nodes_)
            if (!visit(id, summary)) return;
    }

    void for_each_edge(const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const override {
        for (const auto& [key, summary] : edges_)
            if (!visit(key, summary)) return;
    }

  private:
    static const std::string& when(const EvidenceRecord& record) {
        return record.edge.date.empty() ? record.article_date : record.edge.date;
    }

    std::map<std::string, NodeSummary> nodes_;
    std::map<EdgeKey, EdgeSummary> edges_;
    std::map<EdgeKey, std::vector<EvidenceRecord>> evidence_;
    std::map<std::pair<std::string, std::string>, std::uint64_t> names_;
};

/// The ontology of the source tree.
inline const Ontology& ontology() {
    static const Ontology kOntology = Ontology::load(ENTENTE_DATA_DIR "/ontology.json");
    return kOntology;
}

}  // namespace entente::test
