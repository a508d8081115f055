#pragma once

#include "core/model/model_kind.h"

#include <filesystem>
#include <map>
#include <optional>

namespace entente {

/// The files of a model: a mention model belongs to one analyser (MentionFinder), so they are named together.
struct ModelFiles {
    std::filesystem::path analyser;    ///< for Analyser::open
    std::filesystem::path mentions;    ///< for open_mention_finder; the same file where it holds both
    std::filesystem::path relations;   ///< for RelationHead; empty where there is none
    std::filesystem::path confidence;  ///< for ConfidenceModel; empty for that of the data folder
};

/// Which files of a data folder are its trained models. `models/manifest.json` says it:
///
///     {"version": 2, "default": KIND, "models": {KIND: {"analyser": FILE, "mentions": FILE,
///      "relations": FILE, "confidence": FILE}}}
///
/// with names of files beside it; KIND is "accurate" or "fast". An analyser that finds mentions itself has
/// none beside it.
struct ModelManifest {
    std::filesystem::path file;  ///< the manifest itself
    ModelKind standard = ModelKind::fast;
    std::map<ModelKind, ModelFiles> models;

    /// The manifest of a data folder (find_data_directory). The files that it names need not be there.
    /// Throws Error(data) for a manifest that is missing or broken.
    static ModelManifest load(const std::filesystem::path& data);

    /// The files of a kind, by default of the standard one. Throws Error(data) for one that isn't there.
    const ModelFiles& files(std::optional<ModelKind> kind = std::nullopt) const;
};

}  // namespace entente
