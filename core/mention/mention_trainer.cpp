#include "core/mention/mention_trainer.h"

#include "core/model/error.h"
#include "core/parse/activation.h"
#include "core/parse/float_gemm.h"
#include "core/parse/optimiser.h"
#include "core/parse/quantised.h"
#include "core/parse/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace entente {
namespace {

constexpr std::size_t labels = mention_labels;
constexpr float state_unit = 1.0F / quantised_limit;
constexpr float last_rate = 0.05F;

using Batch = std::vector<const MentionExample*>;

/// The model in floating point: parameters in one vector, the loss of a batch and its gradient.
class MentionNetwork {
  public:
    MentionNetwork(std::size_t window_size, std::size_t hidden)
        : window_size_(window_size),
          hidden_(hidden),
          rows_at_(hidden * window_size),
          label_rows_at_(rows_at_ + mention_feature_rows * hidden),
          output_at_(label_rows_at_ + mention_feature_rows * labels),
          hidden_bias_at_(output_at_ + labels * hidden),
          bias_at_(hidden_bias_at_ + hidden),
          size_(bias_at_ + labels) {}

    std::size_t size() const { return size_; }

    std::vector<float> initial(Random& random) const {
        std::vector<float> p(size_, 0.0F);
        const auto fill = [&](std::size_t begin, std::size_t end, float reach) {
            for (std::size_t i = begin; i < end; ++i) p[i] = reach * (2.0F * random.uniform() - 1.0F);
        };
        fill(0, rows_at_, 1.0F / std::sqrt(static_cast<float>(window_size_) / 3.0F));
        fill(rows_at_, label_rows_at_, 0.05F);
        fill(output_at_, hidden_bias_at_, std::sqrt(6.0F / static_cast<float>(labels + hidden_)));
        return p;
    }

    /// Adds the gradient of the mean loss; returns the sum of losses and counts the words that teach.
    double train(std::span<const float> p, const Batch& batch, const MentionTraining& options, Random& random,
                 std::span<float> gradient, std::size_t& taught) {
        gather(batch, options, random);
        const std::size_t n = targets_.size();
        if (n == 0) return 0;
        std::vector<float> hidden(n * hidden_), scores(n * labels), hidden_gradient(n * hidden_);
        multiply(dense(states_.data(), n, window_size_), dense(p.data(), hidden_, window_size_).transposed(),
                 hidden.data(), hidden_, false);
        const float keep = 1.0F / (1.0F - options.hidden_dropout);
        std::vector<float> mask(n * hidden_);
        for (std::size_t i = 0; i < n; ++i) {
            float* h = hidden.data() + i * hidden_;
            for (std::size_t j = 0; j < hidden_; ++j) h[j] += p[hidden_bias_at_ + j];
            for (const std::uint32_t row : features(i)) {
                const float* from = p.data() + rows_at_ + row * hidden_;
                for (std::size_t j = 0; j < hidden_; ++j) h[j] += from[j] * feature_unit_;
            }
            float* m = mask.data() + i * hidden_;
            for (std::size_t j = 0; j < hidden_; ++j) {
                const float on = random.uniform() < options.hidden_dropout ? 0.0F : keep;
                m[j] = on * (h[j] > 0 ? 1.0F : 0.1F);
                h[j] = leaky(h[j]) * on;
            }
        }
        multiply(dense(hidden.data(), n, hidden_), dense(p.data() + output_at_, labels, hidden_).transposed(),
                 scores.data(), labels, false);
        double loss = 0;
        const float share = 1.0F / static_cast<float>(n);
        for (std::size_t i = 0; i < n; ++i) {
            float* s = scores.data() + i * labels;
            for (std::size_t l = 0; l < labels; ++l) s[l] += p[bias_at_ + l];
            for (const std::uint32_t row : features(i)) {
                const float* from = p.data() + label_rows_at_ + row * labels;
                for (std::size_t l = 0; l < labels; ++l) s[l] += from[l] * feature_unit_;
            }
            const float top = *std::max_element(s, s + labels);
            float sum = 0;
            for (std::size_t l = 0; l < labels; ++l) sum += s[l] = std::exp(s[l] - top);
            for (std::size_t l = 0; l < labels; ++l) s[l] /= sum;
            loss -= teach(s, targets_[i]);
            for (std::size_t l = 0; l < labels; ++l) s[l] *= share;
        }
        // Back: scores hold the gradient of the labels now.
        multiply(dense(scores.data(), n, labels), dense(p.data() + output_at_, labels, hidden_),
                 hidden_gradient.data(), hidden_, false);
        multiply(dense(scores.data(), n, labels).transposed(), dense(hidden.data(), n, hidden_),
                 gradient.data() + output_at_, hidden_, true);
        for (std::size_t i = 0; i < n; ++i) {
            float* g = hidden_gradient.data() + i * hidden_;
            const float* s = scores.data() + i * labels;
            for (std::size_t j = 0; j < hidden_; ++j) g[j] *= mask[i * hidden_ + j];
            for (std::size_t j = 0; j < hidden_; ++j) gradient[hidden_bias_at_ + j] += g[j];
            for (std::size_t l = 0; l < labels; ++l) gradient[bias_at_ + l] += s[l];
            for (const std::uint32_t row : features(i)) {
                float* to = gradient.data() + rows_at_ + row * hidden_;
                for (std::size_t j = 0; j < hidden_; ++j) to[j] += g[j] * feature_unit_;
                float* to_labels = gradient.data() + label_rows_at_ + row * labels;
                for (std::size_t l = 0; l < labels; ++l) to_labels[l] += s[l] * feature_unit_;
            }
        }
        multiply(dense(hidden_gradient.data(), n, hidden_).transposed(),
                 dense(states_.data(), n, window_size_), gradient.data(), window_size_, true);
        taught += n;
        return loss;
    }

