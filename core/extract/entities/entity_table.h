#pragma once

#include "core/extract/entities/entities.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

namespace entente {

/// The entities of an article while they are being found, and what the passes over its names, nominals and
/// pronouns share. The document and the resources must live as long.
struct EntityTable {
    EntityTable(const Document& document, const Resources& resources);

    /// The entity of an actor of the lexicon; new where he was not spoken of before.
    std::uint32_t actor_entity(std::uint32_t actor);
    std::uint32_t new_entity(Entity entity);
    void add_mention(std::uint32_t first, std::uint32_t last, MentionKind kind, std::uint32_t entity);
    /// A mention of an actor who neither acts nor suffers there: a node only where an edge needs it.
    void add_passing(std::uint32_t first, std::uint32_t last, std::uint32_t actor);

    /// True for a token of a mention.
    bool covered(std::uint32_t token) const { return entities.mention_of_token[token] != kNone; }
    std::uint32_t head_of(std::uint32_t first, std::uint32_t last) const;
    std::string lower(std::uint32_t token) const;
    std::string name_text(std::uint32_t first, std::uint32_t last) const;

    /// The mentions that a later word may take up, the latest last: a bounded number, so that a book takes
    /// linear time.
    std::span<const EntityMention> recent_mentions() const {
        constexpr std::size_t kRemembered = 1500;
        return std::span(entities.mentions).last(std::min(entities.mentions.size(), kRemembered));
    }

    const Document& document;
    const Resources& resources;
    Entities entities;                                          ///< mentions in the order of the passes
    std::unordered_map<std::uint32_t, std::uint32_t> by_actor;  ///< lexicon actor to entity
    std::unordered_map<std::string, std::uint32_t> by_name;     ///< normalised new name to entity
    std::unordered_map<std::string, std::uint32_t> by_role;     ///< title in lower case to who bore it last
};

}  // namespace entente
