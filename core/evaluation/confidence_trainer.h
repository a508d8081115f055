#pragma once

#include "core/knowledge/confidence_model.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace entente {

/// An edge that was found: what was known of it, and whether it is right.
struct ConfidenceSample {
    std::vector<std::string> features;  ///< as edge_features gives them
    bool right = false;
    bool required = false;  ///< right, and the first that says what has to be found
};

struct ConfidenceTraining {
    /// How strongly weights are held near 0 (ridge penalty). Learnt on one half of 415 edges of news items
    /// and measured on the other, either way, 16 gives a calibration error of 0.041; 8 gives 0.054, 32 0.043.
    double penalty = 16;
    std::size_t least = 3;  ///< samples that a feature must have to get a weight
};

/// Weights in thousandths of a logit.
struct ConfidenceWeights {
    int bias = 0;
    std::map<std::string, int> weights;  ///< without those that are 0
};

/// Fits a logistic regression by Newton steps, one weight at a time. Throws Error(input) where samples are
/// all right or all wrong: nothing can be learnt of them.
ConfidenceWeights train_confidence(const std::vector<ConfidenceSample>& samples,
                                   const ConfidenceTraining& options = {});

/// The confidence from which on edges are worth drawing: with those below left out the F1 of edges over the
/// samples is greatest. `to_find`: how many edges have to be found.
Confidence least_confidence(const std::vector<ConfidenceSample>& samples, const ConfidenceWeights& weights,
                            std::size_t to_find);

/// The text of a `confidence.json` (ConfidenceModel::load); `measured` says on what.
std::string confidence_file(const ConfidenceWeights& weights, const std::string& measured,
                            const std::vector<LeastConfidence>& least = {});

}  // namespace entente
