#include "core/parse/activation.h"
#include "core/parse/network.h"
#include "core/parse/network_math.h"

#include <algorithm>

namespace entente {

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
    multiply(dense(state.input.data(), rows_, slots.input.columns), d.input_weights, d.gates.data(), gates,
             false);
    add_bias(d.gates.data(), rows_, gates, parameters.data() + slots.bias.at);
    for (std::size_t step = 0; step < positions; ++step) {
        const std::size_t t = direction == 0 ? step : positions - 1 - step;
        const std::size_t begin = starts_[t];
        const std::size_t count = starts_[t + 1] - begin;
        // Sentences that have a position before (in this direction); they are the longest ones.
        const std::size_t other = direction == 0 ? t - 1 : t + 1;
        const std::size_t earlier = step == 0 ? 0 : std::min(count, starts_[other + 1] - starts_[other]);
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
            multiply(dense(d.gates.data() + begin * gates, earlier, gates), state_back, state_gradient.data(),
                     hidden, false);
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
    multiply(by_gates.transposed(), dense(d.previous.data(), rows_, hidden), gradient.data() + slots.state.at,
             hidden, true);
    add_column_sums(d.gates.data(), rows_, gates, gradient.data() + slots.bias.at);
    multiply(by_gates, view(parameters, slots.input), below_gradient_.data(), slots.input.columns,
             direction == 1);
}

}  // namespace entente
