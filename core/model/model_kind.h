#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace entente {

/// Which of the program's models read an article; the greater reads better.
enum class ModelKind : std::uint8_t {
    fast,      ///< a small recurrent network: a million articles in an hour
    accurate,  ///< a pretrained transformer
};

inline constexpr std::array<std::string_view, 2> model_kind_names = {"fast", "accurate"};

constexpr std::string_view name_of(ModelKind kind) {
    return model_kind_names[static_cast<std::size_t>(kind)];
}

/// Nothing for a name of none.
constexpr std::optional<ModelKind> find_model_kind(std::string_view name) {
    for (std::size_t i = 0; i < model_kind_names.size(); ++i)
        if (model_kind_names[i] == name) return static_cast<ModelKind>(i);
    return std::nullopt;
}

}  // namespace entente
