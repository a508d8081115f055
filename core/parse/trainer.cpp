#include "core/parse/trainer.h"

#include "core/model/error.h"
#include "core/parse/inventory.h"
#include "core/parse/model_writer.h"
#include "core/parse/network_tensors.h"
#include "core/parse/optimiser.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace entente {
namespace {

constexpr float warm_up_steps = 100.0F;
// The rate stays up for this share of all steps, then falls as a cosine to this share of itself (Loshchilov &
// Hutter 2017).
constexpr float constant_share = 0.3F;
constexpr float last_rate = 0.04F;

using Batch = std::vector<const Example*>;

std::vector<TreebankSentence> read_all(const std::vector<std::filesystem::path>& files) {
    std::vector<TreebankSentence> all;
    for (const auto& file : files) {
        std::vector<TreebankSentence> part = read_treebank(file);
        std::move(part.begin(), part.end(), std::back_inserter(all));
    }
    return all;
}

// Batches of sentences of about one length, in random order, differently each time.
std::vector<Batch> make_batches(const std::vector<Example>& examples, std::size_t batch_words,
                                Random& random) {
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto length = static_cast<float>(examples[i].size());
        const float spread = 1.0F + 0.25F * random.uniform();
        order.emplace_back(length * spread + 2.0F * random.uniform(), i);
    }
    std::sort(order.begin(), order.end());
    std::vector<Batch> batches;
    std::size_t words = batch_words;
    for (const auto& [length, i] : order) {
        if (batches.empty() || words + examples[i].size() > batch_words) {
            batches.emplace_back();
            words = 0;
        }
        batches.back().push_back(&examples[i]);
        words += examples[i].size();
    }
    for (std::size_t i = batches.size(); i > 1; --i) std::swap(batches[i - 1], batches[random.below(i)]);
    return batches;
}

// The rate of learning at a step of `steps`.
float rate_at(std::size_t step, std::size_t steps, float rate) {
    const float progress = static_cast<float>(step) / static_cast<float>(steps);
    const float warm = std::min(1.0F, static_cast<float>(step + 1) / warm_up_steps);
    if (progress < constant_share) return rate * warm;
    const float fallen = (progress - constant_share) / (1.0F - constant_share);
    const float cosine = 0.5F * (1.0F + std::cos(std::numbers::pi_v<float> * fallen));
    return rate * warm * (last_rate + (1.0F - last_rate) * cosine);
}

double mean_las(const std::vector<ParseScores>& scores) {
    double sum = 0;
    for (const ParseScores& score : scores) sum += score.las.f1();
    return scores.empty() ? 0.0 : sum / static_cast<double>(scores.size());
}

void check(const TrainingOptions& options) {
    if (options.epochs < 1 || options.batch_words == 0) {
        throw Error(ErrorKind::usage, "training needs at least one epoch and one word a batch");
    }
    for (const std::uint32_t size : {options.shape.hidden, options.shape.arc_size, options.shape.label_hidden,
                                     options.shape.word_size, options.shape.affix_size}) {
        if (size == 0 || size % 4 != 0)
            throw Error(ErrorKind::usage, "the sizes of layers must be multiples of 4");
    }
}

}  // namespace

void train(const TrainingOptions& options, const std::function<void(const TrainingProgress&)>& report) {
    check(options);
    const std::vector<TreebankSentence> treebank = read_all(options.train);
    if (treebank.empty()) throw Error(ErrorKind::input, "there is no sentence to train on");
    std::vector<std::vector<TreebankSentence>> dev;
    for (const auto& file : options.dev) dev.push_back(read_treebank(file));

    WordVectors vectors;
    if (!options.vectors.empty()) vectors = read_word_vectors(options.vectors, options.vector_limit);
    if (vectors.size % 4 != 0)
        throw Error(ErrorKind::usage, "the size of word vectors must be a multiple of 4");
    const Inventory inventory = take_inventory(treebank);
    const std::vector<Example> examples = to_examples(treebank, inventory, vectors);
    NetworkShape shape = options.shape;
    shape.vector_size = vectors.size;
    shape.tags = static_cast<std::uint32_t>(inventory.tags.size());
    shape.labels = static_cast<std::uint32_t>(inventory.labels.size());
    // What is trained on is what the model will hold.
    std::vector<float> vector_values(vectors.values.size());
    std::transform(vectors.values.begin(), vectors.values.end(), vector_values.begin(),
                   [&](std::int8_t value) { return static_cast<float>(value) * vectors.scale; });

    Random random(options.seed);
    Network network(shape, inventory.word_row_count, vector_values);
    std::vector<float> parameters = network.initial(random);
    std::vector<float> gradient(parameters.size(), 0.0F);
    Optimiser optimiser(parameters.size(), options.average_decay);
    TrainingProgress progress;
    progress.epochs = options.epochs;
    for (const Example& example : examples) progress.epoch_words += example.size() - 1;
    std::filesystem::path candidate = options.model;
    candidate += ".candidate";
    double best = -1.0;
    std::size_t step = 0;
    for (int epoch = 1; epoch <= options.epochs; ++epoch) {
        progress.epoch = epoch;
        progress.words = 0;
        progress.epoch_done = progress.saved = false;
        progress.dev.clear();
        BatchLoss loss;
        const std::vector<Batch> batches = make_batches(examples, options.batch_words, random);
        for (std::size_t i = 0; i < batches.size(); ++i, ++step) {
            const std::size_t steps = batches.size() * static_cast<std::size_t>(options.epochs);
            const BatchLoss part = network.train(parameters, batches[i], options.dropout, random, gradient);
            optimiser.step(parameters, gradient, rate_at(step, steps, options.rate));
            loss.arc += part.arc;
            loss.label += part.label;
            loss.tag += part.tag;
            loss.words += part.words;
            const auto words = static_cast<double>(std::max<std::size_t>(1, loss.words));
            progress.words = loss.words;
            progress.arc_loss = loss.arc / words;
            progress.label_loss = loss.label / words;
            progress.tag_loss = loss.tag / words;
            if (report && i + 1 < batches.size()) report(progress);
        }
        write_model(candidate, name_tensors(network.layout(), optimiser.average()), inventory, vectors,
                    treebank);
        if (!dev.empty()) {
            const Analyser analyser = Analyser::open(candidate);
            for (const auto& gold : dev)
                progress.dev.push_back(score_parse(gold, parse_words(analyser, gold)));
        }
        if (dev.empty() || mean_las(progress.dev) > best) {
            best = mean_las(progress.dev);
            std::filesystem::rename(candidate, options.model);
            progress.saved = true;
        } else {
            std::filesystem::remove(candidate);
        }
        progress.epoch_done = true;
        if (report) report(progress);
    }
}

}  // namespace entente
