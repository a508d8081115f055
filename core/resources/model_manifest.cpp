#include "core/resources/model_manifest.h"

#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"

#include <string>
#include <string_view>

namespace entente {
namespace {

// A folder of data is copied and installed as a whole, so it doesn't point outside itself.
std::filesystem::path file_beside(const std::filesystem::path& manifest, const JsonNode& root,
                                  const char* model) {
    const std::string_view name = root.string_of(model);
    if (name.find('/') != std::string_view::npos || name == "." || name == "..")
        root.member(model).fail("must be the name of a file beside the manifest, without a folder");
    return manifest.parent_path() / name;
}

}  // namespace

ModelManifest ModelManifest::load(const std::filesystem::path& data) {
    const std::filesystem::path file = data / "models" / "manifest.json";
    std::string text = read_data_file(file);
    const JsonDocument document(file, text, 1);
    const JsonNode root = document.root();
    root.expect_object({"version", "analyser", "mentions"});
    return {file_beside(file, root, "analyser"), file_beside(file, root, "mentions")};
}

}  // namespace entente
