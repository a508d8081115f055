#include "core/parse/model_file.h"

#include "core/model/error.h"
#include "core/parse/analyser.h"
#include "core/parse/trainer.h"

#include <fstream>
#include <limits>
#include <unistd.h>

#include <catch2/catch.hpp>

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

}  // namespace

TEST_CASE("sections that are written are read back") {
    const TemporaryFile file("round");
    small_model(file);
    const ModelFile model = ModelFile::open(file.path());
    const auto numbers = model.numbers<float>("numbers", 3);
    CHECK(numbers[0] == 1.5F);
    CHECK(numbers[2] == 3.0F);
    CHECK(model.section("text").size() == 10);
    CHECK(reinterpret_cast<std::uintptr_t>(numbers.data()) % 64 == 0);
    CHECK(model.fingerprint().size() == 32);
    CHECK_THROWS_AS(model.section("other"), Error);
    CHECK_THROWS_AS(model.numbers<float>("numbers", 4), Error);
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
    TrainingOptions options;
    options.train = {std::string(ENTENTE_CASES) + "/parse/tiny.conllu"};
    options.model = file.path();
    options.epochs = 1;
    options.shape = {0, 8, 4, 1, 8, 8, 8, 0, 0};
    train(options, nullptr);
    const std::string good = file.read();
    const auto refuses = [&](const std::string& name, const std::string& content) {
        // All sections of the good model but one.
        file.write(good);
        ModelFileWriter writer;
        {
            const ModelFile model = ModelFile::open(file.path());
            for (const std::string& section : model.names()) writer.add(section, model.section(section));
            writer.add_text(name, content);
        }
        writer.write(file.path());
        INFO(name);
        CHECK_THROWS_AS(Analyser::open(file.path()), Error);
    };
    // A rule without a number before its tab, and rules without any script.
    refuses("lemma.scripts", "\te\n");
    refuses("lemma.scripts", "");
    const float infinite = std::numeric_limits<float>::infinity();
    const std::vector<float> scales(32, infinite);
    refuses("lstm.0.0.input.scale",
            std::string(reinterpret_cast<const char*>(scales.data()), scales.size() * sizeof(float)));
}
