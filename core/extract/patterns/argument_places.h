#pragma once

#include "core/extract/clauses/clause_grammar.h"

#include <string>
#include <vector>

namespace entente {

/// Who is hit where the attack itself doesn't say: "two Palestinians are killed when soldiers open fire",
/// "... in a strike"; else where it happens. `carrier` is the attack's verb, or its noun; `allowed` are the
/// node types that a target may have.
std::vector<Argument> victims_around(const ClauseGrammar& grammar, const Cues& cues, std::uint32_t carrier,
                                     const std::vector<Argument>& attackers,
                                     const std::vector<std::string>& allowed);

/// "an attack on a station in Peru, by the rebels", "kills ten in an attack on Kyiv": who did what a noun
/// of an attack says, where it stands too far for the tree.
std::vector<Argument> attackers_around(const ClauseGrammar& grammar, const Cues& cues, std::uint32_t noun);

/// Who arrests without being named: the state where it happens.
std::vector<Argument> state_of_place(const ClauseGrammar& grammar, std::uint32_t trigger);

/// An attack on X in Y hits the state that Y belongs to; the place is hit only where no state is named,
/// or where it is the attacker's own.
std::vector<Argument> hit_states(const ClauseGrammar& grammar, std::vector<Argument> targets,
                                 const std::vector<Argument>& sources);

/// Places don't act, nor does one deal with them: a visit to a city is one to its state. But who acts against
/// `others` of that state is not the state.
std::vector<Argument> actors_only(const ClauseGrammar& grammar, std::vector<Argument> arguments,
                                  const std::vector<Argument>& others);

}  // namespace entente
