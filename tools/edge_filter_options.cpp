#include "tools/edge_filter_options.h"

#include "core/model/error.h"

#include <cmath>

#include <fmt/format.h>

namespace entente::tools {

void EdgeFilterOptions::setup(CLI::App& app) {
    app.add_option("--type", types_, "Edge types to show, as 'opposes' or 'opposes,accuses' (default: all)")
        ->delimiter(',');
    app.add_option("--since", since_, "Only evidence from this date on (2025, 2025-12 or 2025-12-05)")
        ->type_name("DATE");
    app.add_option("--until", until_, "Only evidence up to this date")->type_name("DATE");
    app.add_option("--min-confidence", min_confidence_, "Only edges of at least this confidence")
        ->check(CLI::Range(0.0, 1.0));
}

EdgeFilter EdgeFilterOptions::filter(const Ontology& ontology) const {
    for (const std::string& type : types_) {
        if (ontology.edge_type(type)) continue;
        std::string all;
        for (const EdgeType& t : ontology.edge_types()) all += (all.empty() ? "" : ", ") + t.name;
        throw Error(ErrorKind::usage,
                    fmt::format("there is no edge type \"{}\"; the types are {}", type, all));
    }
    return {types_, since_, until_, static_cast<Confidence>(std::lround(min_confidence_ * kCertain))};
}

}  // namespace entente::tools
