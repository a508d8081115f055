#pragma once

#include "core/model/date.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// An actor that the lexicon knows. Views live as long as the lexicon.
struct Actor {
    std::string_view id;        ///< "state:RUS", "organization:nato", "person:vladimir-putin", "place:geneva"
    std::string_view type;      ///< node type
    std::string_view name;      ///< canonical
    std::string_view kind;      ///< finer sort: "alliance", "party", "court", "city", "public-figure" ...
    std::string_view country;   ///< ISO 3166 alpha-3 of the state that it belongs to; empty for none
    std::string_view wikidata;  ///< empty where not known for certain
    /// Of an organization whose `name` is short ("SBU", "Christian Democratic Union"), the fullest one that
    /// the lexicon has; else empty.
    std::string_view full_name;
    bool article = false;  ///< stands with "the" in running text: "the Netherlands"
};

/// How a name means its actor.
enum class NameKind : std::uint8_t {
    name,       ///< "Russia", "NATO", "Vladimir Putin"
    adjective,  ///< "Russian"
    demonym,    ///< "Russians", "Britons"
    metonym,    ///< a seat of government that stands for the state: "the Kremlin", "Moscow", "Downing Street"
    former,     ///< a name of the past: "Burma", "Swaziland"
};

/// One reading of a name.
struct ActorName {
    std::uint32_t actor = 0;  ///< index, for ActorLexicon::actor
    NameKind kind = NameKind::name;
};

/// A person's office in a state or organization, for a time.
struct Holding {
    std::uint32_t person = 0;       ///< actor index
    std::uint32_t institution = 0;  ///< actor index of the state or organization
    std::string_view office;        ///< code of the office: "president", "foreign-minister" (offices.json)
    Date begin;                     ///< year 0: unknown
    Date end;                       ///< year 0: still in office when the lexicon was written
    bool at_least = false;          ///< `end` is only the last day known for sure: what came after is unknown
    bool acting = false;
};

/// What a title says of the person who bears it.
enum class TitleKind : std::uint8_t {
    office,          ///< holds-office-in: "president", "foreign minister", "chief"
    representative,  ///< represents: "envoy", "ambassador", "spokesman"
    member,          ///< member-of: "lawmaker", "MP", "senator"
    kin,             ///< related-to: "son-in-law", "wife"
    rank,            ///< holds-office-in where it stands with a body: "Russian general"; else says nothing
    honorific,       ///< says nothing: "Mr", "Dr", "Sir"
};

/// A title or role noun as the lexicon knows it.
struct Title {
    std::string_view office;  ///< code; for kin the relation's name ("son-in-law")
    TitleKind kind = TitleKind::office;
    bool personal = false;  ///< may be held with a person: an adviser speaks for whom he advises
    bool local = false;     ///< of a city: a capital named with it is the city, not the state
};

/// States, organizations, persons and offices with all their names, from `actors/`. Immutable once loaded;
/// safe to share between threads. Surfaces are compared exactly but for this: white space is one space, curly
/// quotes are straight, dashes are hyphens, a leading "the" may be there or not, and a name with diacritics
/// is known without them too.
class ActorLexicon {
  public:
    /// Loads every file of the folder. Throws Error(data) naming the file, the line or place, and what is
    /// wrong.
    static ActorLexicon load(const std::filesystem::path& folder) { return load(folder, {}); }
    /// With a user's files on top, each in the form of one of the folder's; later ones win
    /// (LexiconBuilder::begin_layer).
    static ActorLexicon load(const std::filesystem::path& folder,
                             std::span<const std::filesystem::path> user_files);

    ActorLexicon(ActorLexicon&&) noexcept;
    ActorLexicon& operator=(ActorLexicon&&) noexcept;
    ~ActorLexicon();

    std::size_t size() const;
    const Actor& actor(std::uint32_t index) const;
    /// The actor of an id.
    std::optional<std::uint32_t> find(std::string_view id) const;

    /// All readings of a surface ("Georgia" is a state and a place); empty for an unknown one. Persons answer
    /// to their full names here.
    std::span<const ActorName> lookup(std::string_view surface) const;
    /// The length in bytes of the longest name whose first word (up to a space) is `word`; 0 for none. Names
    /// are kept without "the" where lookup does without it.
    std::size_t longest_name_after(std::string_view word) const;
    /// Persons known by a family name alone ("Putin", "von der Leyen"): first those kept by hand (kind
    /// "public-figure"), then other office holders, the latest in office first.
    std::span<const std::uint32_t> by_family_name(std::string_view surname) const;
    /// True for a common first name of persons ("Steve", "Yevgeny").
    bool is_given_name(std::string_view word) const;

    /// Title of a surface in lower case ("prime minister", "special envoy"); null for none.
    const Title* title(std::string_view lower_case_surface) const;
    /// The most words that a title has.
    std::size_t longest_title_words() const;

    /// Who held the office on that day, if just one person did for sure; an unknown date means the latest
    /// holder. "leader" and "head" mean the office that leads the institution, and related offices answer
    /// where nobody held this one
    /// ("foreign-minister" for the United States: the Secretary of State; offices.json).
    std::optional<std::uint32_t> holder(std::uint32_t institution, std::string_view office,
                                        std::optional<Date> day) const;
    /// All that a person held, the earliest first.
    std::span<const Holding> holdings(std::uint32_t person) const;
    /// The organization that an actor belongs to by the lexicon ("European Commission" to "European Union").
    std::optional<std::uint32_t> part_of(std::uint32_t actor) const;

  private:
    struct Data;
    explicit ActorLexicon(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

}  // namespace entente
