#include "core/parse/network_tensors.h"

#include <string>

namespace entente {
namespace {

Tensor turned(const Tensor& from) {
    Tensor to{from.columns, from.rows, std::vector<float>(from.values.size())};
    for (std::size_t i = 0; i < from.rows; ++i)
        for (std::size_t j = 0; j < from.columns; ++j)
            to.values[j * to.columns + i] = from.values[i * from.columns + j];
    return to;
}

}  // namespace

NamedTensors name_tensors(const NetworkLayout& layout, std::span<const float> parameters) {
    const auto tensor = [&](const Slot& slot) {
        const auto values = parameters.subspan(slot.at, slot.size());
        return Tensor{slot.rows, slot.columns, {values.begin(), values.end()}};
    };
    NamedTensors tensors;
    tensors["words"] = tensor(layout.words);
    tensors["affixes"] = tensor(layout.affixes);
    for (std::size_t layer = 0; layer < layout.layers.size(); ++layer) {
        for (std::size_t direction = 0; direction < 2; ++direction) {
            const NetworkLayout::Lstm& lstm = layout.layers[layer][direction];
            const std::string name = "lstm." + std::to_string(layer) + "." + std::to_string(direction);
            tensors[name + ".input"] = tensor(lstm.input);
            tensors[name + ".input.bias"] = tensor(lstm.bias);
            tensors[name + ".state"] = tensor(lstm.state);
        }
    }
    tensors["tag"] = tensor(layout.tag);
    tensors["tag.bias"] = tensor(layout.tag_bias);
    tensors["arc.dependent"] = tensor(layout.arc_dependent);
    tensors["arc.dependent.bias"] = tensor(layout.arc_dependent_bias);
    tensors["arc.head"] = tensor(layout.arc_head);
    tensors["arc.head.bias"] = tensor(layout.arc_head_bias);
    // In use a dependent goes through the matrix and comes out as weights over the heads.
    tensors["arc"] = turned(tensor(layout.arc));
    tensors["arc.bias"] = tensor(layout.arc_prior);
    tensors["label.dependent"] = tensor(layout.label_dependent);
    tensors["label.dependent.bias"] = tensor(layout.label_hidden_bias);
    tensors["label.head"] = tensor(layout.label_head);
    tensors["label"] = tensor(layout.label);
    tensors["label.bias"] = tensor(layout.label_bias);
    return tensors;
}

}  // namespace entente
