#include "core/parse/model_writer.h"

#include "core/parse/lemma_rules.h"
#include "core/parse/model_file.h"
#include "core/parse/quantised.h"
#include "core/parse/word_table.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

// Sections, beside those of the lemma rules:
//   shape          = u32*: the fields of NetworkShape in their order
//   tags           = (upos TAB xpos TAB feats LF)*
//   labels         = (relation LF)*
//   words.keys     = u64*, words.rows = u32*, words.vectors = u32*: a hash table with linear probing from
//   word keys to rows
//                    of "words" (0: unknown) and of "vectors" (2^32 - 1: none); key 0 is a free slot
//   vectors, words, affixes = s8*: tables, row by row
//   M.weights      = s8* in panels (int8_gemm.h), M.sums = s32*: sums of rows, M.scale = f32*, M.bias = f32*,
//                    for each matrix M: lstm.L.D.input and lstm.L.D.state of layer L and direction D (0
//                    forward, 1 backward), tag, arc.dependent, arc.head, arc, label.dependent, label.head,
//                    label
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
    writer.add_numbers("vectors", vectors.values);
}

}  // namespace

void write_model(const std::filesystem::path& path, const NetworkShape& shape, const NetworkLayout& layout,
                 std::span<const float> parameters, const Inventory& inventory, const WordVectors& vectors,
                 const std::vector<TreebankSentence>& treebank) {
    ModelFileWriter writer;
    writer.add_numbers(
        "shape", std::vector<std::uint32_t>{shape.vector_size, shape.word_size, shape.affix_size,
                                            shape.layers, shape.hidden, shape.arc_size, shape.label_hidden,
                                            shape.tags, shape.labels});
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

    const auto values = [&](const Slot& slot) { return parameters.subspan(slot.at, slot.size()); };
    const auto copy = [&](const Slot& slot) {
        const auto from = values(slot);
        return std::vector<float>(from.begin(), from.end());
    };
    const float word_scale = add_table(writer, "words", values(layout.words));
    const float affix_scale = add_table(writer, "affixes", values(layout.affixes));
    std::vector<float> input_unit(shape.vector_size, vectors.scale);
    input_unit.insert(input_unit.end(), shape.word_size, word_scale);
    input_unit.insert(input_unit.end(), affix_tables * shape.affix_size, affix_scale);
    const std::vector<float> state_unit(shape.output_size(), 1.0F / quantised_limit);
    const std::vector<float> plain_unit(std::max(shape.arc_size, shape.label_hidden), 1.0F);
    for (std::uint32_t layer = 0; layer < shape.layers; ++layer) {
        for (int direction = 0; direction < 2; ++direction) {
            const auto& lstm = layout.layers[layer][direction];
            const std::string name = "lstm." + std::to_string(layer) + "." + std::to_string(direction);
            add_quantised(writer, name + ".input", copy(lstm.input), lstm.input.rows, lstm.input.columns,
                          layer == 0 ? input_unit : state_unit, values(lstm.bias));
            add_quantised(writer, name + ".state", copy(lstm.state), lstm.state.rows, lstm.state.columns,
                          state_unit, {});
        }
    }
    const auto add = [&](const std::string& name, const Slot& slot, const std::vector<float>& unit,
                         std::span<const float> bias) {
        add_quantised(writer, name, copy(slot), slot.rows, slot.columns, unit, bias);
    };
    add("tag", layout.tag, state_unit, values(layout.tag_bias));
    add("arc.dependent", layout.arc_dependent, state_unit, values(layout.arc_dependent_bias));
    add("arc.head", layout.arc_head, state_unit, values(layout.arc_head_bias));
    add("label.dependent", layout.label_dependent, state_unit, values(layout.label_hidden_bias));
    add("label.head", layout.label_head, state_unit, {});
    add("label", layout.label, plain_unit, values(layout.label_bias));
    const std::vector<float> arc = copy(layout.arc);
    std::vector<float> turned(arc.size());
    for (std::size_t i = 0; i < shape.arc_size; ++i) {
        for (std::size_t j = 0; j < shape.arc_size; ++j)
            turned[j * shape.arc_size + i] = arc[i * shape.arc_size + j];
    }
    add_quantised(writer, "arc", std::move(turned), shape.arc_size, shape.arc_size, plain_unit,
                  values(layout.arc_prior));
    writer.write(path);
}

}  // namespace entente
