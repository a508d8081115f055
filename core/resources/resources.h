#pragma once

#include "core/knowledge/actor_lexicon.h"
#include "core/knowledge/confidence_model.h"
#include "core/knowledge/cues.h"
#include "core/knowledge/ontology.h"
#include "core/knowledge/trigger_lexicon.h"
#include "core/mention/mention_finder.h"
#include "core/model/model_kind.h"
#include "core/parse/analyser.h"
#include "core/relation/relation_head.h"
#include "core/resources/model_manifest.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace entente {

/// All that reading an article needs besides the article. Immutable; one serves many threads.
struct Resources {
    Ontology ontology;
    ActorLexicon actors;
    Cues cues;
    TriggerLexicon triggers;
    ConfidenceModel confidence;
    Analyser analyser;
    std::unique_ptr<const MentionFinder> mentions;
    std::optional<RelationHead> relations;  ///< of models that have one; the others read by rules alone
    std::string fingerprint;                ///< changes when any file changes: 32 hex digits
    ModelKind model = ModelKind::fast;

    /// Loads everything from a data folder (find_data_directory), with models of a kind (the manifest's
    /// standard one where none is given) and a user's lexicons on top of it (ActorLexicon::load). Throws
    /// Error(data).
    static Resources load(const std::filesystem::path& data, std::optional<ModelKind> model = std::nullopt,
                          std::span<const std::filesystem::path> lexicons = {});
};

/// The analyser of a kind alone. Throws Error(data).
Analyser open_analyser(const ModelManifest& manifest, std::optional<ModelKind> kind);

}  // namespace entente
