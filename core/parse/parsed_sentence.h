#pragma once

#include "core/text/token.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Universal part-of-speech tags, in the order of the UD guidelines.
enum class Upos : std::uint8_t {
    ADJ,
    ADP,
    ADV,
    AUX,
    CCONJ,
    DET,
    INTJ,
    NOUN,
    NUM,
    PART,
    PRON,
    PROPN,
    PUNCT,
    SCONJ,
    SYM,
    VERB,
    X
};

std::string_view to_string(Upos upos);

/// A word with its analysis in Universal Dependencies v2. Views live as long as the Analyser that made them.
struct Word {
    Upos upos = Upos::X;
    std::string_view xpos;   ///< Penn tag: "VBD"
    std::string_view feats;  ///< "Mood=Ind|Tense=Past|VerbForm=Fin", sorted by name; "_" for none
    std::string lemma;
    std::int32_t head = -1;   ///< index into the sentence's words; -1 for the root
    std::string_view deprel;  ///< "nsubj:pass"
};

/// One sentence and its tree: words[i] is the token `first_token + i` of the text. Just one word is the root,
/// and the heads form a tree.
struct ParsedSentence {
    std::uint32_t first_token = 0;
    std::vector<Word> words;
    /// What the encoder makes of the words in their context, Analyser::state_size() numbers a word: input for
    /// further models.
    std::vector<std::int8_t> states;
};

}  // namespace entente
