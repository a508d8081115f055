#include "core/parse/sentence_ends.h"

#include "core/parse/piece.h"

namespace entente {
namespace {

// How sure it has to be, chosen on the development treebanks: the rules know datelines and headings.
constexpr float kToPart = 1.0F;
constexpr float kToJoin = -1.0F;

}  // namespace

std::optional<SentenceEnds> SentenceEnds::open(const ModelFile& file, const TextEncoder& encoder) {
    if (!file.contains("ends.weights")) return std::nullopt;
    SentenceEnds ends;
    ends.ends_ = read_quantised(file, "ends", 2, encoder.tag_width());
    return ends;
}

void SentenceEnds::score(const QuantisedRows& words, std::vector<std::int32_t>& sums,
                         std::vector<float>& projected, std::vector<float>& scores) const {
    project(best_simd(), ends_, words, sums, projected);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const float* row = projected.data() + i * ends_.panels.rows;
        scores.push_back(row[1] - row[0]);
    }
}

std::vector<Sentence> recut_sentences(std::span<const Sentence> given, std::span<const float> scores) {
    std::vector<Sentence> sentences;
    bool open = false;
    for (std::size_t s = 0; s < given.size(); ++s) {
        const bool paragraph_ends = s + 1 == given.size() || given[s + 1].paragraph_start;
        for (std::uint32_t t = given[s].first; t < given[s].last; ++t) {
            if (!open) sentences.push_back({t, t, t == given[s].first && given[s].paragraph_start});
            sentences.back().last = t + 1;
            const float score = scores[t - given.front().first];
            const bool ruled = t + 1 == given[s].last;
            const bool long_already = t + 1 - sentences.back().first >= longest_piece;
            open = !(ruled ? paragraph_ends || long_already || score > kToJoin : score > kToPart);
        }
    }
    return sentences;
}

}  // namespace entente
