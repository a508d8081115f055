#include "core/evaluation/edge_distance.h"

#include "core/text/sentence_splitter.h"

#include <algorithm>

namespace entente {

MentionPlaces::MentionPlaces(const std::string& text) : text_(text) {
    const TokenizedText words = split_sentences(text);
    words_ = words.tokens.size();
    for (const Sentence& sentence : words.sentences) starts_.push_back(words.tokens[sentence.first].begin);
}

std::size_t MentionPlaces::sentence_at(std::size_t byte) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(starts_, byte) - starts_.begin());
}

MentionPlaces::Sentences MentionPlaces::of(const GoldNode& node) const {
    Sentences sentences;
    const auto add = [&](std::string_view form) {
        if (form.empty()) return;
        for (std::size_t at = text_.find(form); at != std::string_view::npos; at = text_.find(form, at + 1))
            sentences.insert(sentence_at(at));
    };
    add(node.name);
    for (const std::string& alias : node.aliases) add(alias);
    return sentences;
}

MentionPlaces::Sentences MentionPlaces::of(const Node& node) const {
    Sentences sentences;
    for (const Mention& mention : node.mentions) sentences.insert(sentence_at(mention.begin));
    return sentences;
}

TextLength MentionPlaces::length() const {
    return words_ <= 100 ? TextLength::up_to_100 : words_ <= 300 ? TextLength::up_to_300 : TextLength::longer;
}

std::optional<EdgeDistance> distance_between(const MentionPlaces::Sentences& source,
                                             const MentionPlaces::Sentences& target) {
    std::optional<std::size_t> nearest;
    for (const std::size_t a : source)
        for (const std::size_t b : target) {
            const std::size_t apart = a > b ? a - b : b - a;
            if (!nearest || apart < *nearest) nearest = apart;
        }
    if (!nearest) return std::nullopt;
    return *nearest == 0   ? EdgeDistance::one_sentence
           : *nearest == 1 ? EdgeDistance::next_sentence
                           : EdgeDistance::further;
}

}  // namespace entente
