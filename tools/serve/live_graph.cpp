#include "tools/serve/live_graph.h"

#include "core/model/error.h"

#include <algorithm>
#include <limits>
#include <vector>

#include <fmt/format.h>

namespace entente::tools {
namespace {

constexpr std::chrono::seconds kLookAgain{1};

}  // namespace

const GraphSource& GraphSnapshot::lifted() const {
    std::call_once(lifted_once_, [this] { lifted_.emplace(stored_.source(), ontology_); });
    return *lifted_;
}

const StoreStats& GraphSnapshot::stats() const {
    std::call_once(stats_once_, [this] { stats_ = stored_.store().stats(); });
    return *stats_;
}

const std::vector<NameMatch>& GraphSnapshot::names() const {
    std::call_once(names_once_, [this] {
        names_ = stored_.source().names_with_prefix("", std::numeric_limits<std::size_t>::max());
    });
    return names_;
}

LiveGraph::LiveGraph(std::filesystem::path directory, const Ontology& ontology)
    : directory_(std::move(directory)), ontology_(ontology) {
    fingerprint_ = fingerprint();
    snapshot_ = std::make_shared<GraphSnapshot>(directory_, ontology_);
    looked_ = std::chrono::steady_clock::now();
}

std::shared_ptr<const GraphSnapshot> LiveGraph::snapshot() {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now - looked_ < kLookAgain) return snapshot_;
    looked_ = now;
    std::string changed = fingerprint();
    if (changed == fingerprint_) return snapshot_;
    try {
        snapshot_ = std::make_shared<GraphSnapshot>(directory_, ontology_);
        fingerprint_ = std::move(changed);
    } catch (const Error&) {
        // Tried again at the next look.
    }
    return snapshot_;
}

std::string LiveGraph::fingerprint() const {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(directory_, error)) {
        const std::string name = file.path().filename().string();
        if (name != "CURRENT" && !name.starts_with("MANIFEST-") && !name.ends_with(".log")) continue;
        std::error_code gone;
        files.push_back(fmt::format("{} {} {}", name, file.file_size(gone),
                                    file.last_write_time(gone).time_since_epoch().count()));
    }
    std::sort(files.begin(), files.end());
    std::string all;
    for (const std::string& file : files) all += file + '\n';
    return all;
}

}  // namespace entente::tools
