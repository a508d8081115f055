#include "core/extract/relations/edge_features.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace entente {
namespace {

std::string_view to_string(TriggerSense::Part part) {
    switch (part) {
        case TriggerSense::Part::verb: return "verb";
        case TriggerSense::Part::noun: return "noun";
        case TriggerSense::Part::adjective: return "adjective";
    }
    return "verb";
}

/// A number by its level: "70" for all from 70 up to the next level.
int level_of(int number, std::initializer_list<int> levels) {
    int level = 0;
    for (const int l : levels)
        if (number >= l) level = l;
    return level;
}

bool stands_in_sentence(std::uint32_t entity, std::uint32_t sentence, const Document& document,
                        const Entities& entities) {
    const Sentence& span = document.sentence_span(sentence);
    return std::ranges::any_of(entities.mentions_in(span.first, span.last),
                               [&](const EntityMention& m) { return m.entity == entity; });
}

/// What the learned head says, as levels of its log-odds that are reached, and once more for what a rule
/// found too.
void describe_score(float score, const Derivation& derivation, std::vector<std::string>& features) {
    const bool ruled = !std::holds_alternative<LearnedPattern>(derivation);
    for (float level = -3.5F; level <= std::min(score, 4.0F); level += 0.5F) {
        features.push_back(fmt::format("head from {:.1f}", level));
        if (ruled && level == std::floor(level))
            features.push_back(fmt::format("rule, head from {:.0f}", level));
    }
}

/// How an end of an edge was found: the way from the trigger, and what the text calls it.
void describe_end(std::string_view side, const RelationEnd& end, const Relation& relation,
                  const Document& document, const Entities& entities, std::vector<std::string>& features) {
    features.push_back(fmt::format("{} is {}", side, entities.all[end.entity].type));
    if (entities.all[end.entity].actor) features.push_back(fmt::format("{} in lexicon", side));
    if (entities.all[end.entity].nominal) features.push_back(fmt::format("{} without a name", side));
    if (end.token == kNone) {
        if (!stands_in_sentence(end.entity, document.sentence(relation.claim.trigger), document, entities))
            features.push_back(fmt::format("{} elsewhere", side));
        return;
    }
    if (const std::uint32_t m = entities.mention_of_token[end.token]; m != kNone)
        features.push_back(fmt::format("{} by {}", side, to_string(entities.mentions[m].kind)));
    if (!trigger_pattern(relation.derivation)) return;
    features.push_back(fmt::format("{} certainty {}", side, level_of(end.certainty, {50, 70, 85, 95})));
    const std::size_t path = tree_path(document, relation.claim.trigger, end.token).size();
    features.push_back(path == 0 ? fmt::format("{} elsewhere", side)
                                 : fmt::format("{} steps {}", side, std::min<std::size_t>(path - 1, 5)));
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
    const Claim& claim = relation.claim;
    std::vector<std::string> features;
    features.push_back("type " + claim.type);
    features.push_back(
        fmt::format("text from {} words", level_of(static_cast<int>(document.size()), {80, 250})));
    if (const TriggerPattern* pattern = trigger_pattern(relation.derivation)) {
        const TriggerSense& sense = *pattern->sense;
        features.push_back(fmt::format("trigger {}", to_string(sense.part)));
        features.push_back(
            fmt::format("sense {}", level_of(sense.confidence / 100, {30, 45, 55, 65, 70, 80})));
        if (!sense.object.empty() || !sense.particle.empty()) features.emplace_back("trigger with context");
        if (pattern->guessed) features.emplace_back("guessed");
    }
    if (const std::string_view name = pattern_name(relation.derivation); !name.empty())
        features.push_back(fmt::format("pattern {}", name));
    if (relation.learned) describe_score(*relation.learned, relation.derivation, features);
    describe_end("source", claim.source, relation, document, entities, features);
    describe_end("target", claim.target, relation, document, entities, features);
    if (claim.status.modality != Modality::actual)
        features.push_back(fmt::format("modality {}", to_string(claim.status.modality)));
    if (claim.status.negated) features.emplace_back("negated");
    if (claim.status.attribution != kNone) features.emplace_back("attributed");
    return features;
}

}  // namespace entente
