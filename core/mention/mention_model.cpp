#include "core/mention/mention_model.h"

#include "core/parse/activation.h"
#include "core/parse/analyser.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

// Sections:
//   mention.analyser = text: the fingerprint of the analyser that the model was trained over
//   mention.states   = a matrix in whole numbers (quantised.h), hidden x window of states
//   mention.rows, mention.labels = s8, rows of features x hidden and x labels: tables
//   mention.scales   = f32 * 2: of the tables
//   mention.output   = f32, labels x hidden
//   mention.bias     = f32 * labels
namespace entente {
namespace {

void check_analyser(const ModelFile& file, const Analyser& analyser) {
    if (!file.contains("mention.analyser"))
        file.fail(
            "is no mention model, or one of an older release that doesn't say which analyser it was trained "
            "over; train it again (entente train --mentions)");
    const std::string_view own = file.text("mention.analyser");
    if (own != analyser.fingerprint())
        file.fail(fmt::format(
            "was trained over another analyser (its fingerprint is {}, that of the one in use {}); train a "
            "mention model for this one (entente train --mentions), or name two that belong together in "
            "models/manifest.json",
            own, analyser.fingerprint()));
}

bool opens(std::size_t label) {
    return label == 0 || (label - 1) % 4 == static_cast<std::size_t>(LabelPlace::begin) ||
           (label - 1) % 4 == static_cast<std::size_t>(LabelPlace::unit);
}

bool closes(std::size_t label) {
    return label == 0 || (label - 1) % 4 >= static_cast<std::size_t>(LabelPlace::last);
}

/// A name goes on only within its type, and none is left open.
bool may_follow(std::size_t before, std::size_t label) {
    if (closes(before)) return opens(label);
    return !opens(label) && (before - 1) / 4 == (label - 1) / 4;
}

}  // namespace

std::vector<FoundMentions> find_mentions(const Document& document, const MentionModel& model,
                                         const MentionKnowledge& knowledge) {
    std::vector<FoundMentions> found;
    found.reserve(document.sentence_count());
    for (std::uint32_t s = 0; s < document.sentence_count(); ++s) {
        const SentenceLexicon lexicon(document, s, knowledge.actors);
        found.push_back(model.find(mention_features(document, s, lexicon, knowledge), document.states(s),
                                   document.sentence_span(s).first));
    }
    return found;
}

void best_labels(std::span<const float> scores, std::vector<std::uint8_t>& labels) {
    constexpr std::size_t count = mention_labels;
    constexpr float never = std::numeric_limits<float>::lowest();
    const std::size_t words = scores.size() / count;
    labels.assign(words, 0);
    if (words == 0) return;
    std::vector<std::array<std::uint8_t, count>> from(words);
    std::array<float, count> best{};
    for (std::size_t l = 0; l < count; ++l) best[l] = opens(l) ? scores[l] : never;
    for (std::size_t w = 1; w < words; ++w) {
        std::array<float, count> next{};
        for (std::size_t l = 0; l < count; ++l) {
            float top = never;
            for (std::size_t b = 0; b < count; ++b)
                if (best[b] > top && may_follow(b, l)) {
                    top = best[b];
                    from[w][l] = static_cast<std::uint8_t>(b);
                }
            next[l] = top == never ? never : top + scores[w * count + l];
        }
        best = next;
    }
    std::size_t last = 0;
    for (std::size_t l = 0; l < count; ++l)
        if (closes(l) && best[l] > best[last]) last = l;
    for (std::size_t w = words; w-- > 0;) {
        labels[w] = static_cast<std::uint8_t>(last);
        last = from[w][last];
    }
}

std::vector<FoundMention> mentions_of_labels(std::span<const std::uint8_t> labels,
                                             std::uint32_t first_token) {
    std::vector<FoundMention> found;
    for (std::uint32_t w = 0; w < labels.size(); ++w) {
        if (labels[w] == 0) continue;
        if (opens(labels[w]))
            found.push_back(
                {first_token + w, first_token + w, static_cast<MentionType>((labels[w] - 1) / 4), 0, 0});
        if (!found.empty()) found.back().last = first_token + w + 1;
    }
    return found;
}

void windowed_states(std::span<const std::int8_t> states, std::size_t words,
                     std::vector<std::int8_t>& windows) {
    constexpr std::size_t reach = mention_window / 2;
    windows.assign(states.size() * mention_window, 0);
    const std::size_t width = words == 0 ? 0 : states.size() / words;
    for (std::size_t w = 0; w < words; ++w)
        for (std::size_t place = 0; place < mention_window; ++place)
            if (w + place >= reach && w + place - reach < words)
                std::copy_n(states.data() + (w + place - reach) * width, width,
                            windows.data() + (w * mention_window + place) * width);
}

MentionModel::MentionModel(ModelFile file) : file_(std::move(file)) {}

MentionModel MentionModel::open(const std::filesystem::path& path, const Analyser& analyser) {
    MentionModel model(ModelFile::open(path));
    const ModelFile& file = model.file_;
    check_analyser(file, analyser);
    model.states_ = read_quantised(file, "mention.states", any_size, mention_window * analyser.state_size());
    model.hidden_ = model.states_.rows;
    model.rows_ = file.numbers<std::int8_t>("mention.rows", {mention_feature_rows, model.hidden_});
    model.labels_ = file.numbers<std::int8_t>("mention.labels", {mention_feature_rows, mention_labels});
    model.scales_ = file.numbers<float>("mention.scales", {2});
    const auto output = file.numbers<float>("mention.output", {mention_labels, model.hidden_});
    model.bias_ = file.numbers<float>("mention.bias", {mention_labels});
    check_parameters(file, "mention.scales", model.scales_);
    check_parameters(file, "mention.output", output);
    check_parameters(file, "mention.bias", model.bias_);
    // Turned, so that the sums of all labels go on side by side.
    model.output_.resize(output.size());
    for (std::size_t l = 0; l < mention_labels; ++l)
        for (std::size_t j = 0; j < model.hidden_; ++j)
            model.output_[j * mention_labels + l] = output[l * model.hidden_ + j];
    return model;
}

FoundMentions MentionModel::find(const MentionFeatures& features, std::span<const std::int8_t> states,
                                 std::uint32_t first_token) const {
    const std::size_t words = features.size();
    if (words == 0) return {};
    const std::size_t width = mention_window * (states.size() / words);
    const std::size_t columns = states_.panels.rows;
    thread_local std::vector<std::int8_t> windows;
    thread_local std::vector<std::int32_t> sums;
    thread_local std::vector<float> scores;
    thread_local std::vector<std::uint8_t> labels;
    sums.resize(words * columns);
    scores.resize(words * mention_labels);
    windowed_states(states, words, windows);
    multiply(best_simd(), windows.data(), words, width, states_.panels, sums.data(), columns);
    std::vector<std::int32_t> hidden_sums(hidden_);
    std::vector<float> hidden(hidden_);
    for (std::size_t w = 0; w < words; ++w) {
        std::fill(hidden_sums.begin(), hidden_sums.end(), 0);
        std::array<std::int32_t, mention_labels> label_sums{};
        for (const auto part : {features.plain(w), features.lexical(w)})
            for (const std::uint32_t row : part) {
                const std::int8_t* to_hidden = rows_.data() + row * hidden_;
                for (std::size_t j = 0; j < hidden_; ++j) hidden_sums[j] += to_hidden[j];
                const std::int8_t* to_labels = labels_.data() + row * mention_labels;
                for (std::size_t l = 0; l < mention_labels; ++l) label_sums[l] += to_labels[l];
            }
        for (std::size_t j = 0; j < hidden_; ++j)
            hidden[j] = leaky(static_cast<float>(sums[w * columns + j]) * states_.scale[j] + states_.bias[j] +
                              static_cast<float>(hidden_sums[j]) * scales_[0]);
        float* score = scores.data() + w * mention_labels;
        for (std::size_t l = 0; l < mention_labels; ++l)
            score[l] = bias_[l] + static_cast<float>(label_sums[l]) * scales_[1];
        for (std::size_t j = 0; j < hidden_; ++j)
            for (std::size_t l = 0; l < mention_labels; ++l)
                score[l] += output_[j * mention_labels + l] * hidden[j];
    }
    best_labels(scores, labels);
    // By how much a word prefers a label to the next best one.
    const auto margin_of = [&](std::size_t word, std::size_t label) {
        const float* row = scores.data() + word * mention_labels;
        float next = std::numeric_limits<float>::lowest();
        for (std::size_t l = 0; l < mention_labels; ++l)
            if (l != label) next = std::max(next, row[l]);
        return row[label] - next;
    };
    FoundMentions found{mentions_of_labels(labels, first_token), {}, first_token};
    for (std::size_t w = 0; w < words; ++w) found.outside.push_back(margin_of(w, 0));
    for (FoundMention& mention : found.mentions) {
        mention.margin = std::numeric_limits<float>::max();
        for (std::uint32_t t = mention.first; t < mention.last; ++t)
            mention.margin = std::min(mention.margin, margin_of(t - first_token, labels[t - first_token]));
        std::array<float, mention_types> types{};
        for (std::uint32_t t = mention.first; t < mention.last; ++t)
            for (std::size_t type = 0; type < mention_types; ++type)
                types[type] += scores[(t - first_token) * mention_labels + 1 + 4 * type +
                                      (labels[t - first_token] - 1U) % 4];
        mention.type_margin = std::numeric_limits<float>::max();
        const auto own = static_cast<std::size_t>(mention.type);
        for (std::size_t type = 0; type < mention_types; ++type)
            if (type != own) mention.type_margin = std::min(mention.type_margin, types[own] - types[type]);
    }
    return found;
}

}  // namespace entente
