#pragma once

#include "core/extract/patterns/involvement.h"
#include "core/extract/patterns/trigger_match.h"
#include "core/resources/resources.h"

#include <optional>
#include <string>
#include <vector>

namespace entente {

/// An act that a trigger tells of, and who stands on its two sides.
struct Deed {
    TriggerMatch match;
    std::vector<Argument> sources;
    std::vector<Argument> targets;
    bool between_sides = false;  ///< the sources are named as the two sides: "talks between A and B"
    bool reciprocal = false;     ///< each side does it to the other
    bool mutual = false;         ///< the sources do it with each other; there are no targets

    const EdgeType& type() const { return *match.type; }
    /// True where somebody only says that it is so: "Iran insists that it is illegal".
    bool said() const {
        const auto& from = match.sense->from;
        return !from.empty() && from.front().kind == ArgumentSlot::Kind::sayer;
    }
    bool has_two_sides() const { return mutual ? sources.size() > 1 : !sources.empty() && !targets.empty(); }
};

/// Reads who does what a trigger tells of, and to whom: by the slots of its sense, then by the words around;
/// whom the grammar leads to without being involved is left out.
class DeedReader {
  public:
    /// Per cent for an actor that only stands near the trigger: of event coding.
    static constexpr int kNearCertainty = 45;

    /// Both must outlive it. With `event_coding` the sides are actors, whatever the type may join, and a
    /// side that is not told is who stands nearest.
    DeedReader(const ClauseGrammar& grammar, const Resources& resources, bool event_coding)
        : grammar_(grammar),
          doc_(grammar.document()),
          entities_(grammar.entities()),
          res_(resources),
          involved_(grammar, resources),
          event_coding_(event_coding) {}

    /// Nothing where the trigger tells of no deed. A side that nobody is named for is empty.
    std::optional<Deed> read(const TriggerMatch& match) const;

  private:
    bool tells_no_deed(const TriggerMatch& match) const;

    // Steps: each finds sides that are still open, or drops those who are not involved.
    void take_sides_between(Deed& deed) const;
    void take_attackers_around(Deed& deed) const;
    void drop_source_that_is_target(Deed& deed) const;
    void drop_uninvolved_sources(Deed& deed) const;
    void drop_private_targets(Deed& deed) const;
    void drop_opponents_among_targets(Deed& deed) const;
    void drop_sources_among_targets(Deed& deed) const;
    void note_reciprocity(Deed& deed) const;
    void take_victims_around(Deed& deed) const;
    void take_authorities(Deed& deed) const;
    void take_targets_as_sides(Deed& deed) const;
    void take_reporter_for_pronoun(Deed& deed) const;
    void drop_waters(Deed& deed) const;
    void note_mutuality(Deed& deed) const;
    void take_nearest(Deed& deed) const;
    void name_states_for_places(Deed& deed) const;

    const std::vector<std::string>& allowed_sources(const EdgeType& type) const;
    const std::vector<std::string>& allowed_targets(const EdgeType& type) const;
    std::vector<Argument> fill_first(const std::vector<ArgumentSlot>& slots, const TriggerMatch& match,
                                     const std::vector<std::string>& allowed) const;
    std::vector<Argument> fill(const ArgumentSlot& slot, const TriggerMatch& match) const;
    std::vector<Argument> receivers(const TriggerMatch& match, const std::vector<std::string>& allowed) const;
    bool speaks_of_deed(const EdgeType& type) const;
    bool is_deed(std::uint32_t noun) const;
    std::vector<Argument> doers(std::uint32_t deed, std::vector<Argument> found) const;
    std::vector<Argument> named_sides(std::uint32_t noun) const;
    bool on_each_other(std::uint32_t verb) const;
    std::vector<Argument> nearest_below(const Deed& deed) const;
    std::vector<Argument> nearest_before(const Deed& deed) const;
    bool is_other_actor(std::uint32_t entity, const std::vector<Argument>& others) const;
    std::string_view type_of(const Argument& argument) const { return entities_.all[argument.entity].type; }
    std::uint32_t sentence_end(std::uint32_t token) const {
        return doc_.sentence_span(doc_.sentence(token)).last;
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    Involvement involved_;
    bool event_coding_;
};

}  // namespace entente
