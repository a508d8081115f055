#pragma once

#include "core/parse/parsed_sentence.h"
#include "core/text/token.h"

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace entente {

/// A word of a treebank: one line of CoNLL-U.
struct TreebankWord {
    std::string form;
    std::string lemma;
    Upos upos = Upos::X;
    std::string xpos = "_";
    std::string feats = "_";
    std::int32_t head = -1;  ///< index into the sentence's words; -1 for the root
    std::string deprel = "_";
    std::string deps = "_";  ///< enhanced graph, kept as it is
    std::string misc = "_";

    bool operator==(const TreebankWord&) const = default;
};

/// An orthographic word of several syntactic ones ("don't"): the words [first, last).
struct MultiwordToken {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::string form;
    std::string misc = "_";

    bool operator==(const MultiwordToken&) const = default;
};

struct TreebankSentence {
    std::vector<std::string> comments;  ///< with their "#"
    std::vector<TreebankWord> words;
    std::vector<MultiwordToken> multiword_tokens;

    bool operator==(const TreebankSentence&) const = default;
};

/// The sentences of a CoNLL-U file, plain or gzipped. Empty nodes ("8.1") are left out. Throws Error(input)
/// with file and line for broken lines and for heads that don't make a tree, Error(io) for a file that can't
/// be read.
std::vector<TreebankSentence> read_treebank(const std::filesystem::path& file);

/// The same from a stream; `name` is for messages.
std::vector<TreebankSentence> read_conllu(std::istream& in, const std::string& name);

void write_conllu(std::ostream& out, const std::vector<TreebankSentence>& sentences);

/// Sentences as raw text, and the words' places in it: forms parted by a space unless MISC says
/// SpaceAfter=No, sentences by a blank line. A multiword token is written as the forms of its words.
struct TreebankText {
    std::string text;
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;

    TokenizedText tokenized() const { return {text, tokens, sentences}; }
};
TreebankText treebank_text(const std::vector<TreebankSentence>& sentences);

/// An analysis in the form of a treebank. Tokens that are joined become one multiword token.
std::vector<TreebankSentence> to_treebank(const TokenizedText& text,
                                          const std::vector<ParsedSentence>& analysis);

}  // namespace entente
