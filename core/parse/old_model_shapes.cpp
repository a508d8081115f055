#include "core/parse/old_model_shapes.h"

#include "core/parse/int8_gemm.h"
#include "core/parse/network_shape.h"
#include "core/parse/word_features.h"

#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace entente {
namespace {

constexpr std::uint32_t most_layers = 16;

class OldSections {
  public:
    explicit OldSections(ModelSections& sections) : sections_(sections) {}

    void list(const std::string& name, SectionKind kind, std::size_t number_size) {
        shape(name, kind, {bytes(name) / number_size});
    }
    void table(const std::string& name, std::uint32_t width) {
        shape(name, SectionKind::s8, {width == 0 ? 0 : bytes(name) / width, width});
    }
    void matrix(const std::string& name, std::size_t rows, std::size_t columns) {
        shape(name + ".weights", SectionKind::panels, {rows, columns});
        list(name + ".sums", SectionKind::s32, sizeof(std::int32_t));
        list(name + ".scale", SectionKind::f32, sizeof(float));
        list(name + ".bias", SectionKind::f32, sizeof(float));
    }

  private:
    std::size_t bytes(const std::string& name) const {
        const auto found = sections_.find(name);
        return found == sections_.end() ? 0 : found->second.bytes.size();
    }
    void shape(const std::string& name, SectionKind kind, std::vector<std::uint64_t> sizes) {
        const auto found = sections_.find(name);
        if (found == sections_.end()) return;
        found->second.kind = kind;
        found->second.shape = std::move(sizes);
    }

    ModelSections& sections_;
};

}  // namespace

// shape = u32 * 9: the fields of NetworkShape in their order
void add_old_shapes(ModelSections& sections) {
    const auto found = sections.find("shape");
    std::array<std::uint32_t, 9> n{};
    if (found == sections.end() || found->second.bytes.size() != sizeof n) return;
    std::memcpy(n.data(), found->second.bytes.data(), sizeof n);
    const NetworkShape shape{n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]};
    if (shape.layers > most_layers) return;
    OldSections old(sections);
    for (const char* name : {"words.keys", "lemma.keys"})
        old.list(name, SectionKind::u64, sizeof(std::uint64_t));
    for (const char* name : {"words.rows", "words.vectors", "lemma.values"})
        old.list(name, SectionKind::u32, sizeof(std::uint32_t));
    old.table("vectors", shape.vector_size);
    old.table("words", shape.word_size);
    old.table("affixes", shape.affix_size);
    const std::size_t hidden = shape.hidden;
    const std::size_t output = 2 * hidden;
    for (std::uint32_t layer = 0; layer < shape.layers; ++layer) {
        for (const char* direction : {".0", ".1"}) {
            const std::string name = "lstm." + std::to_string(layer) + direction;
            old.matrix(name + ".input", 4 * hidden, layer == 0 ? shape.input_size() : output);
            old.matrix(name + ".state", 4 * hidden, hidden);
        }
    }
    old.matrix("tag", shape.tags, output);
    old.matrix("arc.dependent", shape.arc_size, output);
    old.matrix("arc.head", shape.arc_size, output);
    old.matrix("arc", shape.arc_size, shape.arc_size);
    old.matrix("label.dependent", shape.label_hidden, output);
    old.matrix("label.head", shape.label_hidden, output);
    old.matrix("label", shape.labels, shape.label_hidden);
    sections.erase(found);
    static constexpr std::string_view encoder = "lstm";
    sections.insert_or_assign(
        "encoder",
        ModelSection{SectionKind::text, {encoder.size()}, std::as_bytes(std::span<const char>(encoder))});
}

}  // namespace entente
