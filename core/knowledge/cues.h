#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace entente {

/// Hash and equality that let a set of strings be asked with a view.
struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
using WordSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

/// English nouns and verbs that say what something is, from `cues.json`: in lower case where nothing else
/// is said, nouns and verbs as lemmas.
struct Cues {
    // The last noun of a capitalised name tells its type: "Labour Party", "Indus Waters Treaty".
    WordSet organization_heads;
    WordSet agreement_heads;
    WordSet event_heads;
    WordSet place_heads;
    WordSet event_openers;    ///< first words of names of events: "Operation Southern Spear"
    WordSet award_followers;  ///< the name before is of a prize: "Nobel laureate", "Oscar-winning"
    WordSet storm_nouns;      ///< stand before the one word that a storm is called: "Hurricane Melissa"
    WordSet event_opener_modifiers;  ///< stand before those: "Tropical Storm Wipha"
    WordSet places_of;               ///< go on with "of" in names of places: "Gulf of Aden"
    WordSet company_endings;         ///< "Inc.", also behind a comma
    /// Capitalised words that are no names of actors by themselves: months, languages, religions, brands of
    /// arms.
    WordSet not_names;

    WordSet product_nouns;  ///< an unknown name before one is that of a make: "Storm Shadow missiles"
    /// Words as they are written, without the "s" of a plural, that are no actors even where they stand like
    /// names: "GDP", "UAV", "Venus".
    WordSet names_of_things;

    /// Words in lower case inside names of persons and places: "Ursula von der Leyen", "Rio de Janeiro".
    WordSet name_particles;
    /// Words of bodies that every state may have: "Supreme Court", "Ministry of Internal Affairs".
    WordSet body_words;
    /// Nouns of such bodies that are no part of a government: a court or a commission acts by itself.
    WordSet standing_bodies;
    WordSet international_words;  ///< in the name of a body: it is that of many states
    /// Words that say only what sort of body or place a name means: "North Kivu Province" is "North Kivu".
    WordSet sort_words;

    // Common nouns that make a node with their modifiers: "a 28-point peace plan", "talks in Geneva".
    WordSet agreement_nouns;
    WordSet event_nouns;
    /// Such nouns that pass: even with a name before them ("Russian talks") they are a node only when an edge
    /// needs one.
    WordSet passing_nouns;
    /// Nouns that only measure or wrap another: "a series of attacks", "tariff rates".
    WordSet light_nouns;
    /// Modifiers that make no name: "new", "several", "major".
    WordSet plain_modifiers;

    // Common nouns that stand for the state or organization that modifies them: "Russian officials", "the
    // Dutch government".
    WordSet actor_nouns;
    /// Such nouns that stand for a whole body of it, so that "the government" alone goes back to the last
    /// one.
    WordSet state_nouns;         ///< "country", "government", "kremlin"
    WordSet organization_nouns;  ///< "group", "party", "alliance"
    WordSet person_nouns;        ///< unnamed people: "man", "journalist"; a name after one is a person's

    WordSet private_persons;  ///< do nothing in their state's name: "a Syrian national"
    WordSet state_opponents;  ///< come from a state and do not act for it: "Colombian guerrillas"
    WordSet state_speakers;   ///< "officials in Warsaw" speak for the state whose seat it is
    /// People and groups that act without a name ("gunmen", "villagers"): for event coding. First drawn from
    /// the noun.person file of WordNet 3.0 (Fellbaum 1998), then mended by hand.
    WordSet unnamed_actors;

    // Verbs by what they do to the clause below.
    WordSet reporting_verbs;  ///< "say", "claim"
    WordSet receiving_verbs;  ///< have the event's target as subject: "drew" criticism, "faces" sanctions
    /// Say whose something is: fighters "belonging to" a group, goods "imported from" a country.
    WordSet belonging_verbs;
    WordSet harming_verbs;  ///< whose object an attack hit: "killed" in a strike
    /// Rebels "backed by" a state, a mission "run by" it: they act for it.
    WordSet serving_verbs;
    WordSet motion_verbs;     ///< whose object or goal is a place: "arrived in Moscow"
    WordSet attending_verbs;  ///< who "attend" talks need not be their two sides
    /// Passive in form alone: who "is engaged in" fighting fights.
    WordSet stative_participles;
    WordSet mishap_verbs;    ///< a helicopter that "crashes, killing ten" attacks nobody
    WordSet munition_nouns;  ///< "destroyed drones in Kursk" destroys nothing of Kursk
    WordSet lawless_deeds;   ///< that no authority does: "kidnap"
    WordSet intent_nouns;    ///< "move", "plan": to do something
    WordSet judging_verbs;   ///< their object is another's deed: "veto" a move to do something
    WordSet weak_verbs;      ///< take their meaning from a noun: "hold" talks, "launch" an attack

