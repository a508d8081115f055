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
    app.add_option("--as-of", as_of_,
                   "Only what held on that day: offices, memberships and agreements not yet ended, and "
                   "dealings said of a time around it")
        ->type_name("DATE");
    app.add_option("--modality", modalities_,
                   "Only evidence of these: actual, planned, possible, conditional, demanded, ended")
        ->delimiter(',')
        ->check(CLI::IsMember({"actual", "planned", "possible", "conditional", "demanded", "ended"}));
    app.add_option("--attributed-to", attributed_to_, "Only what this actor said")->type_name("NAME");
}

EdgeFilter EdgeFilterOptions::filter(const Ontology& ontology) const {
    for (const std::string& type : types_) {
        if (ontology.edge_type(type)) continue;
        std::string all;
        for (const EdgeType& t : ontology.edge_types()) all += (all.empty() ? "" : ", ") + t.name;
        throw Error(ErrorKind::usage,
                    fmt::format("there is no edge type \"{}\"; the types are {}", type, all));
    }
    EdgeFilter filter{types_, since_, until_,
                      static_cast<Confidence>(std::lround(min_confidence_ * kCertain))};
    for (int m = 0; m < kModalities; ++m)
        for (const std::string& name : modalities_)
            if (to_string(static_cast<Modality>(m)) == name)
                filter.modalities.push_back(static_cast<Modality>(m));
    filter.attributed_to = attributed_to_;
    filter.as_of = as_of_;
    for (const EdgeType& t : ontology.edge_types())
        if (t.structural || t.name == "accepts" || t.name == "agrees-with") filter.lasting.push_back(t.name);
    return filter;
}

}  // namespace entente::tools
