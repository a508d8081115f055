#include "core/parse/network.h"

#include "core/parse/network_math.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace entente {

NetworkLayout::NetworkLayout(const NetworkShape& shape, std::size_t word_rows) {
    const auto slot = [this](std::size_t rows, std::size_t columns) {
        const Slot result{size, rows, columns};
        size += result.size();
        return result;
    };
    words = slot(word_rows, shape.word_size);
    affixes = slot(affix_tables * affix_rows, shape.affix_size);
    const std::size_t gates = std::size_t{4} * shape.hidden;
    for (std::uint32_t layer = 0; layer < shape.layers; ++layer) {
        const std::size_t input = layer == 0 ? shape.input_size() : shape.output_size();
        std::array<Lstm, 2> both;
        for (Lstm& lstm : both) {
            lstm.input = slot(gates, input);
            lstm.state = slot(gates, shape.hidden);
            lstm.bias = slot(1, gates);
        }
        layers.push_back(both);
    }
    const std::size_t output = shape.output_size();
    tag = slot(shape.tags, output);
    tag_bias = slot(1, shape.tags);
    arc_dependent = slot(shape.arc_size, output);
    arc_dependent_bias = slot(1, shape.arc_size);
    arc_head = slot(shape.arc_size, output);
    arc_head_bias = slot(1, shape.arc_size);
    arc = slot(shape.arc_size, shape.arc_size);
    arc_prior = slot(1, shape.arc_size);
    label_dependent = slot(shape.label_hidden, output);
    label_head = slot(shape.label_hidden, output);
    label_hidden_bias = slot(1, shape.label_hidden);
    label = slot(shape.labels, shape.label_hidden);
    label_bias = slot(1, shape.labels);
}

Network::Network(const NetworkShape& shape, std::size_t word_rows, std::span<const float> vectors)
    : shape_(shape), layout_(shape, word_rows), vectors_(vectors), layers_(shape.layers) {}

std::vector<float> Network::initial(Random& random) const {
    std::vector<float> parameters(layout_.size, 0.0F);
    const auto spread = [&](const Slot& slot, float range) {
        for (std::size_t i = 0; i < slot.size(); ++i) {
            parameters[slot.at + i] = (2.0F * random.uniform() - 1.0F) * range;
        }
    };
    const auto glorot = [&](const Slot& slot) {
        spread(slot, std::sqrt(6.0F / static_cast<float>(slot.rows + slot.columns)));
    };
    spread(layout_.words, 0.2F);
    spread(layout_.affixes, 0.3F);
    for (const auto& layer : layout_.layers) {
        for (const auto& lstm : layer) {
            // Each gate is a matrix of its own.
            spread(lstm.input, std::sqrt(6.0F / static_cast<float>(shape_.hidden + lstm.input.columns)));
            spread(lstm.state, std::sqrt(3.0F / static_cast<float>(shape_.hidden)));
            for (std::size_t j = 0; j < shape_.hidden; ++j)
                parameters[lstm.bias.at + shape_.hidden + j] = 1.0F;
        }
    }
    glorot(layout_.tag);
    glorot(layout_.arc_dependent);
    glorot(layout_.arc_head);
    glorot(layout_.label_dependent);
    glorot(layout_.label_head);
    glorot(layout_.label);
    // The biaffine matrix starts at a tenth: all heads about equally likely.
    spread(layout_.arc, 0.1F * std::sqrt(3.0F / static_cast<float>(shape_.arc_size)));
    return parameters;
}

void Network::order(std::span<const Example* const> batch) {
    batch_.assign(batch.begin(), batch.end());
    std::stable_sort(batch_.begin(), batch_.end(),
                     [](const Example* a, const Example* b) { return a->size() > b->size(); });
    starts_.assign(1, 0);
    sentence_of_row_.clear();
    std::size_t words = 0;
    for (std::size_t t = 0; t < batch_[0]->size(); ++t) {
        std::size_t b = 0;
        for (; b < batch_.size() && batch_[b]->size() > t; ++b) sentence_of_row_.push_back(b);
        starts_.push_back(sentence_of_row_.size());
        if (t > 0) words += b;
    }
    rows_ = sentence_of_row_.size();
    scale_ = 1.0F / static_cast<float>(std::max<std::size_t>(1, words));
}

