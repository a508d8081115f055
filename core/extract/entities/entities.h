#pragma once

#include "core/extract/names/name_finder.h"
#include "core/extract/trees/analysed_document.h"
#include "core/mention/mention.h"
#include "core/model/article_graph.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente {

/// One of the things that an article speaks of, with all its mentions.
struct Entity {
    std::string_view type;               ///< node type
    std::string name;                    ///< canonical
    std::optional<std::uint32_t> actor;  ///< of the lexicon
    std::string country;                 ///< ISO 3166 alpha-3
    std::string surface;                 ///< a nominal's words without its article: "28-point peace plan"
    bool nominal = false;                ///< known by common nouns only: becomes a node when an edge needs it
    bool unnamed = false;                ///< an actor without a name: "Ugandan rebels"
};

/// The entities of an article and where they are mentioned.
struct Entities {
    std::vector<Entity> all;
    std::vector<EntityMention> mentions;          ///< in the order of their first tokens
    std::vector<std::uint32_t> mention_of_token;  ///< the innermost mention that covers a token, or kNone
    std::vector<std::vector<TitleSpan>> titles;   ///< by sentence
    /// Words for several entities at once, by token: "they", "both sides".
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> groups;
    std::vector<std::uint32_t> speaker_of_token;  ///< who says it, inside of direct speech; else kNone

    /// The mentions that begin at the tokens [first, last).
    std::span<const EntityMention> mentions_in(std::uint32_t first, std::uint32_t last) const {
        const auto before = [](const EntityMention& m, std::uint32_t token) { return m.first < token; };
        const auto begin = std::lower_bound(mentions.begin(), mentions.end(), first, before);
        return {begin, std::lower_bound(begin, mentions.end(), std::max(first, last), before)};
    }

    /// The entity whose mention covers a token, or kNone.
    std::uint32_t entity_at(std::uint32_t token) const {
        const std::uint32_t m = mention_of_token[token];
        return m == kNone ? kNone : mentions[m].entity;
    }
};

/// The word that may say that somebody is for or against whom a token names, and not that body
/// (attitude_prefix.h): the first of "anti-Islamic State", but not of the "Anti-Corruption Commission".
inline std::string_view attitude_word(const Document& document, const Entities& entities,
                                      std::uint32_t token) {
    const std::uint32_t m = entities.mention_of_token[token];
    if (m == kNone) return document.form(token);
    const EntityMention& mention = entities.mentions[m];
    return mention.kind == MentionKind::adjective ? document.form(mention.first) : std::string_view();
}

/// Finds the names, nominals and pronouns of an article and links those that mean the same: to the lexicon's
/// actors where it has them, else to each other. Titles and roles resolve to who held the office on the
/// article's day. With `unnamed`, people and groups without a name are entities of their own; without, they
/// stand for the state or organization that they act for, or for nobody.
Entities link_entities(const AnalysedDocument& analysed, const Resources& resources, bool unnamed = false);

}  // namespace entente
