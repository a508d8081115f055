#pragma once

#include "core/extract/entities/entities.h"
#include "core/parse/document.h"
#include "core/resources/resources.h"

namespace entente {

/// Calls bodies that every state may have by their state too, so that the courts or parties of two states
/// stay two nodes and one has one name: "the Peruvian Supreme Court" and "the Supreme Court" are the "Supreme
/// Court of Peru". Whose body it is says the adjective, else the last state before its first mention,
/// else the next one in the sentence; without any the name stays. Bodies that the lexicon has become those,
/// and what it took for one state's ("the Democratic Party") is another's where the text speaks of that
/// alone.
void name_national_bodies(Entities& entities, const Document& document, const Resources& resources);

/// True for a name of such words alone as the bodies of many states have, one of them a body's noun.
bool is_common_body(const std::string& name, const Cues& cues);

/// "Court of Appeal" for "court of appeal".
std::string capitalise_words(std::string words);

/// "Supreme Court of Brazil"
std::string name_of_body(const std::string& body, const Actor& state);

/// The state's body of that name ("Supreme Court") that the lexicon has, where there is just one.
std::optional<std::uint32_t> known_body(const std::string& name, const Actor& state,
                                        const ActorLexicon& actors);

/// What a body is called in its own state: "Ministry of Finance" for that of Peru, "Supreme Court of
/// Cassation" for Italy's. Empty for names without a state, and where a
/// single word is left.
std::string name_at_home(const std::string& name, const Resources& resources);

/// "Parliament of Hungary" for "the Hungarian parliament" and "Hungary's Parliament"; empty for other names.
std::string name_abroad(const std::string& name, const Resources& resources);

/// An armed group of no one country is, in a text about a country where the lexicon has a branch of it, that
/// branch: "Islamic State" in Somalia. One that has a country is where the text speaks of the branch's alone
/// and names a place there: "the Taliban" in Peshawar.
void find_local_branches(Entities& entities, const Resources& resources);

}  // namespace entente
