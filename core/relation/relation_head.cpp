#include "core/relation/relation_head.h"

#include "core/model/error.h"
#include "core/parse/activation.h"
#include "core/parse/analyser.h"
#include "core/parse/transformer_math.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::size_t distances = 10;       // 0, 1, 2-3, 4-7, ... words between
constexpr std::size_t section_words = 600;  // as long as the texts that the head was trained on
constexpr std::size_t modalities = kModalities;
// Of what a pair attends to, words with less than this share are left out of its context.
constexpr float least_attention = 5e-4F;

std::size_t distance_bucket(std::size_t words) {
    return std::min(distances - 1, static_cast<std::size_t>(std::bit_width(words)));
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool can_say(Upos upos) {
    return upos == Upos::VERB || upos == Upos::NOUN || upos == Upos::ADJ || upos == Upos::PROPN;
}

/// Sentences [first, last).
struct Stretch {
    std::uint32_t first, last;
};

/// Whole sentences of so many words at most, or a single one that is longer; each stretch begins in the
/// middle of the one before.
std::vector<Stretch> stretches_of(const Document& document) {
    const auto begin = [&](std::uint32_t s) { return document.sentence_span(s).first; };
    const auto end = [&](std::uint32_t s) { return document.sentence_span(s).last; };
    std::vector<Stretch> stretches;
    const auto count = static_cast<std::uint32_t>(document.sentence_count());
    for (std::uint32_t first = 0; first < count;) {
        std::uint32_t last = first + 1;
        while (last < count && end(last) - begin(first) <= section_words) ++last;
        stretches.push_back({first, last});
        if (last == count) break;
        std::uint32_t next = first + 1;
        while (next < last && begin(next) - begin(first) < section_words / 2) ++next;
        first = next;
    }
    return stretches;
}

/// Of a pair that stands in two stretches one reading: each type where it is surest, all else where the pair
/// is. In the order of source and target.
std::vector<PairReading> merged(std::vector<PairReading> found) {
    const auto ends = [](const PairReading& p) { return std::pair(p.source, p.target); };
    std::ranges::stable_sort(found, {}, ends);
    std::vector<PairReading> kept;
    for (PairReading& next : found) {
        if (kept.empty() || ends(kept.back()) != ends(next)) {
            kept.push_back(std::move(next));
            continue;
        }
        PairReading& before = kept.back();
        if (next.best() > before.best()) std::swap(before, next);
        for (std::size_t t = 0; t < before.scores.size(); ++t)
            before.scores[t] = std::max(before.scores[t], next.scores[t]);
    }
    return kept;
}

}  // namespace

float PairReading::best() const {
    return *std::ranges::max_element(scores);
}

/// The nodes that stand in a stretch of a text; words count from its first one.
struct RelationHead::Section {
    struct Mention {
        std::size_t first, last, node;
    };
    struct Node {
        std::uint32_t number;  ///< in the document
        std::size_t kind;
        std::size_t first, last;  ///< mentions
    };
    std::size_t first_token = 0, words = 0;
    std::vector<Mention> mentions;  ///< in the order of their nodes
    std::vector<Node> nodes;
};

/// An ordered pair of a section's nodes on the way to its scores.
struct RelationHead::JoinedPair {
    std::size_t source, target;
    std::size_t near_source, near_target;  ///< the mentions that are nearest to each other
    std::size_t away;                      ///< bucket
    std::uint32_t trigger;
};

struct RelationHead::Workspace {
    Section section;
    std::vector<std::int8_t> states, rows, query, key, joined_rows;
    std::vector<float> scales, query_scale, key_scale, joined_scales;
    std::vector<float> asked, offered, sources, targets, contexts;  ///< projections
    std::vector<float> attention;  ///< mentions x heads x words, then nodes x heads x words
    std::vector<float> shared, part, context, ends, joined, scores;
    std::vector<std::int32_t> sums;
    Int8PanelBuffer keys;
    std::vector<JoinedPair> pairs;
};

