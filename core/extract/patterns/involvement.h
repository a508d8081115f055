#pragma once

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/patterns/trigger_match.h"
#include "core/resources/resources.h"

namespace entente {

/// Tells by the words around whether an actor whom the grammar leads to is really involved in a deed: "a
/// Syrian national", "Colombian rebels" and "an explosion in Egypt" do nothing in the name of those states.
class Involvement {
  public:
    /// Both must outlive it.
    Involvement(const ClauseGrammar& grammar, const Resources& resources)
        : grammar_(grammar), doc_(grammar.document()), entities_(grammar.entities()), res_(resources) {}

    /// "a Syrian national attacked passengers": no deed of Syria's.
    bool is_private(std::uint32_t token) const;
    /// "Colombian guerrillas", "Myanmar rebels": they are not that state.
    bool is_opponent(const Argument& argument) const;
    /// "guerrillas kidnapped him in Iraq": no authority of that state did.
    bool by_opponents(std::uint32_t verb) const;
    /// A sea, a river: where something is done, not whom it is done to.
    bool is_water(std::uint32_t entity) const;
    /// "an explosion in Egypt kills": where something happened has not done it; but "soldiers in Egypt" may
    /// be Egypt's.
    bool is_scene(std::uint32_t token) const;
    /// "Rwandan-backed": a participle with its agent before it.
    bool names_agent(std::uint32_t participle) const;
    /// "a helicopter crashes, killing ten" is no attack.
    bool is_mishap(const TriggerMatch& match) const;
    /// "destroyed several drones in Kursk": whose they are is not told.
    bool hits_munition(const TriggerMatch& match) const;

  private:
    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
};

}  // namespace entente
