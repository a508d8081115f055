#pragma once

#include "core/knowledge/ontology.h"
#include "graph/edge_filter.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace entente::tools {

/// `--type`, `--since`, `--until`, `--as-of`, `--min-confidence`, `--modality`, `--attributed-to`: which
/// edges a query looks at.
class EdgeFilterOptions {
  public:
    void setup(CLI::App& app);
    /// Throws Error(usage) for a type that the ontology doesn't have. `attributed_to` is the name as typed.
    EdgeFilter filter(const Ontology& ontology) const;

  private:
    std::vector<std::string> types_;
    std::vector<std::string> modalities_;
    std::string since_, until_, as_of_, attributed_to_;
    double min_confidence_ = 0;
};

}  // namespace entente::tools