RelationHead::RelationHead(ModelFile file, const Analyser& analyser)
    : file_(std::move(file)), width_(analyser.state_size()) {
    if (!file_.contains("relation.analyser")) file_.fail("is no model of relations");
    if (const std::string_view own = file_.text("relation.analyser"); own != analyser.fingerprint())
        file_.fail(
            fmt::format("was trained over another analyser (its fingerprint is {}, that of the one in "
                        "use {}); in models/manifest.json name the one that belongs to it",
                        own, analyser.fingerprint()));
    types_ = lines_of(file_.text("relation.types"));
    nodes_ = lines_of(file_.text("relation.nodes"));
    const auto floats = [&](const std::string& name, std::initializer_list<std::size_t> shape) {
        const auto numbers = file_.numbers<float>(name, shape);
        check_parameters(file_, name, numbers);
        return numbers;
    };
    unit_ = floats("relation.unit", {1})[0];
    away_ = floats("relation.away", {any_size, 2 * distances});
    heads_ = away_.size() / (2 * distances);
    if (heads_ == 0 || width_ % (4 * heads_) != 0) file_.fail("doesn't fit an encoder of this width");
    query_ = read_quantised(file_, "relation.query", width_, width_);
    key_ = read_quantised(file_, "relation.key", width_, width_);
    source_ = read_quantised(file_, "relation.source", any_size, width_);
    size_ = source_.rows / 2;
    target_ = read_quantised(file_, "relation.target", 2 * size_, width_);
    context_ = read_quantised(file_, "relation.context", 2 * size_, width_);
    outputs_ = types_.size() + 2 + modalities;
    pair_ = read_quantised(file_, "relation.pair", outputs_, any_size);
    if (size_ == 0 || pair_.panels.columns % size_ != 0 || size_ % (pair_.panels.columns / size_) != 0)
        file_.fail("has impossible sizes of a head of relations; train it again");
    block_ = pair_.panels.columns / size_;
    kinds_ = floats("relation.kinds", {nodes_.size(), 2, size_});
    distance_ = floats("relation.distance", {2 * distances, outputs_});
    ends_ = floats("relation.ends", {nodes_.size(), nodes_.size(), outputs_});
}

RelationHead RelationHead::open(const std::filesystem::path& file, const Analyser& analyser) {
    return RelationHead(ModelFile::open(file), analyser);
}

std::vector<PairReading> RelationHead::read(const Document& document, std::span<const RelationNode> nodes,
                                            float least) const {
    thread_local Workspace w;
    std::vector<PairReading> found;
    for (const Stretch& stretch : stretches_of(document)) {
        w.section = {};
        w.section.first_token = document.sentence_span(stretch.first).first;
        w.section.words = document.sentence_span(stretch.last - 1).last - w.section.first_token;
        w.states.clear();
        for (std::uint32_t s = stretch.first; s < stretch.last; ++s) {
            const auto states = document.states(s);
            w.states.insert(w.states.end(), states.begin(), states.end());
        }
        gather(nodes, w);
        if (w.section.nodes.size() < 2) continue;
        project_section(w);
        attend(w);
        read_pairs(document, least, w, found);
    }
    return merged(std::move(found));
}

/// Fills the section's nodes.
void RelationHead::gather(std::span<const RelationNode> nodes, Workspace& w) const {
    Section& section = w.section;
    const std::size_t begin = section.first_token, end = begin + section.words;
    for (std::uint32_t n = 0; n < nodes.size(); ++n) {
        const auto kind = std::ranges::find(nodes_, nodes[n].type);
        if (kind == nodes_.end()) continue;
        const std::size_t before = section.mentions.size();
        for (const TokenSpan& m : nodes[n].mentions)
            if (m.first >= begin && m.last <= end && m.first < m.last)
                section.mentions.push_back({m.first - begin, m.last - begin, section.nodes.size()});
        if (section.mentions.size() > before)
            section.nodes.push_back(
                {n, static_cast<std::size_t>(kind - nodes_.begin()), before, section.mentions.size()});
    }
}

/// Projects the means of mentions and all words.
void RelationHead::project_section(Workspace& w) const {
    const Section& section = w.section;
    const std::size_t count = section.mentions.size();
    make_room(w.rows, count * width_);
    w.scales.resize(count);
    std::vector<float> mean(width_);
    for (std::size_t m = 0; m < count; ++m) {
        const Section::Mention& mention = section.mentions[m];
        std::ranges::fill(mean, 0.0F);
        for (std::size_t t = mention.first; t < mention.last; ++t)
            for (std::size_t j = 0; j < width_; ++j) mean[j] += static_cast<float>(w.states[t * width_ + j]);
        const float share = unit_ / static_cast<float>(mention.last - mention.first);
        for (float& value : mean) value *= share;
        w.scales[m] = quantise_row(mean.data(), width_, w.rows.data() + m * width_);
    }
    const QuantisedRows mentions{w.rows.data(), width_, w.scales};
    project(best_simd(), query_, mentions, w.sums, w.asked);
    project(best_simd(), source_, mentions, w.sums, w.sources);
    project(best_simd(), target_, mentions, w.sums, w.targets);
    const std::vector<float> units(section.words, unit_);
    const QuantisedRows words{w.states.data(), width_, units};
    project(best_simd(), key_, words, w.sums, w.offered);
    project(best_simd(), context_, words, w.sums, w.contexts);
}

