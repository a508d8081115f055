#include "core/resources/model_manifest.h"

#include "core/model/error.h"
#include "core/resources/resources.h"
#include "tests/core/knowledge/data_folder.h"

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const std::string good = R"({"version": 1, "analyser": "a.model", "mentions": "m.model"})";

/// A data folder with this manifest alone.
struct ManifestFolder {
    explicit ManifestFolder(const std::string& manifest) {
        std::filesystem::create_directory(folder.path() / "models");
        folder.write("models/manifest.json", manifest);
    }
    ModelManifest load() const { return ModelManifest::load(folder.path()); }
    DataFolder folder;
};

}  // namespace

TEST_CASE("the manifest of a data folder says which files its models are") {
    const ManifestFolder data(good);
    const ModelManifest manifest = data.load();
    CHECK(manifest.analyser == data.folder.path() / "models" / "a.model");
    CHECK(manifest.mentions == data.folder.path() / "models" / "m.model");
}

TEST_CASE("the models that the manifest names are there") {
    const ModelManifest manifest = ModelManifest::load(ENTENTE_DATA_DIR);
    CHECK(std::filesystem::is_regular_file(manifest.analyser));
    CHECK(std::filesystem::is_regular_file(manifest.mentions));
}

TEST_CASE("a data folder without a manifest is refused by its place") {
    const DataFolder folder;
    CHECK_THROWS_WITH(ModelManifest::load(folder.path()), Catch::Contains("models/manifest.json"));
}

TEST_CASE("a manifest cut anywhere is refused") {
    for (std::size_t size = 0; size < good.size(); ++size) {
        INFO("size " << size);
        CHECK_THROWS_AS(ManifestFolder(good.substr(0, size)).load(), Error);
    }
}

TEST_CASE("a manifest with a bit changed is refused, or names other files") {
    const ModelManifest right = ManifestFolder(good).load();
    for (std::size_t i = 0; i < good.size() * 8; ++i) {
        std::string bad = good;
        bad[i / 8] = static_cast<char>(bad[i / 8] ^ (1 << i % 8));
        INFO(bad);
        try {
            const ModelManifest other = ManifestFolder(bad).load();
            CHECK((other.analyser.filename() != right.analyser.filename() ||
                   other.mentions.filename() != right.mentions.filename()));
        } catch (const Error&) {
        }
    }
}

TEST_CASE("a manifest that points out of its folder, leaves out a model or has another version is refused") {
    for (const char* manifest : {R"({"version": 1, "analyser": "../a.model", "mentions": "m.model"})",
                                 R"({"version": 1, "analyser": "/a.model", "mentions": "m.model"})",
                                 R"({"version": 1, "analyser": "..", "mentions": "m.model"})",
                                 R"({"version": 1, "analyser": "a.model"})",
                                 R"({"version": 1, "analyser": "a.model", "mentions": ["m.model"]})",
                                 R"({"version": 2, "analyser": "a.model", "mentions": "m.model"})"}) {
        INFO(manifest);
        CHECK_THROWS_WITH(ManifestFolder(manifest).load(), Catch::Contains("models/manifest.json"));
    }
}
