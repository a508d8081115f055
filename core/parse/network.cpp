#include "core/parse/network.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/parse/activation.h"

namespace entente {
namespace {

MatrixView view(std::span<const float> parameters, const Slot& slot) {
    return dense(parameters.data() + slot.at, slot.rows, slot.columns);
}

void fill_mask(std::vector<float>& mask, std::size_t size, float rate, Random& random) {
    mask.resize(size);
    const float kept = 1.0F / (1.0F - rate);
    for (float& m : mask) m = random.uniform() < rate ? 0.0F : kept;
}

void add_bias(float* matrix, std::size_t rows, std::size_t columns, const float* bias) {
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t j = 0; j < columns; ++j) matrix[r * columns + j] += bias[j];
    }
}

void add_column_sums(const float* matrix, std::size_t rows, std::size_t columns, float* sums) {
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t j = 0; j < columns; ++j) sums[j] += matrix[r * columns + j];
    }
}

// Turns scores into the gradient of the cross-entropy and returns the loss.
double softmax_gradient(float* scores, std::size_t count, std::size_t gold, float scale) {
    const float greatest = *std::max_element(scores, scores + count);
    float sum = 0;
    for (std::size_t j = 0; j < count; ++j) {
        scores[j] = std::exp(scores[j] - greatest);
        sum += scores[j];
    }
    const double loss = -std::log(std::max(1e-30, static_cast<double>(scores[gold]) / sum));
    const float factor = scale / sum;
    for (std::size_t j = 0; j < count; ++j) scores[j] *= factor;
    scores[gold] -= scale;
    return loss;
}

}  // namespace

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
            for (std::size_t j = 0; j < shape_.hidden; ++j) parameters[lstm.bias.at + shape_.hidden + j] = 1.0F;
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
                std::memcpy(out, vectors_.data() + static_cast<std::size_t>(used_vectors_[r]) * shape_.vector_size,
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
                std::memcpy(out, parameters.data() + layout_.affixes.at + example.affixes[t][k] * shape_.affix_size,
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

void Network::lstm(std::span<const float> parameters, std::size_t layer, int direction) {
    LayerState& state = layers_[layer];
    auto& d = state.directions[direction];
    const auto& slots = layout_.layers[layer][direction];
    const std::size_t hidden = shape_.hidden;
    const std::size_t gates = 4 * hidden;
    const std::size_t positions = starts_.size() - 1;
    d.gates.resize(rows_ * gates);
    d.cell.resize(rows_ * hidden);
    d.cell_tanh.resize(rows_ * hidden);
    d.previous.assign(rows_ * hidden, 0.0F);
    d.input_weights.pack(view(parameters, slots.input).transposed());
    d.state_weights.pack(view(parameters, slots.state).transposed());
    multiply(dense(state.input.data(), rows_, slots.input.columns), d.input_weights, d.gates.data(), gates, false);
    add_bias(d.gates.data(), rows_, gates, parameters.data() + slots.bias.at);
    for (std::size_t step = 0; step < positions; ++step) {
        const std::size_t t = direction == 0 ? step : positions - 1 - step;
        const std::size_t begin = starts_[t];
        const std::size_t count = starts_[t + 1] - begin;
        // Sentences that have a position before (in this direction); they are the longest ones.
        const std::size_t other = direction == 0 ? t - 1 : t + 1;
        const std::size_t earlier =
            step == 0 ? 0 : std::min(count, starts_[other + 1] - starts_[other]);
        if (earlier > 0) {
            for (std::size_t b = 0; b < earlier; ++b) {
                const float* from =
                    state.output.data() + (starts_[other] + b) * 2 * hidden + direction * hidden;
                const float* mask = d.state_mask.data() + b * hidden;
                float* to = d.previous.data() + (begin + b) * hidden;
                for (std::size_t j = 0; j < hidden; ++j) to[j] = from[j] * mask[j];
            }
            multiply(dense(d.previous.data() + begin * hidden, earlier, hidden), d.state_weights,
                     d.gates.data() + begin * gates, gates, true);
        }
        for (std::size_t b = 0; b < count; ++b) {
            const std::size_t r = begin + b;
            float* g = d.gates.data() + r * gates;
            for (std::size_t j = 0; j < 3 * hidden; ++j) g[j] = smooth_sigmoid(g[j]);
            for (std::size_t j = 3 * hidden; j < gates; ++j) g[j] = smooth_tanh(g[j]);
            float* cell = d.cell.data() + r * hidden;
            float* squashed = d.cell_tanh.data() + r * hidden;
            float* out = state.output.data() + r * 2 * hidden + direction * hidden;
            const float* before = b < earlier ? d.cell.data() + (starts_[other] + b) * hidden : nullptr;
            for (std::size_t j = 0; j < hidden; ++j) cell[j] = g[j] * g[3 * hidden + j];
            if (before != nullptr) {
                for (std::size_t j = 0; j < hidden; ++j) cell[j] += g[hidden + j] * before[j];
            }
            for (std::size_t j = 0; j < hidden; ++j) {
                squashed[j] = smooth_tanh(cell[j]);
                out[j] = g[2 * hidden + j] * squashed[j];
            }
        }
    }
}

void Network::lstm_back(std::span<const float> parameters, std::size_t layer, int direction,
                        std::span<float> gradient) {
    LayerState& state = layers_[layer];
    auto& d = state.directions[direction];
    const auto& slots = layout_.layers[layer][direction];
    const std::size_t hidden = shape_.hidden;
    const std::size_t gates = 4 * hidden;
    const std::size_t positions = starts_.size() - 1;
    PackedMatrix state_back;
    state_back.pack(view(parameters, slots.state));
    std::vector<float> cell_gradient(batch_.size() * hidden, 0.0F);
    std::vector<float> state_gradient(batch_.size() * hidden, 0.0F);
    for (std::size_t step = positions; step-- > 0;) {
        const std::size_t t = direction == 0 ? step : positions - 1 - step;
        const std::size_t begin = starts_[t];
        const std::size_t count = starts_[t + 1] - begin;
        const std::size_t other = direction == 0 ? t - 1 : t + 1;
        const std::size_t earlier = step == 0 ? 0 : std::min(count, starts_[other + 1] - starts_[other]);
        for (std::size_t b = 0; b < count; ++b) {
            const std::size_t r = begin + b;
            float* g = d.gates.data() + r * gates;
            const float* squashed = d.cell_tanh.data() + r * hidden;
            const float* above = output_gradient_.data() + r * 2 * hidden + direction * hidden;
            float* dc = cell_gradient.data() + b * hidden;
            const float* dh = state_gradient.data() + b * hidden;
            const float* before = b < earlier ? d.cell.data() + (starts_[other] + b) * hidden : nullptr;
            for (std::size_t j = 0; j < hidden; ++j) {
                const float input = g[j];
                const float forget = g[hidden + j];
                const float output = g[2 * hidden + j];
                const float candidate = g[3 * hidden + j];
                const float h = above[j] + dh[j];
                const float c = dc[j] + h * output * (1.0F - squashed[j] * squashed[j]);
                g[j] = c * candidate * input * (1.0F - input);
                g[hidden + j] = before != nullptr ? c * before[j] * forget * (1.0F - forget) : 0.0F;
                g[2 * hidden + j] = h * squashed[j] * output * (1.0F - output);
                g[3 * hidden + j] = c * input * (1.0F - candidate * candidate);
                dc[j] = c * forget;
            }
        }
        if (earlier > 0) {
            multiply(dense(d.gates.data() + begin * gates, earlier, gates), state_back, state_gradient.data(), hidden,
                     false);
            for (std::size_t i = 0; i < earlier * hidden; ++i) state_gradient[i] *= d.state_mask[i];
        }
        // Where the sentence starts here, nothing flows further back.
        if (earlier < count) {
            std::fill(state_gradient.begin() + static_cast<std::ptrdiff_t>(earlier * hidden),
                      state_gradient.begin() + static_cast<std::ptrdiff_t>(count * hidden), 0.0F);
            std::fill(cell_gradient.begin() + static_cast<std::ptrdiff_t>(earlier * hidden),
                      cell_gradient.begin() + static_cast<std::ptrdiff_t>(count * hidden), 0.0F);
        }
    }
    const MatrixView by_gates = dense(d.gates.data(), rows_, gates);
    multiply(by_gates.transposed(), dense(state.input.data(), rows_, slots.input.columns),
             gradient.data() + slots.input.at, slots.input.columns, true);
    multiply(by_gates.transposed(), dense(d.previous.data(), rows_, hidden), gradient.data() + slots.state.at, hidden,
             true);
    add_column_sums(d.gates.data(), rows_, gates, gradient.data() + slots.bias.at);
    multiply(by_gates, view(parameters, slots.input), below_gradient_.data(), slots.input.columns, direction == 1);
}

void Network::tags(std::span<const float> parameters, const Dropout& dropout, Random& random,
                   std::span<float> gradient, BatchLoss& loss) {
    const std::size_t width = shape_.output_size();
    const std::size_t count = shape_.tags;
    std::vector<float> input = layers_[shape_.tag_layer()].output;
    std::vector<float> mask;
    fill_mask(mask, batch_.size() * width, dropout.head, random);
    const auto drop = [&](std::vector<float>& matrix) {
        for (std::size_t r = 0; r < rows_; ++r) {
            const float* m = mask.data() + sentence_of_row_[r] * width;
            for (std::size_t j = 0; j < width; ++j) matrix[r * width + j] *= m[j];
        }
    };
    drop(input);
    std::vector<float> scores(rows_ * count);
    multiply(dense(input.data(), rows_, width), view(parameters, layout_.tag).transposed(), scores.data(), count,
             false);
    add_bias(scores.data(), rows_, count, parameters.data() + layout_.tag_bias.at);
    for (std::size_t t = 0; t + 1 < starts_.size(); ++t) {
        for (std::size_t r = starts_[t]; r < starts_[t + 1]; ++r) {
            float* s = scores.data() + r * count;
            if (t == 0) {
                std::fill(s, s + count, 0.0F);
            } else {
                loss.tag += softmax_gradient(s, count, batch_[r - starts_[t]]->tags[t], scale_);
            }
        }
    }
    const MatrixView by_tag = dense(scores.data(), rows_, count);
    multiply(by_tag.transposed(), dense(input.data(), rows_, width), gradient.data() + layout_.tag.at, width, true);
    add_column_sums(scores.data(), rows_, count, gradient.data() + layout_.tag_bias.at);
    tag_gradient_.resize(rows_ * width);
    multiply(by_tag, view(parameters, layout_.tag), tag_gradient_.data(), width, false);
    drop(tag_gradient_);
}

void Network::heads(std::span<const float> parameters, const Dropout& dropout, Random& random,
                    std::span<float> gradient, BatchLoss& loss) {
    const std::size_t width = shape_.output_size();
    const std::size_t arc = shape_.arc_size;
    const std::size_t hidden = shape_.label_hidden;
    const std::size_t labels = shape_.labels;
    // Rows sentence by sentence, so that one sentence is one block.
    std::vector<std::size_t> row_of(rows_);
    std::vector<std::size_t> first_of(batch_.size() + 1, 0);
    for (std::size_t b = 0, at = 0; b < batch_.size(); ++b) {
        for (std::size_t t = 0; t < batch_[b]->size(); ++t) row_of[at++] = starts_[t] + b;
        first_of[b + 1] = at;
    }
    std::vector<float> input_mask;
    std::vector<float> dependent_mask;
    std::vector<float> head_mask;
    std::vector<float> label_mask;
    fill_mask(input_mask, batch_.size() * width, dropout.layer, random);
    fill_mask(dependent_mask, batch_.size() * arc, dropout.head, random);
    fill_mask(head_mask, batch_.size() * arc, dropout.head, random);
    fill_mask(label_mask, batch_.size() * hidden, dropout.head, random);
    std::vector<float> x(rows_ * width);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
        for (std::size_t i = first_of[b]; i < first_of[b + 1]; ++i) {
            const float* from = layers_.back().output.data() + row_of[i] * width;
            for (std::size_t j = 0; j < width; ++j) x[i * width + j] = from[j] * input_mask[b * width + j];
        }
    }
    const MatrixView all = dense(x.data(), rows_, width);

    const auto project = [&](const Slot& weights, const float* bias, std::vector<float>& out) {
        out.resize(rows_ * weights.rows);
        multiply(all, view(parameters, weights).transposed(), out.data(), weights.rows, false);
        if (bias != nullptr) add_bias(out.data(), rows_, weights.rows, bias);
    };
    std::vector<float> dependent;
    std::vector<float> head;
    std::vector<float> label_dependent;
    std::vector<float> label_head;
    project(layout_.arc_dependent, parameters.data() + layout_.arc_dependent_bias.at, dependent);
    project(layout_.arc_head, parameters.data() + layout_.arc_head_bias.at, head);
    project(layout_.label_dependent, parameters.data() + layout_.label_hidden_bias.at, label_dependent);
    project(layout_.label_head, nullptr, label_head);
    // Slopes of the rectifiers times the masks, kept for the way back.
    std::vector<float> dependent_slope(rows_ * arc);
    std::vector<float> head_slope(rows_ * arc);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
        for (std::size_t i = first_of[b]; i < first_of[b + 1]; ++i) {
            for (std::size_t j = 0; j < arc; ++j) {
                const std::size_t at = i * arc + j;
                dependent_slope[at] = (dependent[at] > 0 ? 1.0F : 0.1F) * dependent_mask[b * arc + j];
                head_slope[at] = (head[at] > 0 ? 1.0F : 0.1F) * head_mask[b * arc + j];
                dependent[at] *= dependent_slope[at];
                head[at] *= head_slope[at];
            }
        }
    }
    std::vector<float> turned(rows_ * arc);
    multiply(dense(dependent.data(), rows_, arc), view(parameters, layout_.arc), turned.data(), arc, false);
    const float* prior = parameters.data() + layout_.arc_prior.at;
    for (std::size_t i = 0; i < rows_; ++i) {
        for (std::size_t j = 0; j < arc; ++j) turned[i * arc + j] += prior[j];
    }
    std::vector<float> turned_gradient(rows_ * arc);
    std::vector<float> head_gradient(rows_ * arc);
    std::vector<float> scores;
    std::vector<float> joined(rows_ * hidden, 0.0F);
    std::vector<float> joined_slope(rows_ * hidden, 0.0F);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
        const Example& example = *batch_[b];
        const std::size_t first = first_of[b];
        const std::size_t size = example.size();
        scores.resize(size * size);
        const MatrixView turned_rows = dense(turned.data() + first * arc, size, arc);
        const MatrixView head_rows = dense(head.data() + first * arc, size, arc);
        multiply(turned_rows, head_rows.transposed(), scores.data(), size, false);
        std::fill(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(size), 0.0F);
        for (std::size_t i = 1; i < size; ++i) {
            float* s = scores.data() + i * size;
            // A word is not its own head.
            s[i] = -1e4F;
            loss.arc += softmax_gradient(s, size, example.heads[i], scale_);
            const std::size_t h = first + example.heads[i];
            const float* a = label_dependent.data() + (first + i) * hidden;
            const float* c = label_head.data() + h * hidden;
            float* out = joined.data() + (first + i) * hidden;
            float* slope = joined_slope.data() + (first + i) * hidden;
            for (std::size_t j = 0; j < hidden; ++j) {
                const float sum = a[j] + c[j];
                slope[j] = (sum > 0 ? 1.0F : 0.1F) * label_mask[b * hidden + j];
                out[j] = sum * slope[j];
            }
        }
        const MatrixView s = dense(scores.data(), size, size);
        multiply(s, head_rows, turned_gradient.data() + first * arc, arc, false);
        multiply(s.transposed(), turned_rows, head_gradient.data() + first * arc, arc, false);
    }

    // Labels, over the gold heads.
    std::vector<float> label_scores(rows_ * labels);
    multiply(dense(joined.data(), rows_, hidden), view(parameters, layout_.label).transposed(), label_scores.data(),
             labels, false);
    add_bias(label_scores.data(), rows_, labels, parameters.data() + layout_.label_bias.at);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
        std::fill_n(label_scores.begin() + static_cast<std::ptrdiff_t>(first_of[b] * labels), labels, 0.0F);
        for (std::size_t i = 1; i < batch_[b]->size(); ++i) {
            loss.label += softmax_gradient(label_scores.data() + (first_of[b] + i) * labels, labels,
                                           batch_[b]->labels[i], scale_);
        }
    }
    const MatrixView by_label = dense(label_scores.data(), rows_, labels);
    multiply(by_label.transposed(), dense(joined.data(), rows_, hidden), gradient.data() + layout_.label.at, hidden,
             true);
    add_column_sums(label_scores.data(), rows_, labels, gradient.data() + layout_.label_bias.at);
    std::vector<float> joined_gradient(rows_ * hidden);
    multiply(by_label, view(parameters, layout_.label), joined_gradient.data(), hidden, false);
    std::vector<float> label_head_gradient(rows_ * hidden, 0.0F);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
        for (std::size_t i = 0; i < batch_[b]->size(); ++i) {
            const std::size_t at = (first_of[b] + i) * hidden;
            for (std::size_t j = 0; j < hidden; ++j) joined_gradient[at + j] *= joined_slope[at + j];
            if (i == 0) continue;
            float* to = label_head_gradient.data() + (first_of[b] + batch_[b]->heads[i]) * hidden;
            for (std::size_t j = 0; j < hidden; ++j) to[j] += joined_gradient[at + j];
        }
    }

    // Back through the biaffine product and the four projections.
    add_column_sums(turned_gradient.data(), rows_, arc, gradient.data() + layout_.arc_prior.at);
    const MatrixView by_turned = dense(turned_gradient.data(), rows_, arc);
    multiply(dense(dependent.data(), rows_, arc).transposed(), by_turned, gradient.data() + layout_.arc.at, arc, true);
    std::vector<float> dependent_gradient(rows_ * arc);
    multiply(by_turned, view(parameters, layout_.arc).transposed(), dependent_gradient.data(), arc, false);
    for (std::size_t i = 0; i < rows_ * arc; ++i) {
        dependent_gradient[i] *= dependent_slope[i];
        head_gradient[i] *= head_slope[i];
    }
    std::vector<float> x_gradient(rows_ * width);
    bool add = false;
    const auto project_back = [&](const std::vector<float>& from, const Slot& weights, const Slot* bias) {
        const MatrixView rows = dense(from.data(), rows_, weights.rows);
        multiply(rows.transposed(), all, gradient.data() + weights.at, width, true);
        if (bias != nullptr) add_column_sums(from.data(), rows_, weights.rows, gradient.data() + bias->at);
        multiply(rows, view(parameters, weights), x_gradient.data(), width, add);
        add = true;
    };
    project_back(dependent_gradient, layout_.arc_dependent, &layout_.arc_dependent_bias);
    project_back(head_gradient, layout_.arc_head, &layout_.arc_head_bias);
    project_back(joined_gradient, layout_.label_dependent, &layout_.label_hidden_bias);
    project_back(label_head_gradient, layout_.label_head, nullptr);
    output_gradient_.resize(rows_ * width);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
        for (std::size_t i = first_of[b]; i < first_of[b + 1]; ++i) {
            float* to = output_gradient_.data() + row_of[i] * width;
            for (std::size_t j = 0; j < width; ++j) to[j] = x_gradient[i * width + j] * input_mask[b * width + j];
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
            fill_mask(state.directions[direction].state_mask, batch_.size() * shape_.hidden, dropout.recurrent, random);
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