/// Fills `attention`.
void RelationHead::attend(Workspace& w) const {
    const Section& section = w.section;
    const std::size_t words = section.words, mentions = section.mentions.size(), size = width_ / heads_;
    const float unit = 1.0F / std::sqrt(static_cast<float>(size));
    w.attention.assign((mentions + section.nodes.size()) * heads_ * words, 0.0F);
    make_room(w.query, mentions * size);
    make_room(w.key, words * size);
    w.query_scale.resize(mentions);
    w.key_scale.resize(words);
    for (std::size_t h = 0; h < heads_; ++h) {
        for (std::size_t m = 0; m < mentions; ++m)
            w.query_scale[m] = quantise_row(w.asked.data() + m * query_.panels.rows + h * size, size,
                                            w.query.data() + m * size);
        for (std::size_t t = 0; t < words; ++t)
            w.key_scale[t] = quantise_row(w.offered.data() + t * key_.panels.rows + h * size, size,
                                          w.key.data() + t * size);
        w.keys.pack(w.key.data(), words, size, size);
        const std::size_t stride = w.keys.panels().rows;
        make_room(w.sums, mentions * stride);
        multiply(best_simd(), w.query.data(), mentions, size, w.keys.panels(), w.sums.data(), stride);
        const float* away = away_.data() + h * 2 * distances;
        for (std::size_t m = 0; m < mentions; ++m) {
            const auto& [first, last, node] = section.mentions[m];
            float* row = w.attention.data() + (m * heads_ + h) * words;
            for (std::size_t t = 0; t < words; ++t) {
                const std::size_t bucket = t < first   ? distance_bucket(first - t)
                                           : t >= last ? distances + distance_bucket(t - last + 1)
                                                       : 0;
                row[t] =
                    static_cast<float>(w.sums[m * stride + t]) * (w.query_scale[m] * unit * w.key_scale[t]) +
                    away[bucket];
            }
            const float factor = 1.0F / exponentials(row, words);
            for (std::size_t t = 0; t < words; ++t) row[t] *= factor;
            const float part =
                1.0F / static_cast<float>(section.nodes[node].last - section.nodes[node].first);
            float* whole = w.attention.data() + ((mentions + node) * heads_ + h) * words;
            for (std::size_t t = 0; t < words; ++t) whole[t] += row[t] * part;
        }
    }
}

/// Adds to `shared` half of what two rows of `attention` have in common, as shares of 1.
void RelationHead::share_attention(std::size_t one, std::size_t other, Workspace& w) const {
    constexpr float nothing = 1e-9F;
    const std::size_t words = w.section.words;
    w.part.assign(words, nothing);
    for (std::size_t h = 0; h < heads_; ++h) {
        const float* a = w.attention.data() + (one * heads_ + h) * words;
        const float* b = w.attention.data() + (other * heads_ + h) * words;
        for (std::size_t t = 0; t < words; ++t) w.part[t] += a[t] * b[t];
    }
    float sum = 0.0F;
    for (const float value : w.part) sum += value;
    const float factor = 0.5F / sum;
    for (std::size_t t = 0; t < words; ++t) w.shared[t] += w.part[t] * factor;
}

/// Of the sentence that a pair attends to most the word that it attends to most, but for its own names and
/// for words that say nothing.
std::uint32_t RelationHead::trigger_of(const Document& document, std::size_t one, std::size_t other,
                                       const Workspace& w) {
    const Section& section = w.section;
    const std::size_t begin = section.first_token, end = begin + section.words;
    std::size_t first = begin, last = begin;
    float most = -1.0F;
    for (std::size_t t = begin; t < end;) {
        const Sentence& span = document.sentence_span(document.sentence(static_cast<std::uint32_t>(t)));
        float sum = 0.0F;
        for (; t < span.last; ++t) sum += w.shared[t - begin];
        if (sum > most) most = sum, first = span.first, last = span.last;
    }
    const auto is_theirs = [&](std::size_t t) {
        return std::ranges::any_of(section.mentions, [&](const Section::Mention& m) {
            return (m.node == one || m.node == other) && t - begin >= m.first && t - begin < m.last;
        });
    };
    std::size_t best = first;
    most = -1.0F;
    for (std::size_t t = first; t < last; ++t) {
        const bool says = can_say(document.upos(static_cast<std::uint32_t>(t))) && !is_theirs(t);
        const float attention = w.shared[t - begin] + (says ? 1.0F : 0.0F);
        if (attention > most) most = attention, best = t;
    }
    return static_cast<std::uint32_t>(best);
}

