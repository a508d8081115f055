#include "core/mention/mention_heads.h"

#include "core/mention/mention_labels.h"
#include "core/parse/activation.h"
#include "core/parse/analyser.h"

#include <algorithm>
#include <array>
#include <bit>

namespace entente {
namespace {

constexpr std::array name_types = {MentionType::person, MentionType::organization, MentionType::place,
                                   MentionType::event, MentionType::other};
constexpr std::array matter_types = {MentionType::event, MentionType::agreement};
constexpr std::array head_types = {MentionType::person, MentionType::organization, MentionType::place};
constexpr std::size_t distances = 12;       // 1, 2, 3-4, 5-8, ... mentions back
constexpr std::size_t longest_reach = 400;  // mentions; so that a book takes linear time

std::size_t distance_of(std::size_t back) {
    return std::min<std::size_t>(distances - 1, static_cast<std::size_t>(std::bit_width(back - 1)));
}

/// The scores of the true rows of a projection, without those filled up.
std::vector<float> without_filling(const std::vector<float>& projected, const QuantisedMatrix& matrix,
                                   std::size_t words) {
    std::vector<float> scores(words * matrix.rows);
    for (std::size_t w = 0; w < words; ++w)
        std::copy_n(projected.data() + w * matrix.panels.rows, matrix.rows, scores.data() + w * matrix.rows);
    return scores;
}

}  // namespace

struct MentionHeads::Workspace {
    std::vector<float> unit;  ///< that of the states, once for each word
    std::vector<std::int32_t> sums;
    std::vector<float> projected;
    std::vector<std::int8_t> states;  ///< of the words that head mentions
};

MentionHeads::MentionHeads(ModelFile file, const Analyser& analyser)
    : file_(std::move(file)), width_(analyser.state_size()) {
    if (file_.fingerprint() != analyser.fingerprint())
        file_.fail(
            "holds the mention heads of another analyser; in models/manifest.json name none (\"mentions\") "
            "for an analyser that holds its own");
    const auto unit = file_.numbers<float>("states.unit", {1});
    check_parameters(file_, "states.unit", unit);
    unit_ = unit[0];
    names_ = read_quantised(file_, "mentions.names", label_count(name_types.size()), width_);
    matters_ = read_quantised(file_, "mentions.matters", label_count(matter_types.size()), width_);
    heads_ = read_quantised(file_, "mentions.heads", 1 + head_types.size(), width_);
    anaphor_ = read_quantised(file_, "mentions.anaphor", any_size, width_);
    antecedent_ = read_quantised(file_, "mentions.antecedent", anaphor_.rows, width_);
    pair_ = read_quantised(file_, "mentions.pair", anaphor_.rows, anaphor_.rows);
    distance_ = read_quantised(file_, "mentions.distance", distances + 1, anaphor_.rows);
}

DocumentMentions MentionHeads::find(const Document& document, const MentionKnowledge&) const {
    thread_local Workspace w;
    DocumentMentions found;
    w.states.clear();
    for (std::uint32_t s = 0; s < document.sentence_count(); ++s) {
        const Sentence span = document.sentence_span(s);
        const std::size_t words = span.last - span.first;
        w.unit.assign(words, unit_);
        const QuantisedRows rows{document.states(s).data(), width_, w.unit};
        const auto labelled = [&](const QuantisedMatrix& head, std::span<const MentionType> types) {
            project(best_simd(), head, rows, w.sums, w.projected);
            return mentions_of_scores(without_filling(w.projected, head, words), types, span.first);
        };
        found.names.push_back(labelled(names_, name_types));
        found.matters.push_back(labelled(matters_, matter_types));
        find_heads(document, s, w, found.heads);
    }
    link_heads(found.heads, w);
    return found;
}

void MentionHeads::find_heads(const Document& document, std::uint32_t sentence, Workspace& w,
                              std::vector<HeadMention>& heads) const {
    const Sentence span = document.sentence_span(sentence);
    const auto states = document.states(sentence);
    project(best_simd(), heads_, {states.data(), width_, w.unit}, w.sums, w.projected);
    for (std::size_t i = 0; i < span.last - span.first; ++i) {
        const float* scores = w.projected.data() + i * heads_.panels.rows;
        const std::size_t best =
            static_cast<std::size_t>(std::max_element(scores, scores + heads_.rows) - scores);
        if (best == 0) continue;
        heads.push_back({span.first + static_cast<std::uint32_t>(i), head_types[best - 1], 0});
        const auto state = states.subspan(i * width_, width_);
        w.states.insert(w.states.end(), state.begin(), state.end());
    }
}

/// Gives each mention the chain of what it takes up, or a new one.
void MentionHeads::link_heads(std::vector<HeadMention>& heads, Workspace& w) const {
    const std::size_t count = heads.size(), size = anaphor_.rows, stride = anaphor_.panels.rows;
    w.unit.assign(count, unit_);
    const QuantisedRows rows{w.states.data(), width_, w.unit};
    const auto rectified = [&](const QuantisedMatrix& matrix) {
        project(best_simd(), matrix, rows, w.sums, w.projected);
        std::vector<float> values(w.projected.begin(),
                                  w.projected.begin() + static_cast<std::ptrdiff_t>(count * stride));
        for (float& value : values) value = leaky(value);
        return values;
    };
    const std::vector<float> antecedents = rectified(antecedent_), anaphors = rectified(anaphor_);
    std::vector<std::int8_t> numbers(count * size);
    std::vector<float> scales(count);
    for (std::size_t i = 0; i < count; ++i)
        scales[i] = quantise_row(anaphors.data() + i * stride, size, numbers.data() + i * size);
    std::vector<float> wanted, away;
    project(best_simd(), pair_, {numbers.data(), size, scales}, w.sums, wanted);
    project(best_simd(), distance_, {numbers.data(), size, scales}, w.sums, away);
    std::uint32_t chains = 0;
    for (std::size_t i = 0; i < count; ++i) {
        float best = 0;
        std::size_t taken = count;
        const float* distance = away.data() + i * distance_.panels.rows;
        for (std::size_t j = i < longest_reach ? 0 : i - longest_reach; j < i; ++j) {
            float score = distance[distance_of(i - j)] + distance[distances];
            for (std::size_t k = 0; k < size; ++k)
                score += wanted[i * pair_.panels.rows + k] * antecedents[j * stride + k];
            if (score > best) {
                best = score;
                taken = j;
            }
        }
        heads[i].chain = taken == count ? chains++ : heads[taken].chain;
    }
}

}  // namespace entente
