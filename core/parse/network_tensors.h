#pragma once

#include "core/parse/model_writer.h"
#include "core/parse/network.h"

#include <span>

namespace entente {

/// The trained parameters of a network by the names that the model file gives them (model_writer.cpp).
NamedTensors name_tensors(const NetworkLayout& layout, std::span<const float> parameters);

}  // namespace entente
