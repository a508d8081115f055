#pragma once

#include "core/knowledge/cues.h"
#include "core/model/article_graph.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente {

/// In texts of so many words or more an edge of less confidence is not worth drawing.
struct LeastConfidence {
    std::size_t words = 0;
    Confidence confidence = 0;
};

/// How sure an edge is from what is known of it: a logistic model over features that are there or not, from
/// `confidence.json`. All in whole numbers (thousandths of a logit), so that every machine computes the same.
/// Immutable once loaded.
class ConfidenceModel {
  public:
    /// Throws Error(data) naming file, place and what is wrong.
    static ConfidenceModel load(const std::filesystem::path& file);

    int bias() const { return bias_; }
    /// What an edge must have in a text of so many words; 0 where the file says nothing of it.
    Confidence least(std::size_t words) const;
    /// What a feature adds; 0 for one that the model does not know.
    int weight(std::string_view feature) const;

    /// The confidence of a sum of weights: the logistic function, from 0.01 to 0.99.
    static Confidence confidence_of(int thousandths);

  private:
    int bias_ = 0;
    std::vector<LeastConfidence> least_;  ///< the shortest texts first
    std::unordered_map<std::string, int, StringHash, std::equal_to<>> weights_;
};

}  // namespace entente