void Network::embed(std::span<const float> parameters, const Dropout& dropout, Random& random) {
    const std::size_t width = shape_.input_size();
    std::vector<float>& x = layers_[0].input;
    x.assign(rows_ * width, 0.0F);
    used_vectors_.resize(rows_);
    used_words_.resize(rows_);
    used_affixes_.resize(rows_);
    fill_mask(element_mask_, rows_ * width, dropout.input, random);
    for (std::size_t t = 0; t + 1 < starts_.size(); ++t) {
        for (std::size_t r = starts_[t]; r < starts_[t + 1]; ++r) {
            const Example& example = *batch_[r - starts_[t]];
            float* out = x.data() + r * width;
            const bool is_root = t == 0;
            const bool without_vector = random.uniform() < dropout.vector && !is_root;
            used_vectors_[r] = without_vector ? -1 : example.vector_rows[t];
            if (used_vectors_[r] >= 0) {
                std::memcpy(out,
                            vectors_.data() + static_cast<std::size_t>(used_vectors_[r]) * shape_.vector_size,
                            shape_.vector_size * sizeof(float));
            }
            out += shape_.vector_size;
            const bool without_word = random.uniform() < dropout.word && !is_root;
            used_words_[r] = without_word ? 0 : example.word_rows[t];
            std::memcpy(out, parameters.data() + layout_.words.at + used_words_[r] * shape_.word_size,
                        shape_.word_size * sizeof(float));
            out += shape_.word_size;
            for (std::size_t k = 0; k < affix_tables; ++k, out += shape_.affix_size) {
                const bool without_affix = random.uniform() < dropout.affix && !is_root;
                used_affixes_[r][k] = without_affix ? -1 : static_cast<std::int64_t>(example.affixes[t][k]);
                if (without_affix) continue;
                std::memcpy(
                    out, parameters.data() + layout_.affixes.at + example.affixes[t][k] * shape_.affix_size,
                    shape_.affix_size * sizeof(float));
            }
        }
    }
    for (std::size_t i = 0; i < x.size(); ++i) x[i] *= element_mask_[i];
}

void Network::embed_back(std::span<float> gradient) {
    const std::size_t width = shape_.input_size();
    for (std::size_t r = 0; r < rows_; ++r) {
        const float* from = below_gradient_.data() + r * width + shape_.vector_size;
        const float* mask = element_mask_.data() + r * width + shape_.vector_size;
        float* word = gradient.data() + layout_.words.at + used_words_[r] * shape_.word_size;
        for (std::size_t j = 0; j < shape_.word_size; ++j) word[j] += from[j] * mask[j];
        from += shape_.word_size;
        mask += shape_.word_size;
        for (std::size_t k = 0; k < affix_tables; ++k, from += shape_.affix_size, mask += shape_.affix_size) {
            if (used_affixes_[r][k] < 0) continue;
            float* affix = gradient.data() + layout_.affixes.at + used_affixes_[r][k] * shape_.affix_size;
            for (std::size_t j = 0; j < shape_.affix_size; ++j) affix[j] += from[j] * mask[j];
        }
    }
}

BatchLoss Network::train(std::span<const float> parameters, std::span<const Example* const> batch,
                         const Dropout& dropout, Random& random, std::span<float> gradient) {
    order(batch);
    embed(parameters, dropout, random);
    for (std::size_t layer = 0; layer < shape_.layers; ++layer) {
        LayerState& state = layers_[layer];
        if (layer > 0) {
            const std::size_t width = shape_.output_size();
            fill_mask(state.input_mask, batch_.size() * width, dropout.layer, random);
            state.input = layers_[layer - 1].output;
            for (std::size_t r = 0; r < rows_; ++r) {
                const float* mask = state.input_mask.data() + sentence_of_row_[r] * width;
                for (std::size_t j = 0; j < width; ++j) state.input[r * width + j] *= mask[j];
            }
        }
        state.output.resize(rows_ * shape_.output_size());
        for (int direction = 0; direction < 2; ++direction) {
            fill_mask(state.directions[direction].state_mask, batch_.size() * shape_.hidden,
                      dropout.recurrent, random);
            lstm(parameters, layer, direction);
        }
    }
    BatchLoss loss;
    for (const Example* example : batch_) loss.words += example->size() - 1;
    tags(parameters, dropout, random, gradient, loss);
    heads(parameters, dropout, random, gradient, loss);
    for (std::size_t layer = shape_.layers; layer-- > 0;) {
        LayerState& state = layers_[layer];
        if (layer == shape_.tag_layer()) {
            for (std::size_t i = 0; i < output_gradient_.size(); ++i) output_gradient_[i] += tag_gradient_[i];
        }
        const std::size_t width = layout_.layers[layer][0].input.columns;
        below_gradient_.resize(rows_ * width);
        for (int direction = 0; direction < 2; ++direction) {
            lstm_back(parameters, layer, direction, gradient);
        }
        if (layer == 0) break;
        for (std::size_t r = 0; r < rows_; ++r) {
            const float* mask = state.input_mask.data() + sentence_of_row_[r] * width;
            for (std::size_t j = 0; j < width; ++j) below_gradient_[r * width + j] *= mask[j];
        }
        output_gradient_ = below_gradient_;
    }
    embed_back(gradient);
    return loss;
}

}  // namespace entente
