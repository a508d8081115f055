#pragma once

#include "core/knowledge/ontology.h"
#include "graph/edge_filter.h"
#include "tools/command_options.h"

#include <string>
#include <vector>

namespace entente::tools {

/// Which edges a person asks for, in words: the options of the command line and the parameters of the API.
struct EdgeFilterWords {
    std::vector<std::string> types, modalities;
    std::string since, until, as_of;
    double min_confidence = 0;  ///< 0..1
    std::string attributed_to;
};

/// Throws Error(usage) for a type or modality that doesn't exist. Dates are not looked at, and
/// `attributed_to` stays as it is: EdgeSieve and resolve_speaker see to them.
EdgeFilter make_filter(const EdgeFilterWords& words, const Ontology& ontology);

/// `--type`, `--since`, `--until`, `--min-confidence`, `--as-of`, `--modality` and `--attributed-to`, for all
/// commands that choose edges.
class EdgeFilterOptions {
  public:
    void setup(CommandOptions& options);
    /// As make_filter.
    EdgeFilter filter(const Ontology& ontology) const { return make_filter(words_, ontology); }

  private:
    EdgeFilterWords words_;
};

}  // namespace entente::tools
