#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/relations/relation.h"
#include "core/resources/resources.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <string>
#include <string_view>

namespace entente {

/// What readers of offices and of other structure share: the entities of an article and the tokens that mean
/// them.
class StructureReader {
  protected:
    StructureReader(const ClauseGrammar& grammar, const Resources& resources)
        : grammar_(grammar), doc_(grammar.document()), entities_(grammar.entities()), res_(resources) {}

    using Pattern = StructurePattern;

    std::string_view type(std::uint32_t entity) const { return entities_.all[entity].type; }
    bool is_person(std::uint32_t e) const { return e != kNone && type(e) == node_type::person; }
    bool is_body(std::uint32_t e) const {
        return e != kNone && (type(e) == node_type::state || type(e) == node_type::organization);
    }
    const EntityMention& mention_at(std::uint32_t token) const {
        return entities_.mentions[entities_.mention_of_token[token]];
    }
    std::uint32_t mention_end(std::uint32_t token) const { return mention_at(token).last; }
    std::uint32_t mention_begin(std::uint32_t token) const { return mention_at(token).first; }
    bool covered(std::uint32_t token) const { return entities_.entity_at(token) != kNone; }
    std::string lower(std::uint32_t t) const { return ascii_lower(doc_.form(t)); }

    static constexpr Pattern kPredicate{"predicate", 8000};  // "was sworn in as president", "is a member"
    static constexpr Pattern kModifier{"modifier", 7000};    // "talks between A and B in Geneva on C"
    static constexpr int kNamedByNoun = 90;  // certainty of "economist Jan Berg" for what "economist" governs

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    std::vector<Relation> found_;
};

}  // namespace entente
