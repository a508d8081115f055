#include "core/parse/network.h"
#include "core/parse/network_math.h"

#include <algorithm>

namespace entente {

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
    multiply(dense(input.data(), rows_, width), view(parameters, layout_.tag).transposed(), scores.data(),
             count, false);
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
    multiply(by_tag.transposed(), dense(input.data(), rows_, width), gradient.data() + layout_.tag.at, width,
             true);
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
    multiply(dense(joined.data(), rows_, hidden), view(parameters, layout_.label).transposed(),
             label_scores.data(), labels, false);
    add_bias(label_scores.data(), rows_, labels, parameters.data() + layout_.label_bias.at);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
        std::fill_n(label_scores.begin() + static_cast<std::ptrdiff_t>(first_of[b] * labels), labels, 0.0F);
        for (std::size_t i = 1; i < batch_[b]->size(); ++i) {
            loss.label += softmax_gradient(label_scores.data() + (first_of[b] + i) * labels, labels,
                                           batch_[b]->labels[i], scale_);
        }
    }
    const MatrixView by_label = dense(label_scores.data(), rows_, labels);
    multiply(by_label.transposed(), dense(joined.data(), rows_, hidden), gradient.data() + layout_.label.at,
             hidden, true);
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
    multiply(dense(dependent.data(), rows_, arc).transposed(), by_turned, gradient.data() + layout_.arc.at,
             arc, true);
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
            for (std::size_t j = 0; j < width; ++j)
                to[j] = x_gradient[i * width + j] * input_mask[b * width + j];
        }
    }
}

}  // namespace entente
