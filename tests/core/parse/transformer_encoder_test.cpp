#include "core/parse/transformer_encoder.h"

#include "core/parse/transformer_math.h"
#include "core/parse/word_shape.h"
#include "core/text/sentence_splitter.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <rapidjson/document.h>

using namespace entente;

namespace {

// Made by tools/training/make_toy_model.py.
const std::string kToy = std::string(ENTENTE_CASES) + "/parse/toy-transformer";

const ModelFile& toy() {
    static const ModelFile file = ModelFile::open(kToy + ".model");
    return file;
}

rapidjson::Document read_expected() {
    std::ifstream in(kToy + ".json");
    std::stringstream content;
    content << in.rdbuf();
    rapidjson::Document expected;
    expected.Parse(content.str().c_str());
    REQUIRE(!expected.HasParseError());
    return expected;
}

struct EncodedText {
    EncodedText(const TextEncoder& with, std::string of)
        : encoder(with), text(std::move(of)), tokens(split_sentences(text)) {
        for (std::uint32_t s = 0; s < tokens.sentences.size(); ++s)
            cut_into_pieces(tokens, tokens.sentences[s], s, pieces);
        encoder.cut_into_windows(tokens, pieces, windows);
    }
    const Encoding& encode(std::size_t first, std::size_t count) {
        encoder.encode(tokens, pieces, std::span(windows).subspan(first, count), encoding);
        return encoding;
    }
    const Encoding& encode() { return encode(0, windows.size()); }
    const TextEncoder& encoder;
    std::string text;
    TokenizedText tokens;
    std::vector<Piece> pieces;
    std::vector<Window> windows;
    Encoding encoding;
};

std::vector<std::int8_t> all_numbers(const Encoding& encoding, std::size_t width) {
    std::vector<std::int8_t> all;
    for (const EncodedPiece& piece : encoding.pieces) {
        all.insert(all.end(), piece.states.begin(), piece.states.end());
        for (std::size_t i = 0; i < piece.tree.size(); ++i) {
            const std::int8_t* row = piece.tree.numbers + i * piece.tree.stride;
            all.insert(all.end(), row, row + width);
        }
    }
    return all;
}

const std::string kLong = [] {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "Talks between Kenya and Peru failed on Monday, the minister said. ";
    return text + "42 people fled!\n\n\xE8\xAE\xA8\xE8\xAE\xBA \xF0\x9F\x98\x80 ...";
}();

}  // namespace

TEST_CASE("a transformer gives the rows that NumPy gives for the same weights") {
    const TransformerEncoder encoder(toy(), best_simd());
    const rapidjson::Document expected = read_expected();
    for (const auto& window : expected["windows"].GetArray()) {
        const std::string text = window["text"].GetString();
        INFO(text);
        EncodedText encoded(encoder, text);
        const Encoding& encoding = encoded.encode();
        REQUIRE(encoding.pieces.size() == 1);
        const QuantisedRows& rows = encoding.pieces[0].tags;
        const auto& whole = window["whole"].GetArray();
        REQUIRE(rows.size() == whole.Size());
        double exact_error = 0, size = 0;
        for (rapidjson::SizeType i = 0; i < whole.Size(); ++i)
            for (rapidjson::SizeType j = 0; j < whole[i].Size(); ++j) {
                const double value = rows.numbers[i * rows.stride + j] * static_cast<double>(rows.scale[i]);
                INFO("word " << i << ", number " << j);
                CHECK(std::fabs(value - whole[i][j].GetDouble()) < rows.scale[i] * 0.51 + 2e-3);
                exact_error += std::pow(value - window["exact"][i][j].GetDouble(), 2);
                size += std::pow(value, 2);
            }
        // What whole numbers cost.
        CHECK(std::sqrt(exact_error / size) < 0.08);
    }
}

TEST_CASE("words are cut as in training, and their shapes are the same") {
    const rapidjson::Document expected = read_expected();
    const WordPieces vocabulary(toy().text("pieces"), "<unk>");
    REQUIRE(expected["cuts"].Size() > 10);
    for (const auto& cut : expected["cuts"].GetArray()) {
        const std::string word(cut["word"].GetString(), cut["word"].GetStringLength());
        INFO(word);
        std::vector<std::uint32_t> pieces, wanted;
        vocabulary.cut(word, pieces);
        for (const auto& piece : cut["pieces"].GetArray()) wanted.push_back(piece.GetUint());
        CHECK(pieces == wanted);
        CHECK(word_shape(word) == cut["shape"].GetUint());
    }
}

