#pragma once

#include "core/knowledge/cues.h"
#include "core/mention/mention_features.h"
#include "core/mention/mention_model.h"
#include "core/parse/analyser.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace entente {

/// A name in an annotated text.
struct GoldMention {
    std::uint32_t begin = 0;  ///< UTF-8 bytes [begin, end)
    std::uint32_t end = 0;
    std::optional<MentionType> type;
    bool named = true;  ///< false: not known whether it is a name. A name without a type is of any
};

/// A text with its names.
struct AnnotatedText {
    std::string id;
    std::string text;
    std::vector<GoldMention> mentions;
};

/// Reads JSON lines {"id", "text", "entities": [{"begin", "end", "type"}]}; a type of null or one that
/// name_model_types doesn't have is `other`, a state is a place, words of type "unknown" teach
/// nothing, and "any" is a name of which only the ends are known.
/// Throws Error(input) with file and line.
std::vector<AnnotatedText> read_annotated_texts(const std::filesystem::path& file);

/// A sentence as a mention model sees it, with the label of each word.
struct MentionExample {
    static constexpr std::uint8_t unknown = 255;  ///< a word that teaches nothing
    /// A word of a name of any type: this and a LabelPlace.
    static constexpr std::uint8_t any_type = 128;
    MentionFeatures features;
    std::vector<std::int8_t> states;
    std::vector<std::uint8_t> labels;
};

/// Sentences with labels; a name whose ends are inside tokens is unknown.
std::vector<MentionExample> mention_examples(const AnnotatedText& text, const Analyser& analyser,
                                             const MentionKnowledge& knowledge);

}  // namespace entente
