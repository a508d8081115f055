#include "storage/summary_remainder.h"

namespace entente::storage {
namespace {

/// False where there is less than what is to go.
bool take_back(std::uint64_t& from, std::uint64_t gone) {
    if (from < gone) return false;
    from -= gone;
    return true;
}

bool take_back(std::map<std::string, std::uint64_t>& from, const std::map<std::string, std::uint64_t>& gone) {
    for (const auto& [key, count] : gone) {
        const auto at = from.find(key);
        if (at == from.end() || !take_back(at->second, count)) return false;
        if (at->second == 0) from.erase(at);
    }
    return true;
}

/// True where the extreme of the sum may be that of what is gone.
bool may_be_its(const std::string& extreme, const std::string& gone) {
    return !gone.empty() && extreme == gone;
}

}  // namespace

NodeRemainder::NodeRemainder(NodeSummary sum, const NodeSummary& gone)
    : rest_(std::move(sum)),
      first_(may_be_its(rest_.first_date, gone.first_date)),
      last_(may_be_its(rest_.last_date, gone.last_date)),
      type_(may_be_its(rest_.type, gone.type)),
      wikidata_(may_be_its(rest_.wikidata, gone.wikidata)) {
    broken_ = !take_back(rest_.article_count, gone.article_count) ||
              !take_back(rest_.mention_count, gone.mention_count) || !take_back(rest_.names, gone.names) ||
              !take_back(rest_.aliases, gone.aliases) || !take_back(rest_.countries, gone.countries);
}

void NodeRemainder::see(const NodeSummary& other) {
    if (other.first_date == rest_.first_date) first_ = false;
    if (other.last_date == rest_.last_date) last_ = false;
    if (other.type == rest_.type) type_ = false;
    if (other.wikidata == rest_.wikidata) wikidata_ = false;
}

EdgeRemainder::EdgeRemainder(EdgeSummary sum, const EdgeSummary& gone)
    : rest_(std::move(sum)),
      first_(may_be_its(rest_.first_date, gone.first_date)),
      last_(may_be_its(rest_.last_date, gone.last_date)) {
    broken_ = !take_back(rest_.evidence_count, gone.evidence_count) ||
              !take_back(rest_.negated_count, gone.negated_count) || !take_back(rest_.roles, gone.roles);
    for (std::size_t i = 0; i < rest_.modality_counts.size(); ++i)
        broken_ = !take_back(rest_.modality_counts[i], gone.modality_counts[i]) || broken_;
    // A source that is not among the best of the sum does not show in it.
    for (const auto& [name, source] : gone.sources)
        if (const auto at = rest_.sources.find(name);
            at != rest_.sources.end() && !at->second.surer_than(source))
            sources_.emplace(name, at->second);
}

void EdgeRemainder::see(const EdgeSummary& other) {
    if (other.first_date == rest_.first_date) first_ = false;
    if (other.last_date == rest_.last_date) last_ = false;
    for (const auto& [name, source] : other.sources)
        if (const auto at = sources_.find(name); at != sources_.end() && at->second == source)
            sources_.erase(at);
}

}  // namespace entente::storage
