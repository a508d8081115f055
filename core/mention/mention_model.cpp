#include "core/mention/mention_model.h"

#include "core/parse/activation.h"
#include "core/parse/analyser.h"

#include <algorithm>

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

}  // namespace

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

MentionModel::MentionModel(ModelFile file, const Analyser& analyser) : file_(std::move(file)) {
    check_analyser(file_, analyser);
    states_ = read_quantised(file_, "mention.states", any_size, mention_window * analyser.state_size());
    hidden_ = states_.rows;
    rows_ = file_.numbers<std::int8_t>("mention.rows", {mention_feature_rows, hidden_});
    labels_ = file_.numbers<std::int8_t>("mention.labels", {mention_feature_rows, mention_labels});
    scales_ = file_.numbers<float>("mention.scales", {2});
    const auto output = file_.numbers<float>("mention.output", {mention_labels, hidden_});
    bias_ = file_.numbers<float>("mention.bias", {mention_labels});
    check_parameters(file_, "mention.scales", scales_);
    check_parameters(file_, "mention.output", output);
    check_parameters(file_, "mention.bias", bias_);
    // Turned, so that the sums of all labels go on side by side.
    output_.resize(output.size());
    for (std::size_t l = 0; l < mention_labels; ++l)
        for (std::size_t j = 0; j < hidden_; ++j) output_[j * mention_labels + l] = output[l * hidden_ + j];
}

DocumentMentions MentionModel::find(const Document& document, const MentionKnowledge& knowledge) const {
    DocumentMentions found;
    found.names.reserve(document.sentence_count());
    for (std::uint32_t s = 0; s < document.sentence_count(); ++s) {
        const SentenceLexicon lexicon(document, s, knowledge.actors);
        found.names.push_back(find(mention_features(document, s, lexicon, knowledge), document.states(s),
                                   document.sentence_span(s).first));
    }
    return found;
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
    return mentions_of_scores(scores, name_model_types, first_token);
}

}  // namespace entente
