#include "graph/identity/identity.h"

#include <algorithm>
#include <tuple>

namespace entente {
namespace {

std::pair<std::string, std::string> pair_of(const Decision& decision) {
    return std::minmax(decision.a, decision.b);
}

}  // namespace

Identity::Identity(std::vector<Decision> people, const std::vector<Decision>& automatic) {
    std::sort(people.begin(), people.end(), [](const Decision& a, const Decision& b) {
        return std::tie(b.at, b.kind, b.a, b.b, b.reason, b.extra) <
               std::tie(a.at, a.kind, a.a, a.b, a.reason, a.extra);
    });
    std::set<std::pair<std::string, std::string>> settled;
    for (Decision& decision : people) {
        const bool same = decision.kind == "same-as";
        // How the articles of a split node part is for those who read its evidence.
        if (!same && decision.kind != "not-same-as") continue;
        const bool newest = settled.insert(pair_of(decision)).second;
        const bool joined = root(decision.a) == root(decision.b);
        if (newest && same && !joined && !apart(decision.a, decision.b)) {
            join(decision.a, decision.b);
        } else if (newest && !same && !joined) {
            apart_[root(decision.a)].insert(root(decision.b));
            apart_[root(decision.b)].insert(root(decision.a));
        } else if (!newest) {
            overruled_.push_back({std::move(decision), "a newer decision on the two"});
        } else if (joined != same) {
            overruled_.push_back({std::move(decision), same ? "newer decisions that hold the two apart"
                                                            : "newer decisions that join the two"});
        }
    }
    for (const Decision& decision : automatic) {
        if (apart(decision.a, decision.b))
            overruled_.push_back({decision, "decisions of people that hold the two apart"});
        else if (root(decision.a) != root(decision.b))
            join(decision.a, decision.b);
    }
}

const std::string& Identity::root(const std::string& id) const {
    const auto found = root_of_.find(id);
    return found == root_of_.end() ? id : found->second;
}

std::vector<std::string> Identity::members(const std::string& id) const {
    const auto found = classes_.find(root(id));
    if (found == classes_.end()) return {id};
    return {found->second.begin(), found->second.end()};
}

bool Identity::apart(const std::string& a, const std::string& b) const {
    const auto found = apart_.find(root(a));
    return found != apart_.end() && found->second.count(root(b)) > 0;
}

void Identity::join(const std::string& a, const std::string& b) {
    // Copies: both live in the map that is about to change.
    const std::string kept = std::min(root(a), root(b)), gone = std::max(root(a), root(b));
    std::set<std::string>& all = classes_[kept];
    all.insert(kept);
    all.insert(gone);
    if (auto other = classes_.extract(gone)) all.merge(other.mapped());
    for (const std::string& member : all) root_of_[member] = kept;

    if (auto held = apart_.extract(gone))
        for (const std::string& other : held.mapped()) {
            apart_[kept].insert(other);
            apart_[other].erase(gone);
            apart_[other].insert(kept);
        }
}

}  // namespace entente
