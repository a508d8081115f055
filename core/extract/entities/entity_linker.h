#pragma once

#include "core/extract/entities/entities.h"
#include "core/extract/entities/quotation.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <unordered_map>

namespace entente {

/// Builds Entities from left to right. Each `add_` method decides which entity a stretch of tokens means.
class EntityLinker {
  public:
    EntityLinker(const Document& document, const Resources& resources, bool unnamed);
    Entities run() &&;

  private:
    // Names (entity_linker.cpp)
    bool is_people(const NameSpan& name) const;
    bool is_currency(const NameSpan& name) const;
    void add_opposed(std::uint32_t sentence);
    void add_passing(std::uint32_t first, std::uint32_t last, std::uint32_t actor);
    void add_name(const NameSpan& name, std::uint32_t sentence);
    std::uint32_t link_known(const NameSpan& name);
    std::uint32_t link_new(const NameSpan& name);
    bool in_address(const NameSpan& name) const;
    bool of_unnamed_body(std::uint32_t pronoun) const;
    std::uint32_t choose_reading(const NameSpan& name) const;
    std::uint32_t namesake(const NameSpan& name) const;
    std::string_view guess_type(const NameSpan& name) const;
    std::uint32_t find_by_surname(std::string_view surname) const;
    std::uint32_t known_by_surname(std::string_view surname, std::string_view office) const;
    std::string_view office_before(std::uint32_t token) const;
    void add_acronym(const NameSpan& name, std::uint32_t entity);
    void add_state_in_name(const NameSpan& name);

    // Actors without a name (unnamed_linker.cpp)
    void add_unnamed_actors(std::uint32_t sentence);
    std::string country_around(std::uint32_t head) const;
    bool is_nation(std::uint32_t token) const;
    std::size_t states_of_modifiers(std::uint32_t noun) const;

    // Nominals and pronouns (nominal_linker.cpp)
    void add_role(const TitleSpan& title);
    void add_actor_nouns(std::uint32_t sentence);
    bool may_be_called(std::uint32_t organization, std::string_view noun) const;
    bool add_national_body(std::uint32_t noun);
    bool owned_by(std::uint32_t state, std::uint32_t token) const;
    bool is_standing_body(std::uint32_t first, std::uint32_t noun) const;
    std::uint32_t body_entity(const std::string& name, const Actor& state);
    std::vector<std::uint32_t> states_of(std::uint32_t modifier) const;
    void add_agreements_and_events(std::uint32_t sentence);
    bool named_by_modifiers(std::uint32_t first, std::uint32_t head) const;
    void add_pronouns(std::uint32_t sentence);
    std::uint32_t institution_near(const TitleSpan& title) const;
    std::uint32_t antecedent(std::uint32_t before, bool person) const;
    std::uint32_t link_nominal(std::uint32_t first, std::uint32_t head, std::string_view type);

    // Words for several actors, and who speaks (plural_linker.cpp)
    struct PluralCandidate;
    void add_plurals(std::uint32_t sentence);
    void add_plural_pronoun(std::uint32_t token);
    void add_plural_nominal(std::uint32_t noun);
    std::vector<PluralCandidate> plural_candidates(std::uint32_t before) const;
    std::vector<std::uint32_t> coordinated(std::uint32_t token, std::uint32_t before) const;
    std::vector<std::uint32_t> last_two(std::uint32_t before, std::string_view type) const;
    void add_speakers();

    std::uint32_t actor_entity(std::uint32_t actor);
    std::uint32_t new_entity(Entity entity);
    void add_mention(std::uint32_t first, std::uint32_t last, MentionKind kind, std::uint32_t entity);
    std::uint32_t head_of(std::uint32_t first, std::uint32_t last) const;
    std::string lower(std::uint32_t token) const;
    std::string name_text(std::uint32_t first, std::uint32_t last) const;
    bool covered(std::uint32_t token) const { return out_.mention_of_token[token] != Entities::kNone; }
    bool names_local_office(std::uint32_t first, std::uint32_t last) const;
    /// True where the words around say that a capital's name means the city.
    bool reads_as_place(std::uint32_t first, std::uint32_t last) const;

    /// The mentions that a later word may take up, the latest first: a bounded number, so that a book takes
    /// linear time.
    static constexpr std::size_t kRemembered = 1500;
    std::span<const EntityMention> recent_mentions() const {
        const std::size_t n = std::min(out_.mentions.size(), kRemembered);
        return std::span(out_.mentions).last(n);
    }

    const Document& doc_;
    const Resources& res_;
    bool unnamed_;
    Entities out_;
    std::unordered_map<std::uint32_t, std::uint32_t> by_actor_;  ///< lexicon actor to entity
    std::unordered_map<std::string, std::uint32_t> by_name_;     ///< normalised new name to entity
    std::unordered_map<std::string, std::uint32_t> storms_;      ///< by what they are called alone
    /// Letters that the text itself says are not whom the lexicon means by them: "(LDP)" in Serbia.
    std::unordered_map<std::string, std::uint32_t> defined_letters_;
    std::set<std::string_view> spoken_of_;  ///< codes of the states named so far
    std::unordered_map<std::string, std::uint32_t>
        by_role_;  ///< title in lower case to the person who bore it
};

}  // namespace entente
