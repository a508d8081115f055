#include "core/resources/model_manifest.h"

#include "core/model/error.h"
#include "core/resources/resources.h"
#include "tests/core/knowledge/data_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace entente;

namespace {

const std::string good =
    R"({"version": 2, "default": "accurate", "models": {"accurate": {"analyser": "b.model"}, )"
    R"("fast": {"analyser": "a.model", "mentions": "m.model"}}})";

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
    const std::filesystem::path models = data.folder.path() / "models";
    CHECK(manifest.files(ModelKind::fast).analyser == models / "a.model");
    CHECK(manifest.files(ModelKind::fast).mentions == models / "m.model");
    CHECK(manifest.files(ModelKind::fast).relations.empty());
    CHECK(manifest.files(ModelKind::fast).confidence.empty());
    // The standard one, which finds mentions itself.
    CHECK(manifest.files().analyser == models / "b.model");
    CHECK(manifest.files().mentions == models / "b.model");
}

TEST_CASE("a model may have a head of relations and its own confidence") {
    const ManifestFolder data(
        R"({"version": 2, "default": "accurate", "models": {"accurate": {"analyser": "a.model", )"
        R"("relations": "r.model", "confidence": "c.json"}}})");
    const std::filesystem::path models = data.folder.path() / "models";
    CHECK(data.load().files().relations == models / "r.model");
    CHECK(data.load().files().confidence == models / "c.json");
}

TEST_CASE("a model that the manifest doesn't have is refused with those that it has") {
    const ModelManifest manifest =
        ManifestFolder(
            R"({"version": 2, "default": "fast", "models": {"fast": {"analyser": "a", "mentions": "m"}}})")
            .load();
    CHECK_THROWS_WITH(manifest.files(ModelKind::accurate),
                      Catch::Contains("there is no accurate model; there is: fast"));
}

TEST_CASE("the models that the manifest names are there") {
    const ModelManifest manifest = ModelManifest::load(ENTENTE_DATA_DIR);
    CHECK(manifest.models.count(ModelKind::fast));
    for (const auto& [kind, files] : manifest.models) {
        CHECK(std::filesystem::is_regular_file(files.analyser));
        CHECK(std::filesystem::is_regular_file(files.mentions));
        for (const auto& file : {files.relations, files.confidence})
            CHECK((file.empty() || std::filesystem::is_regular_file(file)));
    }
}

TEST_CASE("a model whose file is missing is named, with what to do") {
    CHECK_THROWS_WITH(open_analyser(ManifestFolder(good).load(), ModelKind::fast),
                      Catch::Contains("a.model: the fast model is missing") && Catch::Contains("--model"));
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

TEST_CASE("a manifest with a bit changed is refused, or names other files or another standard") {
    const auto said = [](const ModelManifest& manifest) {
        std::string all(name_of(manifest.standard));
        for (const auto& [kind, files] : manifest.models)
            all += fmt::format(" {} {} {}", name_of(kind), files.analyser.filename().string(),
                               files.mentions.filename().string());
        return all;
    };
    const std::string right = said(ManifestFolder(good).load());
    for (std::size_t i = 0; i < good.size() * 8; ++i) {
        std::string bad = good;
        bad[i / 8] = static_cast<char>(bad[i / 8] ^ (1 << i % 8));
        INFO(bad);
        std::string read;
        try {
            read = said(ManifestFolder(bad).load());
        } catch (const Error&) {
            continue;
        }
        CHECK(read != right);
    }
}

TEST_CASE("a manifest that points out of its folder, leaves out a model or has another version is refused") {
    const auto with = [](const std::string& models, const std::string& standard = "fast") {
        return R"({"version": 2, "default": ")" + standard + R"(", "models": {)" + models + "}}";
    };
    for (const std::string& manifest :
         {with(R"("fast": {"analyser": "../a.model", "mentions": "m.model"})"),
          with(R"("fast": {"analyser": "/a.model", "mentions": "m.model"})"),
          with(R"("fast": {"analyser": "..", "mentions": "m.model"})"),
          with(R"("fast": {"mentions": "m.model"})"),
          with(R"("fast": {"analyser": "a.model", "mentions": ["m.model"]})"),
          with(R"("slow": {"analyser": "a.model"}, "fast": {"analyser": "a.model"})"),
          with(R"("fast": {"analyser": "a.model"})", "accurate"),
          with(R"("fast": {"analyser": "a.model"})", "slow"),
          std::string(R"({"version": 1, "analyser": "a.model", "mentions": "m.model"})")}) {
        INFO(manifest);
        CHECK_THROWS_WITH(ManifestFolder(manifest).load(), Catch::Contains("models/manifest.json"));
    }
}