TEST_CASE("all vector units give the same rows of a transformer, in batches of any size") {
    const auto numbers = [](Simd simd, std::size_t batch) {
        const TransformerEncoder encoder(toy(), simd);
        EncodedText encoded(encoder, kLong);
        REQUIRE(encoded.windows.size() > 5);
        std::vector<std::int8_t> all;
        for (std::size_t w = 0; w < encoded.windows.size(); w += batch) {
            const auto some = all_numbers(encoded.encode(w, std::min(batch, encoded.windows.size() - w)),
                                          encoder.tree_width());
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    };
    const std::vector<std::int8_t> plain = numbers(Simd::plain, 1);
    CHECK(numbers(Simd::plain, 4) == plain);
    for (const Simd simd : {Simd::sse2, Simd::avx2, Simd::avx512_vnni})
        if (is_supported(simd)) CHECK(numbers(simd, 3) == plain);
}

TEST_CASE("a window holds whole sentences, as many as it has room for, and each word has its row") {
    const TransformerEncoder encoder(toy(), best_simd());
    EncodedText encoded(encoder, kLong);
    std::uint32_t next = 0;
    for (const Window& window : encoded.windows) {
        CHECK(window.first == next);
        CHECK(window.last > window.first);
        next = window.last;
    }
    CHECK(next == encoded.pieces.size());
    const Encoding& encoding = encoded.encode();
    REQUIRE(encoding.pieces.size() == encoded.pieces.size());
    for (std::size_t i = 0; i < encoded.pieces.size(); ++i)
        CHECK(encoding.pieces[i].tags.size() == encoded.pieces[i].last - encoded.pieces[i].first);
}

TEST_CASE("a sentence with more pieces than a window has room for is read by how its words begin") {
    const TransformerEncoder encoder(toy(), best_simd());
    std::string text;
    for (int i = 0; i < 30; ++i) text += "peo" + std::string("peo") + " ete ";
    EncodedText encoded(encoder, text + ".");
    const Encoding& encoding = encoded.encode();
    REQUIRE(encoding.pieces.size() == encoded.pieces.size());
    for (std::size_t i = 0; i < encoded.pieces.size(); ++i)
        CHECK(encoding.pieces[i].tags.size() == encoded.pieces[i].last - encoded.pieces[i].first);
}

TEST_CASE("a transformer whose sections don't fit together is refused with the file's name") {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("toy-" + std::to_string(getpid()) + ".model")).string();
    const auto open_with = [&](const std::string& name, const ModelSection& section) {
        ModelFileWriter writer;
        for (const auto& [section_name, of_toy] : toy().sections()) writer.add(section_name, of_toy);
        writer.add(name, section);
        writer.write(path);
        const ModelFile file = ModelFile::open(path);
        TransformerEncoder(file, best_simd());
    };
    const auto text = [](std::string_view letters) {
        return ModelSection{SectionKind::text, {letters.size()}, std::as_bytes(std::span(letters))};
    };
    const std::vector<std::uint32_t> sizes = {3, 48}, none = {0, 48};
    const auto numbers = [](const std::vector<std::uint32_t>& all) {
        return ModelSection{SectionKind::u32, {all.size()}, std::as_bytes(std::span(all))};
    };
    CHECK_NOTHROW(open_with("unknown", text("more")));
    CHECK_THROWS_WITH(open_with("pieces", text("<s>\n</s>")),
                      Catch::Contains(path) && Catch::Contains("<unk>"));
    CHECK_THROWS_WITH(open_with("pieces", text("<s>\n</s>\n<unk>")), Catch::Contains("transformer.words"));
    CHECK_THROWS_WITH(open_with("transformer.sizes", numbers(sizes)), Catch::Contains("impossible sizes"));
    CHECK_THROWS_WITH(open_with("transformer.sizes", numbers(none)), Catch::Contains("impossible sizes"));
    CHECK_THROWS_WITH(open_with("transformer.1.norms", text("")), Catch::Contains("transformer.1.norms"));
    std::filesystem::remove(path);
}

TEST_CASE("the transformer's functions are near the true ones") {
    for (float x = -12.0F; x <= 12.0F; x += 0.01F) {
        CHECK(std::fabs(exact_order_exp(x) / std::exp(static_cast<double>(x)) - 1) < 5e-7);
        const double normal = 0.5 * (1 + std::erf(x / std::sqrt(2.0)));
        CHECK(std::fabs(gelu(x) - x * normal) < 2e-6);
    }
    CHECK(exact_order_exp(-1000.0F) == 0.0F);
    CHECK(gelu(-1000.0F) == Approx(0.0F).margin(1e-6));
    std::vector<float> row(50), gain(50, 2.0F), bias(50, 1.0F);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<float>(i * i % 17);
    layer_norm(row.data(), row.size(), gain.data(), bias.data());
    double mean = 0, variance = 0;
    for (const float x : row) mean += x / 50.0;
    for (const float x : row) variance += (x - mean) * (x - mean) / 50.0;
    CHECK(mean == Approx(1.0));
    CHECK(variance == Approx(4.0).epsilon(1e-4));
    std::vector<float> scores = {1.0F, -200.0F, 2.0F};
    CHECK(exponentials(scores.data(), 3) == Approx(1.0 + std::exp(-1.0)));
    CHECK(scores == std::vector<float>{exact_order_exp(-1.0F), 0.0F, 1.0F});
}

TEST_CASE("a word's shape says how it is written") {
    CHECK(word_shape("talks") == 1);
    CHECK(word_shape("Kenya") == 2);
    CHECK(word_shape("\xC3\x89t\xC3\xA9") == 2);
    CHECK(word_shape("A") == 3);
    CHECK(word_shape("NATO") == 4);
    CHECK(word_shape("McDonald") == 5);
    CHECK(word_shape("M23") == 6);
    CHECK(word_shape("...") == 7);
    CHECK(word_shape("\xF0\x9F\x98\x80") == 7);
}
