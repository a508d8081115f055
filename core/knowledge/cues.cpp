#include "core/knowledge/cues.h"

#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace entente {
namespace {

struct List {
    const char* name;
    WordSet Cues::*words;
};

constexpr auto kLists = std::to_array<List>({
    {"organization_heads", &Cues::organization_heads},
    {"agreement_heads", &Cues::agreement_heads},
    {"event_heads", &Cues::event_heads},
    {"event_openers", &Cues::event_openers},
    {"award_followers", &Cues::award_followers},
    {"storm_nouns", &Cues::storm_nouns},
    {"place_heads", &Cues::place_heads},
    {"places_of", &Cues::places_of},
    {"event_opener_modifiers", &Cues::event_opener_modifiers},
    {"international_words", &Cues::international_words},
    {"company_endings", &Cues::company_endings},
    {"product_nouns", &Cues::product_nouns},
    {"names_of_things", &Cues::names_of_things},
    {"not_names", &Cues::not_names},
    {"agreement_nouns", &Cues::agreement_nouns},
    {"event_nouns", &Cues::event_nouns},
    {"passing_nouns", &Cues::passing_nouns},
    {"name_particles", &Cues::name_particles},
    {"standing_bodies", &Cues::standing_bodies},
    {"sort_words", &Cues::sort_words},
    {"body_words", &Cues::body_words},
    {"light_nouns", &Cues::light_nouns},
    {"plain_modifiers", &Cues::plain_modifiers},
    {"actor_nouns", &Cues::actor_nouns},
    {"state_nouns", &Cues::state_nouns},
    {"organization_nouns", &Cues::organization_nouns},
    {"person_nouns", &Cues::person_nouns},
    {"private_persons", &Cues::private_persons},
    {"state_opponents", &Cues::state_opponents},
    {"state_speakers", &Cues::state_speakers},
    {"unnamed_actors", &Cues::unnamed_actors},
    {"reporting_verbs", &Cues::reporting_verbs},
    {"receiving_verbs", &Cues::receiving_verbs},
    {"belonging_verbs", &Cues::belonging_verbs},
    {"harming_verbs", &Cues::harming_verbs},
    {"serving_verbs", &Cues::serving_verbs},
    {"motion_verbs", &Cues::motion_verbs},
    {"attending_verbs", &Cues::attending_verbs},
    {"stative_participles", &Cues::stative_participles},
    {"weak_verbs", &Cues::weak_verbs},
    {"intent_nouns", &Cues::intent_nouns},
    {"judging_verbs", &Cues::judging_verbs},
    {"mishap_verbs", &Cues::mishap_verbs},
    {"munition_nouns", &Cues::munition_nouns},
    {"lawless_deeds", &Cues::lawless_deeds},
    {"denying_words", &Cues::denying_words},
    {"planning_words", &Cues::planning_words},
    {"demanding_words", &Cues::demanding_words},
    {"enabling_words", &Cues::enabling_words},
    {"ending_words", &Cues::ending_words},
    {"planned_modifiers", &Cues::planned_modifiers},
    {"possible_modifiers", &Cues::possible_modifiers},
    {"past_modifiers", &Cues::past_modifiers},
    {"performing_words", &Cues::performing_words},
    {"decree_nouns", &Cues::decree_nouns},
    {"promising_verbs", &Cues::promising_verbs},
    {"calling_verbs", &Cues::calling_verbs},
    {"calling_phrases", &Cues::calling_phrases},
    {"dying_verbs", &Cues::dying_verbs},
    {"claiming_verbs", &Cues::claiming_verbs},
    {"claimed_nouns", &Cues::claimed_nouns},
    {"former_office_words", &Cues::former_office_words},
    {"current_office_words", &Cues::current_office_words},
    {"coming_office_words", &Cues::coming_office_words},
    {"office_choosing_verbs", &Cues::office_choosing_verbs},
    {"office_holding_verbs", &Cues::office_holding_verbs},
    {"office_ending_verbs", &Cues::office_ending_verbs},
    {"office_object_verbs", &Cues::office_object_verbs},
    {"office_subject_verbs", &Cues::office_subject_verbs},
    {"succeeding_verbs", &Cues::succeeding_verbs},
    {"government_words", &Cues::government_words},
    {"government_modifiers", &Cues::government_modifiers},
    {"seat_verbs", &Cues::seat_verbs},
    {"venue_verbs", &Cues::venue_verbs},
    {"composing_verbs", &Cues::composing_verbs},
    {"membership_nouns", &Cues::membership_nouns},
    {"part_nouns", &Cues::part_nouns},
    {"party_nouns", &Cues::party_nouns},
    {"scholar_nouns", &Cues::scholar_nouns},
    {"water_kinds", &Cues::water_kinds},
    {"subject_bodies", &Cues::subject_bodies},
    {"owners_in_names", &Cues::owners_in_names},
    {"article_prefixes", &Cues::article_prefixes},
    {"ruling_nouns", &Cues::ruling_nouns},
    {"group_nouns", &Cues::group_nouns},
    {"group_kinds", &Cues::group_kinds},
    {"state_sides", &Cues::state_sides},
    {"person_sides", &Cues::person_sides},
    {"sides", &Cues::sides},
    {"passing_holders", &Cues::passing_holders},
    {"holder_modifiers", &Cues::holder_modifiers},
});

constexpr const char* kClasses = "happening_classes";

/// A string of a list may hold many words, so that the file stays readable.
std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        if (end > at) words.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace

std::string_view Cues::happening_class(std::string_view noun) const {
    const auto found = happening_classes.find(noun);
    return found == happening_classes.end() ? noun : std::string_view(found->second);
}

Cues Cues::load(const std::filesystem::path& file) {
    std::string text = read_data_file(file);
    const JsonDocument document(file, text, 1);
    const JsonNode root = document.root();
    std::vector<std::string_view> members{"version", kClasses};
    for (const List& list : kLists) members.emplace_back(list.name);
    root.expect_object(members);
    Cues cues;
    for (const List& list : kLists) {
        root.member(list.name);
        for (const std::string_view line : root.strings_of(list.name))
            for (const std::string_view word : words_of(line)) (cues.*list.words).emplace(word);
    }
    root.member(kClasses);
    for (const std::string_view line : root.strings_of(kClasses)) {
        const std::vector<std::string_view> words = words_of(line);
        for (const std::string_view word : words) cues.happening_classes.emplace(word, words.front());
    }
    return cues;
}

}  // namespace entente
