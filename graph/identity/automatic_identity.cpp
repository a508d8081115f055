#include "graph/identity/automatic_identity.h"

#include "graph/identity/identity.h"
#include "graph/identity/united_source.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

namespace entente {
namespace {

/// Nodes less alike than this are not one class, whatever else joins them.
constexpr double kLeastLikeness = 0.7;

using Neighbours = std::map<std::string, std::set<std::string>>;

}  // namespace

std::vector<IdentityCandidate> complete_linkage(const std::vector<IdentityCandidate>& candidates,
                                                double min_score) {
    Neighbours alike, likely;
    for (const IdentityCandidate& c : candidates) {
        alike[c.a].insert(c.b), alike[c.b].insert(c.a);
        if (c.score >= min_score) likely[c.a].insert(c.b), likely[c.b].insert(c.a);
    }
    // `one` has a likely partner that can't be `other` too.
    const auto contested = [&](const std::string& one, const std::string& other) {
        const std::set<std::string>& partners = likely[one];
        return std::any_of(partners.begin(), partners.end(), [&](const std::string& rival) {
            return rival != other && alike[other].count(rival) == 0;
        });
    };
    std::map<std::string, std::set<std::string>> classes;
    std::map<std::string, std::string> root_of;
    for (const auto& [id, partners] : likely) classes[id] = {id}, root_of[id] = id;

    std::vector<IdentityCandidate> joining;
    for (const IdentityCandidate& c : candidates) {
        if (c.score < min_score || contested(c.a, c.b) || contested(c.b, c.a)) continue;
        const std::string kept = root_of.at(c.a), gone = root_of.at(c.b);
        if (kept == gone) continue;
        const std::set<std::string>& others = classes.at(gone);
        const bool all_alike =
            std::all_of(classes.at(kept).begin(), classes.at(kept).end(), [&](const std::string& member) {
                return std::includes(alike[member].begin(), alike[member].end(), others.begin(),
                                     others.end());
            });
        if (!all_alike) continue;
        for (const std::string& member : others) root_of[member] = kept;
        classes.at(kept).merge(classes.extract(gone).mapped());
        joining.push_back(c);
    }
    return joining;
}

std::vector<Decision> derive_identity(const GraphSource& source, const Ontology& ontology,
                                      const std::vector<Decision>& people, const Cues& cues,
                                      double min_score) {
    const Identity identity(people);
    const UnitedSource united(source, ontology, identity);
    IdentityCandidateOptions options;
    options.min_score = std::min(min_score, kLeastLikeness);
    std::vector<Decision> decisions;
    for (const IdentityCandidate& c :
         complete_linkage(find_identity_candidates(united, identity, cues, options), min_score))
        decisions.push_back({"same-as", c.a, c.b, "", fmt::format("{} ({:.2f})", c.reason, c.score), {}});
    return decisions;
}

}  // namespace entente
