#pragma once

#include "graph/edge_filter.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace entente::tools {

/// `--type`, `--since`, `--until`, `--min-confidence`: which edges a query looks at.
class EdgeFilterOptions {
  public:
    void setup(CLI::App& app);
    EdgeFilter filter() const;

  private:
    std::vector<std::string> types_;
    std::string since_, until_;
    double min_confidence_ = 0;
};

}  // namespace entente::tools
