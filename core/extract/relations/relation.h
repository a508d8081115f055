#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/clauses/clause_status.h"
#include "core/resources/resources.h"

#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// An edge between entities, before they become nodes.
struct Relation {
    std::uint32_t source = 0;  ///< entities
    std::uint32_t target = 0;
    std::string type;  ///< edge type
    bool negated = false;
    Modality modality = Modality::actual;
    std::string date;
    Confidence confidence = 0;
    std::string role;
    std::uint32_t attribution = Entities::kNone;
    std::string plover;  ///< where the trigger gives its own; else the type's holds
    std::string cameo;
    std::optional<Intensity> intensity;  ///< likewise
    std::uint32_t trigger = 0;           ///< token
    bool reciprocal = false;             ///< each end does it to the other, of which this is one direction
    bool guessed = false;                ///< one side only stands near the trigger
    int specificity = 0;  ///< how much of the context the trigger asks for: of two readings the greater
    // How it was found, for its confidence and its explanation:
    const TriggerSense* sense = nullptr;           ///< the trigger's; null for what words of structure give
    std::string_view pattern;                      ///< of structure: "title", "apposition"
    std::uint32_t source_token = Document::kNone;  ///< the words that stand for the ends
    std::uint32_t target_token = Document::kNone;
    int source_certainty = 100;  ///< per cent, of the way from the trigger to them
    int target_certainty = 100;
    StatusCues cues;
};

/// What actors do to each other: edges from the triggers of all sentences. An event without an actor, or
/// between things that its type doesn't join, is left out. With `event_coding` edges join actors only,
/// whatever their type allows, and an event with one side known gets as the other who stands nearest.
std::vector<Relation> find_interactions(const ClauseGrammar& grammar, const Resources& resources,
                                        bool event_coding = false);

/// Offices, representation and kinship of persons, from titles before and after their names and from verbs of
/// election, appointment and resignation.
std::vector<Relation> find_offices(const ClauseGrammar& grammar, const Resources& resources);

/// Membership, location, parts, and what hangs on the nouns of events and agreements.
std::vector<Relation> find_structure(const ClauseGrammar& grammar, const Resources& resources);

}  // namespace entente
