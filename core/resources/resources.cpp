#include "core/resources/resources.h"

#include "core/model/article.h"
#include "core/model/error.h"
#include "core/resources/model_manifest.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include <fmt/format.h>

namespace entente {
namespace {

std::string hash_of_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return hash_hex(bytes.str());
}

/// The hash of all data files but the models and their manifest, which have
/// checksums of their own, in the order of their paths;
/// those of the user's lexicons, without their names, in the order in which they were given.
std::string hash_of_files(const std::filesystem::path& data,
                          std::span<const std::filesystem::path> lexicons) {
    std::vector<std::filesystem::path> files;
    for (const char* part : {"confidence.json", "cues.json", "ontology.json"}) files.push_back(data / part);
    for (const char* folder : {"actors", "triggers"})
        for (const auto& entry : std::filesystem::directory_iterator(data / folder))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::string all;
    for (const auto& file : files) all += file.filename().string() + '\n' + hash_of_file(file) + '\n';
    for (const auto& file : lexicons) all += hash_of_file(file) + '\n';
    return all;
}

}  // namespace

Analyser open_analyser(const ModelManifest& manifest, std::optional<ModelKind> kind) {
    const std::filesystem::path& file = manifest.files(kind).analyser;
    if (!std::filesystem::exists(file))
        throw Error(ErrorKind::data,
                    fmt::format("{}: the {} model is missing; install the program anew, or read with another "
                                "model (--model)",
                                file.string(), name_of(kind.value_or(manifest.standard))));
    return Analyser::open(file);
}

Resources Resources::load(const std::filesystem::path& data, std::optional<ModelKind> kind,
                          std::span<const std::filesystem::path> lexicons) {
    Ontology ontology = Ontology::load(data / "ontology.json");
    TriggerLexicon triggers = TriggerLexicon::load(
        data / "triggers", [&](std::string_view type) { return ontology.edge_type(type) != nullptr; });
    ActorLexicon actors = ActorLexicon::load(data / "actors", lexicons);
    Cues cues = Cues::load(data / "cues.json");
    const ModelManifest manifest = ModelManifest::load(data);
    const ModelFiles& files = manifest.files(kind);
    ConfidenceModel confidence =
        ConfidenceModel::load(files.confidence.empty() ? data / "confidence.json" : files.confidence);
    Analyser analyser = open_analyser(manifest, kind);
    auto mentions = open_mention_finder(files.mentions, analyser);
    std::optional<RelationHead> relations;
    if (!files.relations.empty()) relations = RelationHead::open(files.relations, analyser);
    std::string fingerprint = hash_hex(hash_of_files(data, lexicons) + analyser.fingerprint() +
                                       mentions->fingerprint() + (relations ? relations->fingerprint() : ""));
    return {std::move(ontology),    std::move(actors),
            std::move(cues),        std::move(triggers),
            std::move(confidence),  std::move(analyser),
            std::move(mentions),    std::move(relations),
            std::move(fingerprint), kind.value_or(manifest.standard)};
}

}  // namespace entente
