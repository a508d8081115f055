#pragma once

#include "core/model/graph_source.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace entente::tools {

/// Thrown by a read that comes after the deadline.
struct DeadlinePassed {};

/// A graph that can be read until a moment only, so that a question to a server ends in time, however much it
/// asks for; with all its names (in their order) in memory, so that a search at every key stroke is cheap.
/// `base` and `names` must outlive it.
class DeadlineSource : public GraphSource {
  public:
    using Clock = std::chrono::steady_clock;
    DeadlineSource(const GraphSource& base, const std::vector<NameMatch>& names, Clock::time_point deadline)
        : base_(base), names_(names), deadline_(deadline) {}

    std::optional<NodeSummary> node(std::string_view id) const override { return in_time().node(id); }
    std::string shown_id(std::string_view id) const override { return in_time().shown_id(id); }
    std::vector<std::pair<EdgeKey, EdgeSummary>> edges_of(std::string_view node,
                                                          const Wanted& other_end = {}) const override {
        return in_time().edges_of(node, other_end);
    }
    void for_each_link(std::string_view node, const std::function<void(const Link&)>& visit) const override {
        in_time().for_each_link(node, visit);
    }
    std::vector<EvidenceRecord> evidence(const EdgeKey& edge, std::size_t limit) const override {
        return in_time().evidence(edge, limit);
    }
    std::optional<Article> article_head(std::string_view id) const override {
        return in_time().article_head(id);
    }
    std::vector<NameMatch> names_with_prefix(std::string_view prefix, std::size_t limit) const override {
        std::vector<NameMatch> found;
        for (auto at = std::lower_bound(names_.begin(), names_.end(), prefix,
                                        [](const NameMatch&m, std::string_view p) { return m.name < p; });
             at != names_.end() && at->name.starts_with(prefix) && (limit == 0 || found.size() < limit); ++at)
            found.push_back(*at);
        return found;
    }
    void for_each_node(
        const std::function<bool(const std::string&, const NodeSummary&)>& visit) const override {
        base_.for_each_node(
            [&](const std::string& id, const NodeSummary& node) { return in_time(), visit(id, node); });
    }
    void for_each_edge(const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const override {
        base_.for_each_edge(
            [&](const EdgeKey& key, const EdgeSummary& edge) { return in_time(), visit(key, edge); });
    }

  private:
    const GraphSource& in_time() const {
        if (Clock::now() > deadline_) throw DeadlinePassed();
        return base_;
    }

    const GraphSource& base_;
    const std::vector<NameMatch>& names_;
    Clock::time_point deadline_;
};

}  // namespace entente::tools
