#include "core/parse/model_writer.h"

#include "core/parse/lemma_rules.h"
#include "core/parse/model_file.h"
#include "core/parse/quantised.h"
#include "core/parse/word_table.h"

#include <algorithm>
#include <bit>
#include <span>
#include <string>

// Sections, beside those of the lemma rules:
//   encoder        = "lstm": what makes rows of words, from the sections that it names
//   tags           = (upos TAB xpos TAB feats LF)*
//   labels         = (relation LF)*
//   words.keys     = u64*, words.rows = u32*, words.vectors = u32*: a hash table with linear probing from
//                    word keys to rows of "words" (0: unknown) and of "vectors" (2^32 - 1: none); key 0 is a
//                    free slot
//   M.weights      = panels (int8_gemm.h), M.sums = s32*: sums of rows, M.scale = f32*, M.bias = f32*, the
//                    latter three filled up as panels are, for each matrix M of the heads: tag,
//                    arc.dependent, arc.head, arc, label.dependent, label.head, label
// and for the encoder "lstm":
//   vectors, words, affixes = s8 of rows x columns: tables
//   and the matrices lstm.L.D.input and lstm.L.D.state of layer L and direction D (0 forward, 1 backward)
namespace entente {
namespace {

void add_words(ModelFileWriter& writer, const Inventory& inventory, const WordVectors& vectors) {
    const std::size_t most = inventory.word_rows.size() + vectors.rows.size();
    const std::size_t capacity = std::bit_ceil(most + most / 4 + 1);
    std::vector<std::uint64_t> keys(capacity, 0);
    std::vector<std::uint32_t> rows(capacity, 0);
    std::vector<std::uint32_t> vector_rows(capacity, WordTable::no_vector);
    std::vector<std::uint64_t> all;
    for (const auto& [key, row] : inventory.word_rows) all.push_back(key);
    for (const auto& [key, row] : vectors.rows) all.push_back(key);
    // In a fixed order, whatever that of the maps: equal models are equal files.
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const std::uint64_t key : all) {
        std::size_t at = key & (capacity - 1);
        while (keys[at] != 0) at = (at + 1) & (capacity - 1);
        keys[at] = key;
        const auto row = inventory.word_rows.find(key);
        if (row != inventory.word_rows.end()) rows[at] = row->second;
        const auto vector = vectors.rows.find(key);
        if (vector != vectors.rows.end()) vector_rows[at] = vector->second;
    }
    writer.add_numbers("words.keys", keys);
    writer.add_numbers("words.rows", rows);
    writer.add_numbers("words.vectors", vector_rows);
    writer.add_numbers("vectors", vectors.values, {vectors.count(), vectors.size});
}

// `unit` is the real value of 1 in each column of the matrix's input.
void add_matrix(ModelFileWriter& writer, const NamedTensors& tensors, const std::string& name,
                const std::vector<float>& unit) {
    const Tensor& weights = tensors.at(name);
    const auto bias = tensors.find(name + ".bias");
    add_quantised(writer, name, weights.values, weights.rows, weights.columns, unit,
                  bias == tensors.end() ? std::span<const float>() : bias->second.values);
}

float add_tensor_as_table(ModelFileWriter& writer, const NamedTensors& tensors, const std::string& name) {
    const Tensor& tensor = tensors.at(name);
    return add_table(writer, name, tensor.values, tensor.columns);
}

/// All rows that an LSTM makes count in 127ths.
void add_lstm(ModelFileWriter& writer, const NamedTensors& tensors, const WordVectors& vectors) {
    writer.add_text("encoder", "lstm");
    const float word_scale = add_tensor_as_table(writer, tensors, "words");
    const float affix_scale = add_tensor_as_table(writer, tensors, "affixes");
    std::vector<float> unit(vectors.size, vectors.scale);
    unit.insert(unit.end(), tensors.at("words").columns, word_scale);
    unit.insert(unit.end(), affix_tables * tensors.at("affixes").columns, affix_scale);
    for (std::size_t layer = 0; tensors.contains("lstm." + std::to_string(layer) + ".0.input"); ++layer) {
        for (const char* direction : {".0", ".1"}) {
            const std::string name = "lstm." + std::to_string(layer) + direction;
            const std::vector<float> state_unit(tensors.at(name + ".state").columns, 1.0F / quantised_limit);
            add_matrix(writer, tensors, name + ".input", unit);
            add_matrix(writer, tensors, name + ".state", state_unit);
        }
        unit.assign(2 * tensors.at("lstm.0.0.state").columns, 1.0F / quantised_limit);
    }
}

/// `row_unit` is the real value of 1 in a row of the encoder, but for the row's own scale.
void add_heads(ModelFileWriter& writer, const NamedTensors& tensors, float row_unit) {
    const auto add = [&](const char* name, float unit) {
        add_matrix(writer, tensors, name, std::vector<float>(tensors.at(name).columns, unit));
    };
    for (const char* name : {"tag", "arc.dependent", "arc.head", "label.dependent", "label.head"})
        add(name, row_unit);
    // What the others make gets a scale a row when it is in use.
    for (const char* name : {"arc", "label"}) add(name, 1.0F);
}

}  // namespace

void write_model(const std::filesystem::path& path, const NamedTensors& tensors, const Inventory& inventory,
                 const WordVectors& vectors, const std::vector<TreebankSentence>& treebank) {
    ModelFileWriter writer;
    std::string text;
    for (const TagClass& tag : inventory.tags) {
        text += std::string(to_string(tag.upos)) + '\t' + tag.xpos + '\t' + tag.feats + '\n';
    }
    writer.add_text("tags", text);
    text.clear();
    for (const std::string& label : inventory.labels) text += label + '\n';
    writer.add_text("labels", text);
    add_words(writer, inventory, vectors);
    add_lemma_rules(treebank, writer);
    add_lstm(writer, tensors, vectors);
    add_heads(writer, tensors, 1.0F / quantised_limit);
    writer.write(path);
}

}  // namespace entente
