#pragma once

#include "core/parse/network.h"
#include "core/parse/treebank.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace entente {

/// A tag: part of speech, Penn tag and features, predicted as one.
struct TagClass {
    Upos upos = Upos::X;
    std::string xpos;
    std::string feats;

    bool operator==(const TagClass&) const = default;
};

/// Fixed word vectors of whole numbers; the real value is `scale` times as much.
struct WordVectors {
    std::uint32_t size = 0;  ///< numbers a word
    float scale = 1;
    std::unordered_map<std::uint64_t, std::uint32_t> rows;  ///< by word key
    std::vector<std::int8_t> values;                        ///< row by row

    std::size_t count() const { return size == 0 ? 0 : values.size() / size; }
};

/// Reads vectors in the text format of GloVe and word2vec (a word and its numbers a line, the frequent words
/// first), at most `limit` words. Throws Error(io or input).
WordVectors read_word_vectors(const std::filesystem::path& file, std::size_t limit);

/// What a model knows by name: its tags, relations and words.
struct Inventory {
    std::vector<TagClass> tags;
    std::vector<std::string> labels;
    std::unordered_map<std::uint64_t, std::uint32_t>
        word_rows;  ///< by word key; row 0 is the unknown word, 1 the root
    std::size_t word_row_count = 2;
};

/// The inventory of a treebank; words seen only once are unknown, and tags seen only once are left out.
Inventory take_inventory(const std::vector<TreebankSentence>& treebank);

/// Sentences as numbers. A tag that is not in the inventory becomes the one that is most like it.
std::vector<Example> to_examples(const std::vector<TreebankSentence>& treebank, const Inventory& inventory,
                                 const WordVectors& vectors);

}  // namespace entente
