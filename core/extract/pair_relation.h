#pragma once

#include "core/model/article_graph.h"
#include "core/resources/resources.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

/// A stretch of a text: UTF-8 byte offsets, half open.
struct TextSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// What one of two given spans does to the other.
struct PairRelation {
    std::string_view type;  ///< edge type of the ontology
    std::string plover;     ///< its PLOVER event, in the light of negation and modality
    QuadClass quad = QuadClass::none;
    bool negated = false;
    Modality modality = Modality::actual;
    Confidence confidence = 0;
    std::string trigger;  ///< the word that says so; empty where none does
};

/// Throws Error(input) for what `relate` refuses.
void check_spans(std::string_view text, TextSpan source, TextSpan target);

/// Reads what `source` does to `target` in a text, whoever or whatever the spans hold. Triggers whose slots
/// lead to both come first; else the one that is nearest to them in the tree; what the learned head says of
/// the pair, where the model has one, weighs with that, and may name a type that no trigger does. With
/// neither, the pair is said to consult, surely wrong as often as right (confidence below 0.1). Throws
/// Error(input) for spans that are empty, overlap or leave the text, and for a text that is no UTF-8.
PairRelation relate(std::string_view text, TextSpan source, TextSpan target, const Resources& resources);

/// The same in a text whose trees are there already.
PairRelation relate(const Document& document, TextSpan source, TextSpan target, const Resources& resources);

}  // namespace entente