    // Words that say how the event below them is meant.
    WordSet denying_words;    ///< "refuse", "fail"
    WordSet planning_words;   ///< "intend", "promise", "ready"
    WordSet demanding_words;  ///< "urge", "must"
    WordSet enabling_words;   ///< "allow", "risk": it may happen
    WordSet ending_words;     ///< "halt", "suspension"

    // Words with a construction of their own.
    WordSet planned_modifiers;   ///< "planned" talks are to come
    WordSet possible_modifiers;  ///< a "possible" attack
    WordSet past_modifiers;      ///< the "former" alliance
    WordSet performing_words;    ///< what one "orders" is done by that: "ordered a blockade"
    WordSet decree_nouns;        ///< an "order" imposing tariffs imposes them
    WordSet promising_verbs;  ///< who "promises" Kyiv to sign does so himself; who "urges" Kyiv to, does not
    WordSet calling_verbs;    ///< ask somebody behind a preposition: "called on" Oslo to help
    WordSet calling_phrases;  ///< such verbs with the preposition of whom they ask
    WordSet dying_verbs;      ///< whose subject an attack hit: "died" in a strike
    WordSet claiming_verbs;   ///< "claim" responsibility
    WordSet claimed_nouns;    ///< for a deed

    // Words of offices, membership and places.
    WordSet former_office_words;    ///< before a title: he has it no more
    WordSet current_office_words;   ///< he still has it
    WordSet coming_office_words;    ///< or not yet
    WordSet office_choosing_verbs;  ///< make somebody a holder to be: "elected" president
    WordSet office_holding_verbs;   ///< make somebody a holder, or say that he is: "appointed" minister
    WordSet office_ending_verbs;    ///< or end it: "resigned" as minister
    WordSet office_object_verbs;    ///< whose object is the office: "became" minister
    WordSet office_subject_verbs;   ///< whose subject is the holder
    WordSet succeeding_verbs;       ///< their object had the office before
    WordSet government_words;       ///< inside a title: it is of a state
    WordSet government_modifiers;   ///< right before a title, likewise
    WordSet seat_verbs;             ///< where a body is: "based" in Oslo
    WordSet venue_verbs;            ///< where an event is: "held" in Doha
    WordSet composing_verbs;        ///< have a body and its members: "consisting" of
    WordSet membership_nouns;       ///< "a signatory" of the treaty
    WordSet part_nouns;             ///< "an arm" of the Guards
    WordSet party_nouns;            ///< "the party" of its leader
    WordSet scholar_nouns;          ///< "an al-Qaeda expert" is no member of it
    WordSet water_kinds;            ///< kinds of places of the lexicon that are waters

    // How what was named before is taken up, and words inside names.
    WordSet subject_bodies;    ///< are named by what they are on: "Committee on Foreign Relations"
    WordSet owners_in_names;   ///< own what a name goes on with: "People's Republic"
    WordSet article_prefixes;  ///< begin names in lower case, before a hyphen: "al-Mawasi"
    WordSet ruling_nouns;      ///< of the state that a person rules: "the Trump administration"
    WordSet group_nouns;       ///< mean no army and no ministry
    WordSet group_kinds;       ///< kinds of organizations of the lexicon that they mean
    /// Nouns that may take up each other, to the first of their class: "the plan" goes back to "an
    /// agreement".
    std::unordered_map<std::string, std::string, StringHash, std::equal_to<>> happening_classes;
    WordSet state_sides;       ///< "the two countries": states that were named together
    WordSet person_sides;      ///< "both leaders": persons
    WordSet sides;             ///< "both sides": any actors
    WordSet passing_holders;   ///< right before an office alone: not who holds it
    WordSet holder_modifiers;  ///< may stand between a state and its office

    /// What the nouns of a class have in common, a noun's first of class or itself.
    std::string_view happening_class(std::string_view noun) const;

    /// Throws Error(data) for a missing file, broken JSON, an unknown or missing list, or an entry that is no
    /// word.
    static Cues load(const std::filesystem::path& file);
};

}  // namespace entente
