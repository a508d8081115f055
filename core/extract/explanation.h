#pragma once

#include "core/extract/relations/relation.h"

#include <optional>
#include <string>
#include <vector>

namespace entente {

/// A step through the dependency tree, from the word before it.
struct TreeStep {
    std::string relation;  ///< "nsubj:pass"
    bool down = true;      ///< to a dependent; else to the governor
    std::string word;
};

/// How one end of an edge was found.
struct ExplainedEnd {
    std::string word;            ///< the mention's, as written: "its"
    int certainty = 100;         ///< per cent, of the way
    std::vector<TreeStep> path;  ///< from the trigger; empty for the trigger itself and other sentences
};

/// What a word of the sentence says of an edge's status.
struct ExplainedCue {
    std::string says;  ///< "negated", a modality, "attribution" or "date"
    std::string words;
};

/// What a feature adds to an edge's confidence.
struct ConfidencePart {
    std::string feature;
    int weight = 0;  ///< thousandths of a logit
};

/// Why an edge is there.
struct EdgeExplanation {
    std::string trigger;  ///< the word that gave the type
    std::string file;     ///< of the data folder: "triggers/accuses.json"; empty for patterns of structure
    std::uint32_t number = 0;  ///< of the sense in that file, from 0
    std::string pattern;       ///< in words: "verb accuse, from subj, to obj"; "learned": the head's alone
    std::optional<float> learned;  ///< log-odds by the learned head, where the model has one
    ExplainedEnd source, target;
    std::vector<ExplainedCue> status;
    std::vector<ConfidencePart> confidence;  ///< the bias first
};

EdgeExplanation explain(const Relation& relation, const ClauseGrammar& grammar, const Resources& resources);

/// One JSON object:
///     {"trigger", "file", "sense", "pattern", "learned", "source": end, "target": end, "status": [{"says",
///     "words"}],
///      "confidence": [{"feature", "weight"}]}      weight in logits
///     end = {"word", "certainty", "path": [{"relation", "to": "dependent"|"governor", "word"}]}
std::string to_json(const EdgeExplanation& explanation);

}  // namespace entente
