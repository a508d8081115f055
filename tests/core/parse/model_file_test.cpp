#include "core/parse/model_file.h"

#include "core/model/error.h"
#include "core/parse/analyser.h"
#include "core/parse/evaluation.h"
#include "core/parse/trainer.h"

#include <cstring>
#include <fstream>
#include <limits>
#include <map>
#include <unistd.h>

#include <catch2/catch.hpp>

#define XXH_INLINE_ALL
#include <xxhash.h>

using namespace entente;

namespace {

class TemporaryFile {
  public:
    explicit TemporaryFile(const std::string& name)
        : path_(std::filesystem::temp_directory_path() /
                ("entente-model-" + std::to_string(getpid()) + "-" + name)) {}
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::filesystem::path& path() const { return path_; }

    void write(const std::string& bytes) const {
        std::ofstream(path_, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    std::string read() const {
        std::ifstream in(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

  private:
    std::filesystem::path path_;
};

std::string small_model(const TemporaryFile& file) {
    ModelFileWriter writer;
    writer.add_text("text", "some words");
    writer.add_numbers("numbers", std::vector<float>{1.5F, -2.0F, 3.0F});
    writer.write(file.path());
    return file.read();
}

/// The bytes of a model file with the checksum that they have.
std::string with_right_checksum(std::string bytes) {
    constexpr std::size_t header = 40;
    const XXH128_hash_t hash = XXH3_128bits(bytes.data() + header, bytes.size() - header);
    std::memcpy(bytes.data() + 24, &hash.high64, 8);
    std::memcpy(bytes.data() + 32, &hash.low64, 8);
    return bytes;
}

template <typename T>
void append(std::string& bytes, T number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// As releases up to 0.1 wrote it (the grammar is in model_file.cpp).
std::string version_1_file(const std::map<std::string, std::span<const std::byte>>& sections) {
    const auto filled_up = [](std::size_t size) { return (size + 63) / 64 * 64; };
    std::string bytes = "ENTNTMDL" + std::string("\1\0\0\0", 4) + std::string(28, '\0');
    append(bytes, static_cast<std::uint32_t>(sections.size()));
    std::size_t offset = filled_up(bytes.size() + sections.size() * 40);
    for (const auto& [name, content] : sections) {
        bytes += name + std::string(24 - name.size(), '\0');
        append(bytes, static_cast<std::uint64_t>(offset));
        append(bytes, static_cast<std::uint64_t>(content.size()));
        offset = filled_up(offset + content.size());
    }
    for (const auto& [name, content] : sections) {
        bytes.resize(filled_up(bytes.size()));
        bytes.append(reinterpret_cast<const char*>(content.data()), content.size());
    }
    bytes.resize(filled_up(bytes.size()));
    const std::uint64_t size = bytes.size();
    std::memcpy(bytes.data() + 16, &size, sizeof size);
    return with_right_checksum(bytes);
}

TrainingOptions small_training(const TemporaryFile& model) {
    TrainingOptions options;
    options.train = {std::string(ENTENTE_CASES) + "/parse/tiny.conllu"};
    options.model = model.path();
    options.epochs = 1;
    options.shape = {0, 8, 4, 1, 8, 8, 8, 0, 0};
    return options;
}

}  // namespace

TEST_CASE("sections that are written are read back") {
    const TemporaryFile file("round");
    small_model(file);
    const ModelFile model = ModelFile::open(file.path());
    const auto numbers = model.numbers<float>("numbers", {3});
    CHECK(numbers[0] == 1.5F);
    CHECK(numbers[2] == 3.0F);
    CHECK(model.text("text") == "some words");
    CHECK(reinterpret_cast<std::uintptr_t>(numbers.data()) % 64 == 0);
    CHECK(model.fingerprint().size() == 32);
    CHECK_THROWS_AS(model.section("other"), Error);
}

TEST_CASE("a section keeps its name, however long, and its shape") {
    const TemporaryFile file("shapes");
    const std::string name = "encoder.layer.11.attention.self.query.weights" + std::string(300, '.');
    ModelFileWriter writer;
    writer.add_numbers(name, std::vector<std::int8_t>(24, 7), {2, 3, 4});
    Int8PanelBuffer panels;
    const std::vector<std::int8_t> weights(5 * 8, 1);
    panels.pack(weights.data(), 5, 8, 8);
    writer.add_panels("panels", panels, 5, 8);
    writer.write(file.path());
    const ModelFile model = ModelFile::open(file.path());
    CHECK(model.section(name).shape == std::vector<std::uint64_t>{2, 3, 4});
    CHECK(model.numbers<std::int8_t>(name, {2, any_size, 4}).size() == 24);
    CHECK(model.section("panels", SectionKind::panels, {5, 8}).bytes.size() == 16 * 8);
}

TEST_CASE("a section of another kind or shape than asked for is refused by name") {
    const TemporaryFile file("kinds");
    small_model(file);
    const ModelFile model = ModelFile::open(file.path());
    CHECK_THROWS_WITH(model.numbers<float>("numbers", {4}),
                      Catch::Contains("f32 [3] in section \"numbers\" instead of f32 [4]"));
    CHECK_THROWS_WITH(model.numbers<float>("numbers", {3, 1}), Catch::Contains("f32 [3 x 1]"));
    CHECK_THROWS_WITH(model.numbers<std::int32_t>("numbers", {3}), Catch::Contains("s32 [3]"));
    CHECK_THROWS_WITH(model.text("numbers"), Catch::Contains("text [any]"));
}

TEST_CASE("bytes that don't fill their shape are not written") {
    ModelFileWriter writer;
    CHECK_THROWS_AS(writer.add_numbers("numbers", std::vector<float>(6), {2, 4}), Error);
    CHECK_THROWS_AS(writer.add_numbers("numbers", std::vector<float>(6), {~std::uint64_t{0}, 2}), Error);
}

TEST_CASE("a table of sections that lies is refused, or names sections that lie inside the file") {
    const TemporaryFile file("table");
    const std::string good = small_model(file);
    constexpr std::size_t header = 40;
    for (std::size_t i = header; i < header + 80; ++i) {
        for (const int change : {0x01, 0x10, 0x80, 0xFF}) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ change);
            file.write(with_right_checksum(bad));
            INFO("byte " << i);
            try {
                const ModelFile model = ModelFile::open(file.path());
                for (const auto& [name, section] : model.sections())
                    CHECK(section.bytes.size() <= bad.size());
            } catch (const Error&) {
            }
        }
    }
}

TEST_CASE("a model of version 1 is read as before") {
    const TemporaryFile now("now");
    const TemporaryFile old("old");
    train(small_training(now), nullptr);
    const Analyser analyser = Analyser::open(now.path());
    const auto gold = read_treebank(std::string(ENTENTE_CASES) + "/parse/tiny.conllu");
    {
        const ModelFile model = ModelFile::open(now.path());
        const std::uint32_t shape[] = {0,
                                       8,
                                       4,
                                       1,
                                       8,
                                       8,
                                       8,
                                       static_cast<std::uint32_t>(model.section("tag.weights").shape[0]),
                                       static_cast<std::uint32_t>(model.section("label.weights").shape[0])};
        std::map<std::string, std::span<const std::byte>> sections;
        for (const auto& [name, section] : model.sections())
            if (name != "encoder") sections[name] = section.bytes;
        sections["shape"] = std::as_bytes(std::span(shape));
        old.write(version_1_file(sections));
    }
    CHECK(parse_words(Analyser::open(old.path()), gold) == parse_words(analyser, gold));
}

TEST_CASE("a model of a later version is refused by its number") {
    const TemporaryFile file("later");
    std::string later = small_model(file);
    later[8] = 3;
    file.write(later);
    CHECK_THROWS_WITH(ModelFile::open(file.path()), Catch::Contains("format version 3"));
}

TEST_CASE("a model with any byte changed is refused") {
    const TemporaryFile file("flipped");
    const std::string good = small_model(file);
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x10);
        file.write(bad);
        INFO("byte " << i);
        CHECK_THROWS_AS(ModelFile::open(file.path()), Error);
    }
}

TEST_CASE("a model cut anywhere is refused") {
    const TemporaryFile file("cut");
    const std::string good = small_model(file);
    for (std::size_t size = 0; size < good.size(); ++size) {
        file.write(good.substr(0, size));
        INFO("size " << size);
        CHECK_THROWS_AS(ModelFile::open(file.path()), Error);
    }
}

TEST_CASE("what is no model is told apart from a damaged one") {
    const TemporaryFile file("foreign");
    file.write(std::string(200, 'x'));
    CHECK_THROWS_WITH(Analyser::open(file.path()), Catch::Contains("no model file"));
    CHECK_THROWS_WITH(Analyser::open("/nonexistent/some.model"), Catch::Contains("can't be opened"));
    small_model(file);
    CHECK_THROWS_WITH(Analyser::open(file.path()), Catch::Contains("no section"));
}

TEST_CASE("a model with a right checksum but hostile content is refused") {
    const TemporaryFile file("hostile");
    train(small_training(file), nullptr);
    const std::string good = file.read();
    const auto refuses = [&](const auto& change, const std::string& message) {
        // All sections of the good model but one.
        file.write(good);
        ModelFileWriter writer;
        {
            const ModelFile model = ModelFile::open(file.path());
            for (const auto& [name, section] : model.sections()) writer.add(name, section);
            change(writer);
        }
        writer.write(file.path());
        INFO(message);
        CHECK_THROWS_WITH(Analyser::open(file.path()), Catch::Contains(message));
    };
    // A rule without a number before its tab, and rules without any script.
    refuses([](ModelFileWriter& writer) { writer.add_text("lemma.scripts", "\te\n"); }, "broken lemma rules");
    refuses([](ModelFileWriter& writer) { writer.add_text("lemma.scripts", ""); }, "broken lemma rules");
    const std::vector<float> infinite(32, std::numeric_limits<float>::infinity());
    refuses([&](ModelFileWriter& writer) { writer.add_numbers("lstm.0.0.input.scale", infinite); },
            "impossible numbers");
    refuses([](ModelFileWriter& writer) { writer.add_text("encoder", "crystal ball"); },
            "encoder \"crystal ball\", which this program doesn't know");
    // A state of four numbers where the gates are of eight, and columns that would have to be filled up.
    for (const std::size_t columns : {4U, 6U})
        refuses(
            [&](ModelFileWriter& writer) {
                const std::vector<std::int8_t> weights(32 * columns, 1);
                Int8PanelBuffer panels;
                panels.pack(weights.data(), 32, columns, columns);
                writer.add_panels("lstm.0.0.state.weights", panels, 32, columns);
            },
            columns == 4 ? "lstm.0.0" : "multiple of 4");
    refuses([](ModelFileWriter& writer) { writer.add_text("tags", "NOUN\tNN\t_\n"); }, "don't fit its shape");
}
