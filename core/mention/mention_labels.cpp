#include "core/mention/mention_labels.h"

#include <algorithm>
#include <limits>

namespace entente {
namespace {

bool opens(std::size_t label) {
    return label == 0 || (label - 1) % 4 == static_cast<std::size_t>(LabelPlace::begin) ||
           (label - 1) % 4 == static_cast<std::size_t>(LabelPlace::unit);
}

bool closes(std::size_t label) {
    return label == 0 || (label - 1) % 4 >= static_cast<std::size_t>(LabelPlace::last);
}

/// A mention goes on only within its type, and none is left open.
bool may_follow(std::size_t before, std::size_t label) {
    if (closes(before)) return opens(label);
    return !opens(label) && (before - 1) / 4 == (label - 1) / 4;
}

/// By how much a word prefers a label to the next best one.
float margin_of(std::span<const float> scores, std::size_t label) {
    float next = std::numeric_limits<float>::lowest();
    for (std::size_t l = 0; l < scores.size(); ++l)
        if (l != label) next = std::max(next, scores[l]);
    return scores[label] - next;
}

}  // namespace

void best_labels(std::span<const float> scores, std::size_t types, std::vector<std::uint8_t>& labels) {
    const std::size_t count = label_count(types);
    constexpr float never = std::numeric_limits<float>::lowest();
    const std::size_t words = scores.size() / count;
    labels.assign(words, 0);
    if (words == 0) return;
    std::vector<std::uint8_t> from(words * count);
    std::vector<float> best(count), next(count);
    for (std::size_t l = 0; l < count; ++l) best[l] = opens(l) ? scores[l] : never;
    for (std::size_t w = 1; w < words; ++w) {
        for (std::size_t l = 0; l < count; ++l) {
            float top = never;
            for (std::size_t b = 0; b < count; ++b)
                if (best[b] > top && may_follow(b, l)) {
                    top = best[b];
                    from[w * count + l] = static_cast<std::uint8_t>(b);
                }
            next[l] = top == never ? never : top + scores[w * count + l];
        }
        std::swap(best, next);
    }
    std::size_t last = 0;
    for (std::size_t l = 0; l < count; ++l)
        if (closes(l) && best[l] > best[last]) last = l;
    for (std::size_t w = words; w-- > 0;) {
        labels[w] = static_cast<std::uint8_t>(last);
        last = from[w * count + last];
    }
}

std::vector<FoundMention> mentions_of_labels(std::span<const std::uint8_t> labels,
                                             std::span<const MentionType> types, std::uint32_t first_token) {
    std::vector<FoundMention> found;
    for (std::uint32_t w = 0; w < labels.size(); ++w) {
        if (labels[w] == 0) continue;
        if (opens(labels[w]))
            found.push_back({first_token + w, first_token + w, types[(labels[w] - 1U) / 4], 0, 0});
        if (!found.empty()) found.back().last = first_token + w + 1;
    }
    return found;
}

FoundMentions mentions_of_scores(std::span<const float> scores, std::span<const MentionType> types,
                                 std::uint32_t first_token) {
    const std::size_t count = label_count(types.size());
    std::vector<std::uint8_t> labels;
    best_labels(scores, types.size(), labels);
    FoundMentions found{mentions_of_labels(labels, types, first_token), {}, first_token};
    for (std::size_t w = 0; w < labels.size(); ++w)
        found.outside.push_back(margin_of(scores.subspan(w * count, count), 0));
    for (FoundMention& mention : found.mentions) {
        mention.margin = std::numeric_limits<float>::max();
        std::vector<float> sums(types.size());
        for (std::size_t w = mention.first - first_token; w < mention.last - first_token; ++w) {
            const auto own = scores.subspan(w * count, count);
            mention.margin = std::min(mention.margin, margin_of(own, labels[w]));
            for (std::size_t type = 0; type < types.size(); ++type)
                sums[type] += own[1 + 4 * type + (labels[w] - 1U) % 4];
        }
        const std::size_t own = (labels[mention.first - first_token] - 1U) / 4;
        mention.type_margin = std::numeric_limits<float>::max();
        for (std::size_t type = 0; type < types.size(); ++type)
            if (type != own) mention.type_margin = std::min(mention.type_margin, sums[own] - sums[type]);
    }
    return found;
}

}  // namespace entente
