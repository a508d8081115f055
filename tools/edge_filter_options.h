#pragma once

#include "core/knowledge/ontology.h"
#include "graph/edge_filter.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace entente::tools {

/// `--type`, `--since`, `--until`, `--min-confidence`: which edges a query looks at.
class EdgeFilterOptions {
  public:
    void setup(CLI::App& app);
    /// Throws Error(usage) for a type that the ontology doesn't have.
    EdgeFilter filter(const Ontology& ontology) const;

  private:
    std::vector<std::string> types_;
    std::string since_, until_;
    double min_confidence_ = 0;
};

}  // namespace entente::tools
