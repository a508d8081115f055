#pragma once

#include "core/knowledge/ontology.h"
#include "graph/identity/united_source.h"
#include "storage/store.h"
#include "tools/stored_identity.h"

#include <filesystem>
#include <optional>

namespace entente::tools {

/// A database opened for reading, as all commands show it: with the nodes joined that decisions join, those
/// of people and automatic ones.
class StoredGraph {
  public:
    /// `ontology` must outlive it. Throws Error(storage) as Store::open.
    StoredGraph(const std::filesystem::path& directory, const Ontology& ontology)
        : store_(Store::open(directory, OpenMode::read_only)) {
        if (const Identity identity = stored_identity(store_); !identity.trivial())
            united_.emplace(store_, ontology, identity);
    }
    StoredGraph(const StoredGraph&) = delete;
    StoredGraph& operator=(const StoredGraph&) = delete;

    const Store& store() const { return store_; }
    const GraphSource& source() const {
        if (united_) return *united_;
        return store_;
    }

  private:
    Store store_;
    std::optional<UnitedSource> united_;
};

}  // namespace entente::tools
