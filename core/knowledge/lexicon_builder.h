#pragma once

#include "core/knowledge/actor_lexicon.h"
#include "core/knowledge/string_index.h"

#include <array>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente {

inline constexpr std::uint32_t kNoNumber = 0xFFFFFFFF;

/// An office of offices.json, for `holder`.
struct Office {
    std::vector<std::uint32_t>
        also;              ///< offices whose holder answers where nobody held this one, the best first
    bool several = false;  ///< held by more than one at a time: a later holder doesn't end an earlier one
    bool head = false;     ///< means whatever office leads the institution ("leader", "chief")
};

/// All tables of a loaded lexicon; strings are views into `texts` and `made`. The numbers are what is
/// expected, so that loading seldom grows a table.
struct LexiconTables {
    std::deque<std::string> texts;  ///< the files
    std::pmr::monotonic_buffer_resource made{1 << 16};

    std::vector<Actor> actors;
    StringIndex ids{20000};            ///< numbers are those of `actors`
    std::vector<std::uint32_t> parts;  ///< the organization that an actor is part of
    std::vector<std::uint32_t> heads;  ///< the office that leads a state or organization

    StringIndex surfaces{40000};
    GroupedValues<ActorName> names;
    StringIndex first_words{16000};
    std::vector<std::uint32_t> longest_names;  ///< by first word, in bytes

    StringIndex families{8000};
    GroupedValues<std::uint32_t> bearers;
    StringIndex given_names{8000};

    StringIndex title_surfaces{2000};
    std::vector<Title> titles;
    std::size_t longest_title_words = 0;

    StringIndex office_codes{200};
    std::vector<Office> offices;
    GroupedValues<Holding> holdings;  ///< by person
    struct InstitutionOffice {
        std::uint32_t institution;
        std::uint32_t office;
        Holding holding;
    };
    std::vector<InstitutionOffice> by_office;  ///< sorted by institution, office and begin
};

/// Fills the tables. What breaks a rule that needs all files (a country that no file defines, an id that
/// stands twice) is returned as a message, so that each reader adds its own place; an empty message is
/// success.
class LexiconBuilder {
  public:
    explicit LexiconBuilder(LexiconTables& tables);
    LexiconTables& tables() { return tables_; }

    /// What is added from here on wins over what was there: an actor defined again takes the place of the
    /// older one with all its names and offices, a name means only what the later file says, and an office
    /// of one holder passes at once to whom the later file names.
    void begin_layer();
    /// 0 for the lexicon itself, then one for each of the user's.
    std::uint32_t layer() const { return layer_; }

    /// A string that lives as long as the tables: the parts joined.
    std::string_view keep(std::string_view first, std::string_view second = {});

    /// Adds an actor; its canonical name becomes a surface.
    std::string add_actor(const Actor& actor);
    /// The actor that was added last.
    std::uint32_t last() const { return last_; }
    std::optional<std::uint32_t> find(std::string_view id) const { return tables_.ids.find(id); }
    /// "RUS" or "nato": a state or an organization.
    std::optional<std::uint32_t> find_institution(std::string_view name) const;

    void add_name(std::uint32_t actor, std::string_view surface, NameKind kind);
    void add_family_name(std::uint32_t person, std::string_view surname);

    void add_country(std::string_view code);
    bool is_country(std::string_view code) const;

    /// Says that the state's seat of government is the place, whose names will stand for the state too.
    void add_seat(std::uint32_t state, std::string_view place);
    /// The states whose seat is the place; remembers that it was asked for.
    std::span<const std::uint32_t> states_seated_in(std::string_view place);
    /// The first seat, by id, that was never asked for; "" for none.
    std::string_view missing_seat() const;

    void add_holding(const Holding& holding, std::uint32_t office);
    /// Orders all that was added; nothing may be added after.
    void finish();

  private:
    struct Seat {
        std::vector<std::uint32_t> states;
        bool found = false;
    };
    std::string_view comparable(std::string_view surface);
    void forget(std::uint32_t actor);
    void displace(const Holding& holding, std::uint32_t office);
    /// Gives organizations with short names their full ones.
    void find_full_names();

    LexiconTables& tables_;
    std::uint32_t layer_ = 0;
    std::uint32_t last_ = kNoNumber;
    std::size_t older_holdings_ = 0;             ///< how many rows of `by_office` earlier layers added
    std::vector<std::uint32_t> actor_layers_;    ///< by actor
    std::vector<std::uint32_t> surface_layers_;  ///< by surface
    std::array<std::uint64_t, 26 * 26 * 26 / 64 + 1> countries_{};
    std::unordered_map<std::string_view, Seat> seats_;
};

/// The readers of the files in `actors/`, in the order in which they must be called.
void read_offices(const std::filesystem::path& file, LexiconBuilder& builder);
void read_states(const std::filesystem::path& file, LexiconBuilder& builder);
void read_organizations(const std::filesystem::path& file, LexiconBuilder& builder);
void read_national_bodies(const std::filesystem::path& file, LexiconBuilder& builder);
/// `name` is the file's name in its header line; persons of a file that is read later come later among
/// namesakes.
void read_persons(const std::filesystem::path& file, std::string_view name, LexiconBuilder& builder);
void read_places(const std::filesystem::path& file, LexiconBuilder& builder);
void read_given_names(const std::filesystem::path& file, LexiconBuilder& builder);

/// A user's file, in the form of any file above but offices.json, or `# names 1`: an id of an actor known
/// before and further names of it, separated by '|'. Its header line, or its members in JSON, tell which.
void read_user_lexicon(const std::filesystem::path& file, LexiconBuilder& builder);

}  // namespace entente
