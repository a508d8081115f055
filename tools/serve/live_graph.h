#pragma once

#include "core/knowledge/ontology.h"
#include "graph/lifted_source.h"
#include "storage/store.h"
#include "tools/stored_graph.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace entente::tools {

/// A database as it was at one moment, and what is made of all of it once it is asked for. May be read from
/// several threads.
class GraphSnapshot {
  public:
    GraphSnapshot(const std::filesystem::path& directory, const Ontology& ontology)
        : stored_(directory, ontology), ontology_(ontology) {}

    const GraphSource& source() const { return stored_.source(); }
    /// With persons as their states.
    const GraphSource& lifted() const;
    const StoreStats& stats() const;
    /// All names in their order.
    const std::vector<NameMatch>& names() const;

  private:
    StoredGraph stored_;
    const Ontology& ontology_;
    mutable std::once_flag lifted_once_, stats_once_, names_once_;
    mutable std::optional<LiftedSource> lifted_;
    mutable std::optional<StoreStats> stats_;
    mutable std::vector<NameMatch> names_;
};

/// A database that others may write to while it is read. A snapshot stays readable whatever a writer does: it
/// keeps all table files open, so that those which the writer deletes live on until it goes.
class LiveGraph {
  public:
    /// `ontology` must outlive it. Throws Error(storage) as Store::open.
    LiveGraph(std::filesystem::path directory, const Ontology& ontology);

    /// The newest snapshot: after a change of the files a new one is opened, but not more often than every
    /// second. Where that fails (the writer was between two files), the one before serves on.
    std::shared_ptr<const GraphSnapshot> snapshot();

  private:
    /// Changes with every write: names, sizes and times of the files that writing touches.
    std::string fingerprint() const;

    std::filesystem::path directory_;
    const Ontology& ontology_;
    std::mutex mutex_;
    std::shared_ptr<const GraphSnapshot> snapshot_;
    std::string fingerprint_;
    std::chrono::steady_clock::time_point looked_;
};

}  // namespace entente::tools
