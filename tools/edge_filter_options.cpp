#include "tools/edge_filter_options.h"

#include "core/model/error.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace entente::tools {
namespace {

/// In the order of Modality.
const std::vector<std::string> kModalityNames = [] {
    std::vector<std::string> names;
    for (int m = 0; m < kModalities; ++m) names.emplace_back(to_string(static_cast<Modality>(m)));
    return names;
}();

}  // namespace

void EdgeFilterOptions::setup(CommandOptions& options) {
    options
        .add("--type", words_.types, "Edge types to show, as 'opposes' or 'opposes,accuses' (default: all)")
        .delimiter(',');
    options.add("--since", words_.since, "Only evidence from this date on (2025, 2025-12 or 2025-12-05)")
        .type_name("DATE");
    options.add("--until", words_.until, "Only evidence up to this date").type_name("DATE");
    options.add("--min-confidence", words_.min_confidence, "Only edges of at least this confidence")
        .range(0.0, 1.0);
    options
        .add("--as-of", words_.as_of,
             "Only what held on that day: offices, memberships and agreements not yet ended, and "
             "dealings said of a time around it")
        .type_name("DATE");
    options
        .add("--modality", words_.modalities,
             "Only evidence of these: actual, planned, possible, conditional, demanded, ended")
        .delimiter(',')
        .one_of(kModalityNames);
    options.add("--attributed-to", words_.attributed_to, "Only what this actor said").type_name("NAME");
}

EdgeFilter make_filter(const EdgeFilterWords& words, const Ontology& ontology) {
    for (const std::string& type : words.types) {
        if (ontology.edge_type(type)) continue;
        std::string all;
        for (const EdgeType& t : ontology.edge_types()) all += (all.empty() ? "" : ", ") + t.name;
        throw Error(ErrorKind::usage,
                    fmt::format("there is no edge type \"{}\"; the types are {}", type, all));
    }
    EdgeFilter filter{words.types, words.since, words.until,
                      static_cast<Confidence>(std::lround(words.min_confidence * kCertain))};
    for (const std::string& name : words.modalities) {
        const auto known = std::find(kModalityNames.begin(), kModalityNames.end(), name);
        if (known == kModalityNames.end())
            throw Error(ErrorKind::usage, fmt::format("there is no modality \"{}\"; there are {}", name,
                                                      fmt::join(kModalityNames, ", ")));
        filter.modalities.push_back(static_cast<Modality>(known - kModalityNames.begin()));
    }
    filter.attributed_to = words.attributed_to;
    filter.as_of = words.as_of;
    for (const EdgeType& t : ontology.edge_types())
        if (t.lasting) filter.lasting.push_back(t.name);
    return filter;
}

}  // namespace entente::tools
