#include "core/parse/inventory.h"

#include "core/model/error.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <tuple>

namespace entente {
namespace {

// Values beyond this share of all are cut to the greatest whole number.
constexpr double kept_share = 0.9995;

using TagKey = std::tuple<Upos, std::string, std::string>;

TagKey key_of(const TreebankWord& word) {
    return {word.upos, word.xpos, word.feats};
}

// How much two tags have in common: the part of speech counts most, then the Penn tag.
int likeness(const TagClass& tag, const TreebankWord& word) {
    return 4 * static_cast<int>(tag.upos == word.upos) + 2 * static_cast<int>(tag.xpos == word.xpos) +
           static_cast<int>(tag.feats == word.feats);
}

}  // namespace

WordVectors read_word_vectors(const std::filesystem::path& file, std::size_t limit) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorKind::io, "can't open the word vectors " + file.string());
    WordVectors vectors;
    std::vector<float> values;
    std::string line;
    std::string lower;
    for (std::size_t number = 1; std::getline(in, line) && vectors.rows.size() < limit; ++number) {
        const std::size_t space = line.find(' ');
        if (space == std::string::npos) continue;
        std::size_t count = 0;
        const char* at = line.c_str() + space;
        const std::size_t before = values.size();
        while (true) {
            char* end = nullptr;
            const float value = std::strtof(at, &end);
            if (end == at) break;
            values.push_back(value);
            ++count;
            at = end;
        }
        // word2vec starts with a line of counts.
        if (number == 1 && count == 1) {
            values.clear();
            continue;
        }
        if (vectors.size == 0) vectors.size = static_cast<std::uint32_t>(count);
        if (count != vectors.size) {
            throw Error(ErrorKind::input, file.string() + ", line " + std::to_string(number) + ": " +
                                              std::to_string(count) + " numbers instead of " +
                                              std::to_string(vectors.size));
        }
        normalise_word(line.substr(0, space), lower);
        const auto row = static_cast<std::uint32_t>(vectors.rows.size());
        if (!vectors.rows.emplace(word_key(lower), row).second) values.resize(before);
    }
    if (values.empty()) throw Error(ErrorKind::input, "there are no word vectors in " + file.string());
    std::vector<float> sizes(values.size());
    std::transform(values.begin(), values.end(), sizes.begin(), [](float v) { return std::fabs(v); });
    const auto cut =
        sizes.begin() + static_cast<std::ptrdiff_t>(kept_share * static_cast<double>(sizes.size() - 1));
    std::nth_element(sizes.begin(), cut, sizes.end());
    vectors.scale = std::max(*cut, 1e-6F) / 127.0F;
    vectors.values.resize(values.size());
    std::transform(values.begin(), values.end(), vectors.values.begin(), [&](float v) {
        return static_cast<std::int8_t>(std::clamp(std::nearbyint(v / vectors.scale), -127.0F, 127.0F));
    });
    return vectors;
}

Inventory take_inventory(const std::vector<TreebankSentence>& treebank) {
    std::map<TagKey, std::size_t> tags;
    std::map<std::string, std::size_t> labels;
    std::map<std::string, std::size_t> words;
    std::string lower;
    for (const TreebankSentence& sentence : treebank) {
        for (const TreebankWord& word : sentence.words) {
            ++tags[key_of(word)];
            ++labels[word.deprel];
            normalise_word(word.form, lower);
            ++words[lower];
        }
    }
    Inventory inventory;
    for (const auto& [tag, count] : tags) {
        if (count > 1 || tags.size() < 50) {
            inventory.tags.push_back({std::get<0>(tag), std::get<1>(tag), std::get<2>(tag)});
        }
    }
    for (const auto& [label, count] : labels) inventory.labels.push_back(label);
    inventory.word_rows.emplace(root_features().key, 1);
    for (const auto& [word, count] : words) {
        if (count < 2) continue;
        const auto row = static_cast<std::uint32_t>(inventory.word_row_count);
        if (inventory.word_rows.emplace(word_key(word), row).second) ++inventory.word_row_count;
    }
    return inventory;
}

std::vector<Example> to_examples(const std::vector<TreebankSentence>& treebank, const Inventory& inventory,
                                 const WordVectors& vectors) {
    std::map<TagKey, std::uint32_t> tags;
    for (std::size_t i = 0; i < inventory.tags.size(); ++i) {
        const TagClass& tag = inventory.tags[i];
        tags.emplace(TagKey{tag.upos, tag.xpos, tag.feats}, static_cast<std::uint32_t>(i));
    }
    std::map<std::string, std::uint32_t> labels;
    for (std::size_t i = 0; i < inventory.labels.size(); ++i) {
        labels.emplace(inventory.labels[i], static_cast<std::uint32_t>(i));
    }
    const TreebankText text = treebank_text(treebank);
    const TokenizedText tokens = text.tokenized();
    std::string scratch;
    std::vector<Example> examples;
    examples.reserve(treebank.size());
    for (std::size_t s = 0; s < treebank.size(); ++s) {
        Example example;
        const auto add = [&](const WordFeatures& features) {
            const auto word = inventory.word_rows.find(features.key);
            const auto vector = vectors.rows.find(features.key);
            example.word_rows.push_back(word == inventory.word_rows.end() ? 0 : word->second);
            example.vector_rows.push_back(
                vector == vectors.rows.end() ? -1 : static_cast<std::int32_t>(vector->second));
            example.affixes.push_back(features.affixes);
        };
        add(root_features());
        example.heads.push_back(0);
        example.labels.push_back(0);
        example.tags.push_back(0);
        for (std::size_t i = 0; i < treebank[s].words.size(); ++i) {
            const TreebankWord& word = treebank[s].words[i];
            const std::size_t token = text.sentences[s].first + i;
            add(word_features(word.form, tokens.space_before(token), scratch));
            example.heads.push_back(static_cast<std::uint32_t>(word.head + 1));
            const auto label = labels.find(word.deprel);
            example.labels.push_back(label == labels.end() ? 0 : label->second);
            auto tag = tags.find(key_of(word));
            if (tag == tags.end()) {
                const auto most = std::max_element(inventory.tags.begin(), inventory.tags.end(),
                                                   [&](const TagClass& a, const TagClass& b) {
                                                       return likeness(a, word) < likeness(b, word);
                                                   });
                tag = tags.emplace(key_of(word), static_cast<std::uint32_t>(most - inventory.tags.begin()))
                          .first;
            }
            example.tags.push_back(tag->second);
        }
        examples.push_back(std::move(example));
    }
    return examples;
}

}  // namespace entente
