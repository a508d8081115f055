#include "core/knowledge/cues.h"

#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"

#include <algorithm>

namespace entente {

Cues Cues::load(const std::filesystem::path& file) {
    std::string text = read_data_file(file);
    const JsonDocument document(file, text, 1);
    const JsonNode root = document.root();
    root.expect_object({"version",         "organization_heads", "agreement_heads", "event_heads",
                        "place_heads",     "not_names",          "name_particles",  "body_words",
                        "agreement_nouns", "event_nouns",        "passing_nouns",   "light_nouns",
                        "plain_modifiers", "actor_nouns",        "state_nouns",     "organization_nouns",
                        "person_nouns",    "unnamed_actors",     "reporting_verbs", "weak_verbs",
                        "sort_words",      "receiving_verbs",    "stative_participles",
                        "belonging_verbs"});
    Cues cues;
    const auto read = [&](const char* name, WordSet& words) {
        root.member(name);
        for (const std::string_view line : root.strings_of(name)) {
            // A string may hold many words, so that the file stays readable.
            for (std::size_t at = 0; at < line.size();) {
                const std::size_t end = std::min(line.find(' ', at), line.size());
                if (end > at) words.emplace(line.substr(at, end - at));
                at = end + 1;
            }
        }
    };
    read("organization_heads", cues.organization_heads);
    read("agreement_heads", cues.agreement_heads);
    read("event_heads", cues.event_heads);
    read("place_heads", cues.place_heads);
    read("not_names", cues.not_names);
    read("agreement_nouns", cues.agreement_nouns);
    read("event_nouns", cues.event_nouns);
    read("passing_nouns", cues.passing_nouns);
    read("name_particles", cues.name_particles);
    read("body_words", cues.body_words);
    read("sort_words", cues.sort_words);
    read("light_nouns", cues.light_nouns);
    read("plain_modifiers", cues.plain_modifiers);
    read("actor_nouns", cues.actor_nouns);
    read("state_nouns", cues.state_nouns);
    read("organization_nouns", cues.organization_nouns);
    read("person_nouns", cues.person_nouns);
    read("unnamed_actors", cues.unnamed_actors);
    read("reporting_verbs", cues.reporting_verbs);
    read("receiving_verbs", cues.receiving_verbs);
    read("belonging_verbs", cues.belonging_verbs);
    read("stative_participles", cues.stative_participles);
    read("weak_verbs", cues.weak_verbs);
    return cues;
}

}  // namespace entente
