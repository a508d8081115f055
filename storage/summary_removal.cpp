#include "storage/summary_removal.h"

#include "storage/byte_codec.h"

namespace entente::storage {
namespace {

void subtract(std::uint64_t& from, std::uint64_t n) {
    if (n > from) throw DamagedValue("a sum is less than its parts");
    from -= n;
}

void subtract(std::map<std::string, std::uint64_t>& from, const std::map<std::string, std::uint64_t>& part) {
    for (const auto& [key, n] : part) {
        std::uint64_t& left = from[key];
        subtract(left, n);
        if (left == 0) from.erase(key);
    }
}

void subtract(NodeSummary& from, const NodeSummary& part) {
    subtract(from.article_count, part.article_count);
    subtract(from.mention_count, part.mention_count);
    subtract(from.names, part.names);
    subtract(from.aliases, part.aliases);
    subtract(from.countries, part.countries);
}

void subtract(EdgeSummary& from, const EdgeSummary& part) {
    subtract(from.evidence_count, part.evidence_count);
    subtract(from.negated_count, part.negated_count);
    for (std::size_t i = 0; i < from.modality_counts.size(); ++i)
        subtract(from.modality_counts[i], part.modality_counts[i]);
    subtract(from.roles, part.roles);
}

/// True where the extreme of the sum does not hang on `part`: it lies further out, or `held` reaches it too.
bool stays(const std::string& extreme, const std::string& part, const std::string& held) {
    return part != extreme || held == extreme;
}

bool extremes_stay(const NodeSummary& sum, const NodeSummary& part, const NodeSummary& held) {
    return stays(sum.type, part.type, held.type) && stays(sum.wikidata, part.wikidata, held.wikidata) &&
           stays(sum.first_date, part.first_date, held.first_date) &&
           stays(sum.last_date, part.last_date, held.last_date);
}

bool extremes_stay(const EdgeSummary& sum, const EdgeSummary& part, const EdgeSummary& held) {
    for (const auto& [source, confidence] : part.sources) {
        const auto greatest = sum.sources.find(source);
        if (greatest == sum.sources.end() || greatest->second > confidence) continue;
        const auto other = held.sources.find(source);
        if (other == held.sources.end() || other->second < confidence) return false;
    }
    return stays(sum.first_date, part.first_date, held.first_date) &&
           stays(sum.last_date, part.last_date, held.last_date);
}

template <class Summary>
Summary remainder(Summary sum, const Summary& part, const Summary& next, const OtherParts<Summary>& others) {
    Summary held = next;
    bool stay = extremes_stay(sum, part, held);
    if (!stay) {
        others([&](const Summary& other) {
            merge(held, other);
            stay = extremes_stay(sum, part, held);
            return !stay;
        });
    }
    if (!stay) return held;  // all others were seen, so this is their sum
    subtract(sum, part);
    return sum;
}

}  // namespace

NodeSummary without(NodeSummary sum, const NodeSummary& part, const NodeSummary& next,
                    const OtherParts<NodeSummary>& others) {
    return remainder(std::move(sum), part, next, others);
}

EdgeSummary without(EdgeSummary sum, const EdgeSummary& part, const EdgeSummary& next,
                    const OtherParts<EdgeSummary>& others) {
    return remainder(std::move(sum), part, next, others);
}

}  // namespace entente::storage
