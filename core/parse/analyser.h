#pragma once

#include "core/model/deadline.h"
#include "core/parse/parsed_sentence.h"
#include "core/text/token.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace entente {

/// Tags, lemmatizes and parses sentences with a trained model. The model file is memory-mapped and read-only,
/// so that one Analyser serves many threads; the same text gives the same bits on every processor.
class Analyser {
  public:
    /// Throws Error(data) for a file that is missing, foreign, truncated, damaged or of another version.
    static Analyser open(const std::filesystem::path& model);

    Analyser(Analyser&&) noexcept;
    Analyser& operator=(Analyser&&) noexcept;
    ~Analyser();

    /// The analysis of every sentence of a text, in order. Time is linear in the text but for the search of
    /// the tree, which is bounded by cutting sentences over a fixed length into parts. Throws Error(input)
    /// when the deadline comes before the end.
    std::vector<ParsedSentence> analyse(const TokenizedText& text, const Deadline& deadline = {}) const;

    /// The same, of a text whose sentences were cut by rules alone: they are cut anew where the model knows
    /// better. One that doesn't know ends of sentences leaves them.
    std::vector<ParsedSentence> recut_and_analyse(TokenizedText& text, const Deadline& deadline = {}) const;

    /// How many numbers of ParsedSentence::states belong to a word.
    std::size_t state_size() const;

    /// The checksum of the model file, as 32 hex digits.
    const std::string& fingerprint() const;

  private:
    struct Model;
    std::vector<ParsedSentence> analyse(const TokenizedText& text, std::vector<Sentence>* recut,
                                        const Deadline& deadline) const;
    explicit Analyser(std::unique_ptr<Model> model);
    std::unique_ptr<Model> model_;
};

}  // namespace entente
