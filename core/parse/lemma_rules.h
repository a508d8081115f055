#pragma once

#include "core/parse/model_file.h"
#include "core/parse/treebank.h"
#include "core/parse/word_table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// How a lemma comes from a word: in lower case or as it is, so many characters off its end, and others put
/// there.
struct LemmaScript {
    bool lower = true;
    std::uint32_t strip = 0;  ///< bytes
    std::string append;

    bool operator==(const LemmaScript&) const = default;
    auto operator<=>(const LemmaScript&) const = default;
};

/// Learns scripts from a treebank and adds them to a model. A rule belongs to a tag
/// and a suffix, or a whole word; the longest that fits decides, and rules that say the same as a shorter one
/// are left out.
void add_lemma_rules(const std::vector<TreebankSentence>& treebank, ModelFileWriter& writer);

/// The lemmatizer of a model, which must live as long.
class Lemmatizer {
  public:
    /// Throws Error(data) for broken sections.
    explicit Lemmatizer(const ModelFile& file);

    /// The lemma of a word with that tag. `lower` is the word in lower case. A suffix that makes a lemma
    /// which is a known word is preferred to a longer one that makes none ("provoked" is no form of
    /// "provok"), and a verb's final e comes back where the word with it is the more frequent one.
    void lemma(std::string_view form, std::string_view lower, Upos upos, std::string_view xpos,
               const WordTable& words, std::string& result) const;

  private:
    /// Makes the lemma by the rule of that name; false when there is none that fits.
    bool apply(std::uint64_t key, std::string_view form, std::string_view lower, std::string& result) const;

    std::vector<LemmaScript> scripts_;
    std::span<const std::uint64_t> keys_;
    std::span<const std::uint32_t> values_;
};

}  // namespace entente
