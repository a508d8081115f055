#pragma once

#include <filesystem>

namespace entente {

/// Which files of a data folder are its trained models. `models/manifest.json` says it:
///
///     {"version": 1, "analyser": FILE, "mentions": FILE}
///
/// with names of files beside it. A mention model belongs to one analyser (MentionModel), so they are named
/// together.
struct ModelManifest {
    std::filesystem::path analyser;  ///< for Analyser::open
    std::filesystem::path mentions;  ///< for MentionModel::open

    /// The manifest of a data folder (find_data_directory). The files that it names need not be there.
    /// Throws Error(data) for a manifest that is missing or broken.
    static ModelManifest load(const std::filesystem::path& data);
};

}  // namespace entente