    void write(const std::filesystem::path& file, std::span<const float> p,
               const std::string& analyser) const {
        ModelFileWriter writer;
        const auto part = [&](std::size_t begin, std::size_t end) {
            return std::vector<float>(p.begin() + static_cast<std::ptrdiff_t>(begin),
                                      p.begin() + static_cast<std::ptrdiff_t>(end));
        };
        writer.add_text("mention.analyser", analyser);
        add_quantised(writer, "mention.states", part(0, rows_at_), hidden_, window_size_,
                      std::vector<float>(window_size_, state_unit), part(hidden_bias_at_, bias_at_));
        const float row_scale = add_table(writer, "mention.rows", part(rows_at_, label_rows_at_), hidden_);
        const float label_scale =
            add_table(writer, "mention.labels", part(label_rows_at_, output_at_), labels);
        writer.add_numbers("mention.scales", std::vector<float>{row_scale, label_scale});
        writer.add_numbers("mention.output", part(output_at_, hidden_bias_at_), {labels, hidden_});
        writer.add_numbers("mention.bias", part(bias_at_, size_));
        writer.write(file);
    }

  private:
    std::span<const std::uint32_t> features(std::size_t i) const {
        return {rows_.data() + row_starts_[i], row_starts_[i + 1] - row_starts_[i]};
    }

    /// Takes from the probabilities of a word's labels what they should be, so that the gradient is left:
    /// of the allowed labels each its share (Tsuboi et al. 2008). Returns the log-likelihood.
    static double teach(float* s, std::uint8_t target) {
        std::size_t first = target, step = labels;
        if (target >= MentionExample::any_type) first = 1U + target - MentionExample::any_type, step = 4;
        float allowed = 0;
        for (std::size_t l = first; l < labels; l += step) allowed += s[l];
        allowed = std::max(allowed, 1e-12F);
        for (std::size_t l = first; l < labels; l += step) s[l] -= s[l] / allowed;
        return std::log(allowed);
    }

    void gather(const Batch& batch, const MentionTraining& options, Random& random) {
        states_.clear(), rows_.clear(), targets_.clear();
        row_starts_.assign(1, 0);
        const float keep = 1.0F / (1.0F - options.state_dropout);
        feature_unit_ = 1.0F;
        for (const MentionExample* example : batch) {
            const bool lexicon = random.uniform() >= options.lexicon_dropout;
            windowed_states(example->states, example->labels.size(), windows_);
            for (std::size_t w = 0; w < example->labels.size(); ++w) {
                if (example->labels[w] == MentionExample::unknown) continue;
                targets_.push_back(example->labels[w]);
                for (std::size_t k = 0; k < window_size_; ++k)
                    states_.push_back(random.uniform() < options.state_dropout
                                          ? 0.0F
                                          : keep * state_unit *
                                                static_cast<float>(windows_[w * window_size_ + k]));
                const auto add = [&](std::span<const std::uint32_t> rows) {
                    for (const std::uint32_t row : rows)
                        if (random.uniform() >= options.feature_dropout) rows_.push_back(row);
                };
                add(example->features.plain(w));
                if (lexicon) add(example->features.lexical(w));
                row_starts_.push_back(static_cast<std::uint32_t>(rows_.size()));
            }
        }
        feature_unit_ = 1.0F / (1.0F - options.feature_dropout);
    }