/// ends[side] = the vector of one end of a pair.
void RelationHead::set_end(std::size_t side, std::size_t node, std::size_t nearest, Workspace& w) const {
    const Section::Node& its = w.section.nodes[node];
    const std::vector<float>& mentions = side == 0 ? w.sources : w.targets;
    const std::size_t stride = (side == 0 ? source_ : target_).panels.rows;
    float* end = w.ends.data() + side * size_;
    std::copy_n(mentions.data() + its.first * stride, size_, end);
    for (std::size_t m = its.first + 1; m < its.last; ++m)
        for (std::size_t j = 0; j < size_; ++j) end[j] = std::max(end[j], mentions[m * stride + j]);
    const float* near = mentions.data() + nearest * stride + size_;
    const float* context = w.context.data() + side * size_;
    const float* kind = kinds_.data() + (its.kind * 2 + side) * size_;
    for (std::size_t j = 0; j < size_; ++j) end[j] = smooth_tanh(end[j] + near[j] + context[j] + kind[j]);
}

/// Puts both ends of a pair into a row of `joined_rows`.
void RelationHead::join(const JoinedPair& pair, Workspace& w) const {
    set_end(0, pair.source, pair.near_source, w);
    set_end(1, pair.target, pair.near_target, w);
    const float *from = w.ends.data(), *to = from + size_;
    for (std::size_t i = 0; i < size_; ++i)
        for (std::size_t j = 0; j < block_; ++j)
            w.joined[i * block_ + j] = from[i] * to[i / block_ * block_ + j];
    const std::size_t row = w.joined_scales.size(), size = w.joined.size();
    make_room(w.joined_rows, (row + 1) * size);
    w.joined_scales.push_back(quantise_row(w.joined.data(), size, w.joined_rows.data() + row * size));
    w.pairs.push_back(pair);
}

void RelationHead::score_joined(float least, Workspace& w, std::vector<PairReading>& found) const {
    const Section& section = w.section;
    project(best_simd(), pair_, {w.joined_rows.data(), size_ * block_, w.joined_scales}, w.sums, w.scores);
    for (std::size_t p = 0; p < w.pairs.size(); ++p) {
        const JoinedPair& pair = w.pairs[p];
        const Section::Node &source = section.nodes[pair.source], &target = section.nodes[pair.target];
        float* row = w.scores.data() + p * pair_.panels.rows;
        const float* distance = distance_.data() + pair.away * outputs_;
        const float* ends = ends_.data() + (source.kind * nodes_.size() + target.kind) * outputs_;
        for (std::size_t k = 0; k < outputs_; ++k) row[k] += distance[k] + ends[k];
        const float *scores = row, *negated = scores + types_.size();
        const float* modality = negated + 2;
        if (*std::max_element(scores, negated) <= least) continue;
        found.push_back({source.number, target.number, std::vector(scores, negated), negated[1] > negated[0],
                         static_cast<Modality>(std::max_element(modality, modality + modalities) - modality),
                         pair.trigger});
    }
    w.pairs.clear();
    w.joined_scales.clear();
}

void RelationHead::read_pairs(const Document& document, float least, Workspace& w,
                              std::vector<PairReading>& found) const {
    constexpr std::size_t at_once = 64;
    const Section& section = w.section;
    const std::size_t mentions = section.mentions.size(), count = section.nodes.size();
    w.ends.resize(2 * size_);
    w.context.resize(2 * size_);
    w.joined.resize(size_ * block_);
    w.pairs.clear();
    w.joined_scales.clear();
    const auto between = [&](std::size_t a, std::size_t b) {
        const Section::Mention &one = section.mentions[a], &other = section.mentions[b];
        const std::size_t begin = std::max(one.first, other.first), end = std::min(one.last, other.last);
        return begin > end ? begin - end : 0;
    };
    for (std::size_t one = 0; one < count; ++one)
        for (std::size_t other = one + 1; other < count; ++other) {
            std::size_t a = section.nodes[one].first, b = section.nodes[other].first;
            for (std::size_t i = a; i < section.nodes[one].last; ++i)
                for (std::size_t j = section.nodes[other].first; j < section.nodes[other].last; ++j)
                    if (between(i, j) < between(a, b)) a = i, b = j;
            w.shared.assign(section.words, 0.0F);
            share_attention(mentions + one, mentions + other, w);
            share_attention(a, b, w);
            std::ranges::fill(w.context, 0.0F);
            for (std::size_t t = 0; t < section.words; ++t) {
                if (w.shared[t] < least_attention) continue;
                const float* row = w.contexts.data() + t * context_.panels.rows;
                for (std::size_t j = 0; j < 2 * size_; ++j) w.context[j] += w.shared[t] * row[j];
            }
            const std::uint32_t trigger = trigger_of(document, one, other, w);
            const std::size_t away = distance_bucket(between(a, b));
            const std::size_t first = section.mentions[a].first, second = section.mentions[b].first;
            join({one, other, a, b, away + (second < first ? distances : 0), trigger}, w);
            join({other, one, b, a, away + (first < second ? distances : 0), trigger}, w);
            if (w.pairs.size() >= at_once) score_joined(least, w, found);
        }
    if (!w.pairs.empty()) score_joined(least, w, found);
}

}  // namespace entente
