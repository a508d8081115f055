#pragma once

#include <string>
#include <vector>

namespace entente::tools {

/// An actor, or further names of a known one, as a line of a user's lexicon holds them (`entente lexicon
/// --help`).
struct LexiconEntry {
    std::string type;                ///< person, organization or place; empty for names of `id`
    std::string id;                  ///< of a known actor; else that of the new one
    std::vector<std::string> names;  ///< the first is the name, the others aliases
    std::string family_name, kind, country, wikidata;
    std::string office, institution, begin, end;  ///< of a person; an office may be left out

    /// The first line of a file that holds such entries.
    std::string header() const;
    /// The entry's lines, each with its line break.
    std::string lines() const;
};

/// Puts an entry at the end of a lexicon's text, which is begun where it is empty. Throws Error(usage) for a
/// text that holds other things.
std::string with_entry(const std::string& text, const std::string& file, const LexiconEntry& entry);

}  // namespace entente::tools
