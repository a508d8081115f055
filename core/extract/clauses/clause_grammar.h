#pragma once

#include "core/extract/entities/entities.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace entente {

/// An argument that the tree leads to, and how sure the way is.
struct Argument {
    std::uint32_t entity = 0;
    std::uint32_t token = 0;  ///< of the mention
    int certainty = 100;      ///< per cent
};

/// "out", "away": a word that belongs to the verb, though the parser may hang it on what follows ("pulled out
/// of the treaty").
bool is_particle(std::string_view lemma);

/// Who does what to whom, read off the dependency tree: grammatical functions as they are meant, past
/// passives, control, relative clauses, participles and coordination.
class ClauseGrammar {
  public:
    ClauseGrammar(const Document& document, const Entities& entities, const Cues& cues)
        : doc_(document), entities_(entities), cues_(cues) {}

    /// The tokens that stand as logical subject: of an active verb its subject, of a passive one its agent.
    std::vector<std::uint32_t> subjects(std::uint32_t verb) const { return subjects(verb, 0); }
    /// The tokens that stand as logical object: of a passive verb its subject.
    std::vector<std::uint32_t> objects(std::uint32_t verb) const { return objects(verb, 0); }
    /// What a noun says something of: its antecedent as an apposition, its subject as a predicate.
    std::vector<std::uint32_t> described_by(std::uint32_t noun) const;
    /// Dependents of a verb or noun with that preposition; of a verb also those of its object ("imposed
    /// sanctions on").
    std::vector<std::uint32_t> with_preposition(std::uint32_t token, std::string_view preposition) const;
    bool passive(std::uint32_t verb) const;

    /// The entities that a token and what is coordinated with it mean: its own mention, else the state or
    /// organization that modifies it ("Ukrainian border villages"), else what it is part of ("power plants in
    /// Kyiv").
    std::vector<Argument> resolve(std::uint32_t token) const;

    const Document& document() const { return doc_; }
    const Entities& entities() const { return entities_; }

  private:
    using Tokens = std::vector<std::uint32_t>;
    class SubjectFinder;
    static constexpr int kDeepest = 6;  // clauses that a missing argument is looked for above

    Tokens subjects(std::uint32_t verb, int depth) const;
    Tokens objects(std::uint32_t verb, int depth) const;
    /// In "the group, which attacked ..." the group is meant: arguments of a verb, without relative pronouns.
    Tokens antecedents(std::uint32_t verb, Tokens arguments) const;

    const Document& doc_;
    const Entities& entities_;
    const Cues& cues_;
};

}  // namespace entente
