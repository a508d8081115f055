#pragma once

#include "core/parse/model_file.h"
#include "core/parse/quantised.h"
#include "core/parse/text_encoder.h"
#include "core/text/token.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace entente {

/// Says of each word how surely a sentence ends with it.
class SentenceEnds {
  public:
    /// Nothing for a model that doesn't know ends of sentences; else views into `file`, which must live as
    /// long. Throws Error(data) for sections that don't fit together.
    static std::optional<SentenceEnds> open(const ModelFile& file, const TextEncoder& encoder);

    /// Appends a score for each word: how much likelier an end is than none, as a logarithm.
    void score(const QuantisedRows& words, std::vector<std::int32_t>& sums, std::vector<float>& projected,
               std::vector<float>& scores) const;

  private:
    QuantisedMatrix ends_;  ///< of two rows: goes on, ends
};

/// Sentences cut anew. `given` are neighbouring sentences as the rules cut them, `scores` those of their
/// words. Paragraphs stay as they are; within them the scores decide, but where a sentence would be very
/// long.
std::vector<Sentence> recut_sentences(std::span<const Sentence> given, std::span<const float> scores);

}  // namespace entente