    std::size_t window_size_, hidden_, rows_at_, label_rows_at_, output_at_, hidden_bias_at_, bias_at_, size_;
    float feature_unit_ = 1.0F;  ///< makes up for dropped features
    std::vector<float> states_;
    std::vector<std::int8_t> windows_;
    std::vector<std::uint32_t> rows_, row_starts_;
    std::vector<std::uint8_t> targets_;
};

std::vector<MentionExample> read_examples(const std::filesystem::path& file, const Analyser& analyser,
                                          const MentionKnowledge& knowledge) {
    std::vector<MentionExample> all;
    for (const AnnotatedText& text : read_annotated_texts(file))
        for (MentionExample& example : mention_examples(text, analyser, knowledge))
            if (!example.labels.empty()) all.push_back(std::move(example));
    return all;
}

MentionScores score(const MentionModel& model, const std::vector<MentionExample>& examples) {
    MentionScores scores;
    for (const MentionExample& example : examples) {
        const auto gold = mentions_of_labels(example.labels, name_model_types, 0);
        const auto found = model.find(example.features, example.states, 0).mentions;
        const auto counts = [](const FoundMention& m) { return m.type != MentionType::other; };
        scores.gold += static_cast<std::size_t>(std::count_if(gold.begin(), gold.end(), counts));
        for (const FoundMention& mention : found) {
            const auto same = std::find_if(gold.begin(), gold.end(), [&](const FoundMention& g) {
                return g.first == mention.first && g.last == mention.last;
            });
            const bool neutral = std::any_of(gold.begin(), gold.end(), [&](const FoundMention& g) {
                return !counts(g) && g.first < mention.last && mention.first < g.last;
            });
            if (!counts(mention) || neutral) continue;
            ++scores.predicted;
            if (same == gold.end()) continue;
            ++scores.spans;
            scores.typed += same->type == mention.type;
        }
    }
    return scores;
}

std::vector<Batch> make_batches(const std::vector<MentionExample>& examples, std::size_t batch_words,
                                Random& random) {
    std::vector<const MentionExample*> order;
    for (const MentionExample& example : examples) order.push_back(&example);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    std::vector<Batch> batches;
    std::size_t words = batch_words;
    for (const MentionExample* example : order) {
        if (words >= batch_words) {
            batches.emplace_back();
            words = 0;
        }
        batches.back().push_back(example);
        words += example->labels.size();
    }
    return batches;
}

}  // namespace

void train_mentions(const MentionTraining& options, const Analyser& analyser, const ActorLexicon& actors,
                    const Cues& cues, const std::function<void(const MentionProgress&)>& report) {
    if (options.epochs < 1 || options.batch_words == 0 || options.hidden == 0)
        throw Error(ErrorKind::usage,
                    "training needs at least one epoch, one word a batch and a hidden layer");
    const MentionKnowledge knowledge{actors, cues};
    std::vector<MentionExample> examples;
    for (const auto& file : options.train)
        for (MentionExample& example : read_examples(file, analyser, knowledge))
            examples.push_back(std::move(example));
    if (examples.empty()) throw Error(ErrorKind::input, "there is no sentence to train on");
    std::vector<std::vector<MentionExample>> dev;
    for (const auto& file : options.dev) dev.push_back(read_examples(file, analyser, knowledge));

    Random random(options.seed);
    MentionNetwork network(mention_window * analyser.state_size(), options.hidden);
    std::vector<float> parameters = network.initial(random);
    std::vector<float> gradient(parameters.size(), 0.0F);
    Optimiser optimiser(parameters.size(), options.average_decay);
    std::filesystem::path candidate = options.model;
    candidate += ".candidate";
    double best = -1;
    MentionProgress progress;
    progress.epochs = options.epochs;
    std::size_t step = 0;
    for (int epoch = 1; epoch <= options.epochs; ++epoch) {
        progress.epoch = epoch;
        const std::vector<Batch> batches = make_batches(examples, options.batch_words, random);
        const std::size_t steps = batches.size() * static_cast<std::size_t>(options.epochs);
        double loss = 0;
        std::size_t taught = 0;
        for (const Batch& batch : batches) {
            loss += network.train(parameters, batch, options, random, gradient, taught);
            const float done = static_cast<float>(step++) / static_cast<float>(steps);
            const float cosine = 0.5F * (1.0F + std::cos(std::numbers::pi_v<float> * done));
            optimiser.step(parameters, gradient, options.rate * (last_rate + (1.0F - last_rate) * cosine));
        }
        progress.loss = loss / static_cast<double>(std::max<std::size_t>(1, taught));
        network.write(candidate, optimiser.average(), analyser.fingerprint());
        progress.dev.clear();
        double typed = 0;
        const MentionModel model(ModelFile::open(candidate), analyser);
        for (const auto& file : dev) {
            progress.dev.push_back(score(model, file));
            typed += progress.dev.back().typed_f1();
        }
        progress.saved = dev.empty() || typed > best;
        if (progress.saved) {
            best = typed;
            std::filesystem::rename(candidate, options.model);
        } else {
            std::filesystem::remove(candidate);
        }
        if (report) report(progress);
    }
}

}  // namespace entente
