#pragma once

#include "core/evaluation/gold_graph.h"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace entente {

/// How far apart in a text the ends of an edge are mentioned, where they come nearest to each other.
enum class EdgeDistance { one_sentence, next_sentence, further };
inline constexpr std::array<std::string_view, 3> edge_distance_names = {"one sentence", "next sentence",
                                                                        "further apart"};

/// How long a text is.
enum class TextLength { up_to_100, up_to_300, longer };
inline constexpr std::array<std::string_view, 3> text_length_names = {"up to 100 words", "up to 300 words",
                                                                      "longer texts"};

/// Where in a text nodes are mentioned, by sentence.
class MentionPlaces {
  public:
    explicit MentionPlaces(const std::string& text);

    using Sentences = std::set<std::size_t>;
    Sentences of(const GoldNode& node) const;  ///< wherever its name or an alias stands
    Sentences of(const Node& node) const;      ///< of its mentions
    TextLength length() const;

  private:
    std::size_t sentence_at(std::size_t byte) const;

    std::string_view text_;
    std::vector<std::size_t> starts_;  ///< of sentences
    std::size_t words_ = 0;
};

/// Nothing where an end is not mentioned at all.
std::optional<EdgeDistance> distance_between(const MentionPlaces::Sentences& source,
                                             const MentionPlaces::Sentences& target);

}  // namespace entente
