#include "core/extract/relations/edge_features.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Document::kNone;

std::string_view to_string(TriggerSense::Part part) {
    switch (part) {
        case TriggerSense::Part::verb: return "verb";
        case TriggerSense::Part::noun: return "noun";
        case TriggerSense::Part::adjective: return "adjective";
    }
    return "verb";
}

/// A percentage by its level: "70" for all from 70 up to the next level.
int level_of(int percent, std::initializer_list<int> levels) {
    int level = 0;
    for (const int l : levels)
        if (percent >= l) level = l;
    return level;
}

/// How an end of an edge was found: the way from the trigger, and what the text calls it.
void describe_end(std::string_view end, std::uint32_t entity, std::uint32_t token, int certainty,
                  const Relation& relation, const Document& document, const Entities& entities,
                  std::vector<std::string>& features) {
    features.push_back(fmt::format("{} is {}", end, entities.all[entity].type));
    if (entities.all[entity].actor) features.push_back(fmt::format("{} in lexicon", end));
    if (token == kNone) return;
    if (const std::uint32_t m = entities.mention_of_token[token]; m != Entities::kNone)
        features.push_back(fmt::format("{} by {}", end, to_string(entities.mentions[m].kind)));
    if (!relation.sense) return;
    features.push_back(fmt::format("{} certainty {}", end, level_of(certainty, {50, 70, 85, 95})));
    const std::size_t path = tree_path(document, relation.trigger, token).size();
    features.push_back(path == 0 ? fmt::format("{} elsewhere", end)
                                 : fmt::format("{} steps {}", end, std::min<std::size_t>(path - 1, 5)));
}

}  // namespace

std::vector<std::uint32_t> tree_path(const Document& document, std::uint32_t from, std::uint32_t to) {
    if (document.sentence(from) != document.sentence(to)) return {};
    std::vector<std::uint32_t> up;
    std::uint32_t top = from;
    for (; !document.governs(top, to); top = document.head(top)) up.push_back(top);
    up.push_back(top);
    const auto turn = static_cast<std::ptrdiff_t>(up.size());
    for (std::uint32_t t = to; t != top; t = document.head(t)) up.push_back(t);
    std::reverse(up.begin() + turn, up.end());
    return up;
}

std::vector<std::string> edge_features(const Relation& relation, const Document& document,
                                       const Entities& entities) {
    std::vector<std::string> features;
    features.push_back("type " + relation.type);
    if (relation.sense) {
        const TriggerSense& sense = *relation.sense;
        features.push_back(fmt::format("trigger {}", to_string(sense.part)));
        features.push_back(
            fmt::format("sense {}", level_of(sense.confidence / 100, {30, 45, 55, 65, 70, 80})));
        if (!sense.object.empty() || !sense.particle.empty()) features.emplace_back("trigger with context");
        if (relation.guessed) features.emplace_back("guessed");
    }
    if (!relation.pattern.empty()) features.push_back(fmt::format("pattern {}", relation.pattern));
    describe_end("source", relation.source, relation.source_token, relation.source_certainty, relation,
                 document, entities, features);
    describe_end("target", relation.target, relation.target_token, relation.target_certainty, relation,
                 document, entities, features);
    if (relation.modality != Modality::actual)
        features.push_back(fmt::format("modality {}", to_string(relation.modality)));
    if (relation.negated) features.emplace_back("negated");
    if (relation.attribution != Entities::kNone) features.emplace_back("attributed");
    return features;
}

}  // namespace entente
