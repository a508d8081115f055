#pragma once

#include "core/knowledge/cues.h"
#include "core/model/article_graph.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

namespace entente {

/// How sure an edge is from what is known of it: a logistic model over features that are there or not, from
/// `confidence.json`. All in whole numbers (thousandths of a logit), so that every machine computes the same.
/// Immutable once loaded.
class ConfidenceModel {
  public:
    /// Throws Error(data) naming file, place and what is wrong.
    static ConfidenceModel load(const std::filesystem::path& file);

    int bias() const { return bias_; }
    /// An edge of less than that is not worth drawing: "least" of the file, 0 where it says none.
    Confidence least() const { return least_; }
    /// What a feature adds; 0 for one that the model does not know.
    int weight(std::string_view feature) const;

    /// The confidence of a sum of weights: the logistic function, from 0.01 to 0.99.
    static Confidence confidence_of(int thousandths);

  private:
    int bias_ = 0;
    Confidence least_ = 0;
    std::unordered_map<std::string, int, StringHash, std::equal_to<>> weights_;
};

}  // namespace entente
