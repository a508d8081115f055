#include "core/resources/model_manifest.h"

#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"
#include "core/model/error.h"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace entente {
namespace {

// A folder of data is copied and installed as a whole, so it doesn't point outside itself.
std::filesystem::path file_beside(const std::filesystem::path& manifest, const JsonNode& model,
                                  const char* part) {
    const std::string_view name = model.string_of(part);
    if (name.find('/') != std::string_view::npos || name == "." || name == "..")
        model.member(part).fail("must be the name of a file beside the manifest, without a folder");
    return manifest.parent_path() / name;
}

std::string names_of(const std::map<ModelKind, ModelFiles>& models) {
    std::string names;
    for (const auto& [kind, files] : models)
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name_of(kind));
    return names;
}

}  // namespace

ModelManifest ModelManifest::load(const std::filesystem::path& data) {
    ModelManifest manifest;
    manifest.file = data / "models" / "manifest.json";
    std::string text = read_data_file(manifest.file);
    const JsonDocument document(manifest.file, text, 2);
    const JsonNode root = document.root();
    root.expect_object({"version", "default", "models"});
    const JsonNode models = root.member("models");
    models.expect_object(model_kind_names);
    for (std::size_t i = 0; i < model_kind_names.size(); ++i) {
        const auto model = models.optional_member(std::string(model_kind_names[i]).c_str());
        if (!model) continue;
        model->expect_object({"analyser", "mentions", "relations", "confidence"});
        ModelFiles files;
        files.analyser = file_beside(manifest.file, *model, "analyser");
        files.mentions = model->optional_member("mentions") ? file_beside(manifest.file, *model, "mentions")
                                                            : files.analyser;
        if (model->optional_member("relations"))
            files.relations = file_beside(manifest.file, *model, "relations");
        if (model->optional_member("confidence"))
            files.confidence = file_beside(manifest.file, *model, "confidence");
        manifest.models.emplace(static_cast<ModelKind>(i), std::move(files));
    }
    const auto standard = find_model_kind(root.string_of("default"));
    if (!standard || !manifest.models.count(*standard))
        root.member("default").fail("must be one of the models");
    manifest.standard = *standard;
    return manifest;
}

const ModelFiles& ModelManifest::files(std::optional<ModelKind> kind) const {
    const auto found = models.find(kind.value_or(standard));
    if (found == models.end())
        throw Error(ErrorKind::data, fmt::format("{}: there is no {} model; there is: {}", file.string(),
                                                 name_of(*kind), names_of(models)));
    return found->second;
}

}  // namespace entente
