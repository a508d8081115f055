#include "core/parse/text_encoder.h"

#include "core/parse/parse_heads.h"
#include "core/resources/model_manifest.h"
#include "core/text/sentence_splitter.h"

#include <string>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const ModelFile& model() {
    static const ModelFile file =
        ModelFile::open(ModelManifest::load(ENTENTE_DATA_DIR).files(ModelKind::fast).analyser);
    return file;
}

const std::string kSample =
    "Kenya denied that its soldiers had crossed the border. \"No,\" said Quellin Harvoy, who leads the "
    "Institute for Marsh Studies in Tarnabrook.\n\nThe bridge was destroyed by rebels on Sunday; 42 people "
    "fled, \xC3\xA9t\xC3\xA9 or not. Talks failed!";

/// A text cut into windows, and what encoder and heads make of a batch of them.
struct SampleWindows {
    explicit SampleWindows(const TextEncoder& with) : encoder(with), tokens(split_sentences(kSample)) {
        for (std::uint32_t s = 0; s < tokens.sentences.size(); ++s)
            cut_into_pieces(tokens, tokens.sentences[s], s, pieces);
        encoder.cut_into_windows(tokens, pieces, windows);
    }
    const Encoding& encode(std::size_t first, std::size_t count) {
        encoder.encode(tokens, pieces, std::span(windows).subspan(first, count), encoding);
        return encoding;
    }
    const TextEncoder& encoder;
    TokenizedText tokens;
    std::vector<Piece> pieces;
    std::vector<Window> windows;
    Encoding encoding;
};

std::vector<PieceAnalysis> analyse(const Encoding& encoding, const ParseHeads& heads) {
    HeadsWorkspace workspace;
    std::vector<PieceAnalysis> results(encoding.pieces.size());
    for (std::size_t i = 0; i < results.size(); ++i) heads.analyse(encoding.pieces[i], workspace, results[i]);
    return results;
}

std::vector<std::int8_t> numbers_of(const QuantisedRows& rows, std::size_t width) {
    std::vector<std::int8_t> numbers;
    for (std::size_t i = 0; i < rows.size(); ++i)
        numbers.insert(numbers.end(), rows.numbers + i * rows.stride, rows.numbers + i * rows.stride + width);
    return numbers;
}

}  // namespace

TEST_CASE("windows cover a text's pieces in order") {
    const auto encoder = open_encoder(model());
    const SampleWindows encoded(*encoder);
    REQUIRE(encoded.pieces.size() == 4);
    std::uint32_t next = 0;
    for (const Window& window : encoded.windows) {
        CHECK(window.first == next);
        CHECK(window.last > window.first);
        next = window.last;
    }
    CHECK(next == encoded.pieces.size());
}

TEST_CASE("a word has a row for its tag, one for its tree, and states") {
    const auto encoder = open_encoder(model());
    SampleWindows encoded(*encoder);
    const Encoding& encoding = encoded.encode(0, encoded.windows.size());
    REQUIRE(encoding.pieces.size() == encoded.pieces.size());
    for (std::size_t i = 0; i < encoded.pieces.size(); ++i) {
        const std::size_t words = encoded.pieces[i].last - encoded.pieces[i].first;
        CHECK(encoding.pieces[i].tags.size() == words);
        CHECK(encoding.pieces[i].tree.size() == words + 1);  // the artificial root's comes first
        CHECK(encoding.pieces[i].states.size() == words * encoder->state_size());
    }
}

TEST_CASE("a window gets the same numbers alone and in a batch") {
    const auto encoder = open_encoder(model());
    SampleWindows together(*encoder);
    SampleWindows alone(*encoder);
    const Encoding& all = together.encode(0, together.windows.size());
    for (std::size_t w = 0, piece = 0; w < alone.windows.size(); ++w) {
        for (const EncodedPiece& one : alone.encode(w, 1).pieces) {
            const EncodedPiece& other = all.pieces[piece++];
            CHECK(numbers_of(one.tags, encoder->tag_width()) == numbers_of(other.tags, encoder->tag_width()));
            CHECK(numbers_of(one.tree, encoder->tree_width()) ==
                  numbers_of(other.tree, encoder->tree_width()));
            CHECK(std::equal(one.states.begin(), one.states.end(), other.states.begin(), other.states.end()));
        }
    }
}

TEST_CASE("all vector units give the same analysis") {
    const auto analysis = [&](Simd simd) {
        const auto encoder = open_encoder(model(), simd);
        SampleWindows encoded(*encoder);
        return analyse(encoded.encode(0, encoded.windows.size()), ParseHeads(model(), *encoder, 0, simd));
    };
    const std::vector<PieceAnalysis> plain = analysis(Simd::plain);
    REQUIRE(plain.size() == 4);
    for (const Simd simd : {Simd::sse2, Simd::avx2, Simd::avx512_vnni})
        if (is_supported(simd)) CHECK(analysis(simd) == plain);
}

TEST_CASE("the heads read a row by its scale, whatever the encoder's unit") {
    const auto encoder = open_encoder(model());
    const ParseHeads heads(model(), *encoder, 0);
    SampleWindows encoded(*encoder);
    Encoding encoding;
    encoder->encode(encoded.tokens, encoded.pieces, encoded.windows, encoding);
    // Even numbers, so that half of them is whole.
    for (auto* numbers : {&encoding.rows, &encoding.states})
        for (std::int8_t& number : *numbers) number = static_cast<std::int8_t>(number / 2 * 2);
    const std::vector<PieceAnalysis> whole = analyse(encoding, heads);
    for (auto* numbers : {&encoding.rows, &encoding.states})
        for (std::int8_t& number : *numbers) number = static_cast<std::int8_t>(number / 2);
    for (float& scale : encoding.scales) scale *= 2;
    CHECK(analyse(encoding, heads) == whole);
}
