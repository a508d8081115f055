#pragma once

#include "core/model/decision.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Which nodes are one actor, as decisions say. Decisions count newest first (by time, then content), so that
/// a later one undoes an earlier one and the order in which databases are united doesn't matter; a same-as
/// that would join what newer decisions hold apart has no effect, nor has a not-same-as between nodes that
/// newer ones join. After people's decisions come the automatic ones (automatic_identity.h), in their order.
class Identity {
  public:
    /// A decision without effect, and why.
    struct Overruled {
        Decision decision;
        std::string by;  ///< "a newer decision on the pair", or what the others say together
    };

    Identity() = default;
    explicit Identity(std::vector<Decision> people, const std::vector<Decision>& automatic = {});

    /// True where no nodes are joined.
    bool trivial() const { return classes_.empty(); }
    /// The smallest id of the node's class: the same for all that are one.
    const std::string& root(const std::string& id) const;
    /// All that are one with the node, itself too, by id.
    std::vector<std::string> members(const std::string& id) const;
    /// True where decisions say that the two are different.
    bool apart(const std::string& a, const std::string& b) const;

    /// Classes of two and more, by their roots.
    const std::map<std::string, std::set<std::string>>& classes() const { return classes_; }
    /// The newest first, those of people before automatic ones.
    const std::vector<Overruled>& overruled() const { return overruled_; }

  private:
    void join(const std::string& a, const std::string& b);

    std::map<std::string, std::string> root_of_;  ///< only of joined nodes
    std::map<std::string, std::set<std::string>> classes_;
    std::map<std::string, std::set<std::string>> apart_;  ///< by root, roots
    std::vector<Overruled> overruled_;
};

}  // namespace entente
