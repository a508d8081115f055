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
    std::optional<MentionType> type;  ///< nothing: not known whether it is a name
};

/// A text with its names.
struct AnnotatedText {
    std::string id;
    std::string text;
    std::vector<GoldMention> mentions;
};

/// Reads JSON lines {"id", "text", "entities": [{"begin", "end", "type"}]}; a type of null or one that
/// mention_type_names doesn't have is `other`, a state is a place, and words of type "unknown" teach nothing.
/// Throws Error(input) with file and line.
std::vector<AnnotatedText> read_annotated_texts(const std::filesystem::path& file);

/// A sentence as a mention model sees it, with the label of each word.
struct MentionExample {
    static constexpr std::uint8_t unknown = 255;  ///< a word that teaches nothing
    MentionFeatures features;
    std::vector<std::int8_t> states;
    std::vector<std::uint8_t> labels;
};

/// Sentences with labels; a name whose ends are inside tokens is unknown.
std::vector<MentionExample> mention_examples(const AnnotatedText& text, const Analyser& analyser,
                                             const ActorLexicon& actors, const Cues& cues);

}  // namespace entente
