#pragma once

#include "core/model/article_graph.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

class JsonNode;

/// PLOVER's quad classes; `none` for structural edges.
enum class QuadClass { none, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict };

/// The edge types that the program makes by itself, where no trigger says which.
namespace edge_type {
inline constexpr std::string_view accuses = "accuses";
inline constexpr std::string_view opposes = "opposes";
inline constexpr std::string_view meets_with = "meets-with";
inline constexpr std::string_view holds_office_in = "holds-office-in";
inline constexpr std::string_view represents = "represents";
inline constexpr std::string_view member_of = "member-of";
inline constexpr std::string_view related_to = "related-to";
inline constexpr std::string_view party_to = "party-to";
inline constexpr std::string_view concerns = "concerns";
inline constexpr std::string_view located_in = "located-in";
inline constexpr std::string_view part_of = "part-of";
}  // namespace edge_type

/// A kind of node, and how diagrams show it.
struct NodeType {
    std::string name;  ///< "person"
    std::string description;
    std::string shape;  ///< GraphViz shape
    std::string fill;   ///< colour as #rrggbb
    bool acts = false;  ///< it may stand on either side of an event: a person, a state
};

/// A kind of edge, its codes, and what it may join.
struct EdgeType {
    std::string name;  ///< "negotiates-with"
    std::string description;
    bool symmetric = false;   ///< stored once for both directions, the smaller id first
    bool structural = false;  ///< no event: holds at the article's date unless it says otherwise
    std::string plover;       ///< "CONSULT"; empty for structural types
    std::string cameo;        ///< CAMEO code ("046"); empty for structural types
    QuadClass quad = QuadClass::none;
    Intensity intensity = 0;           ///< of such an act that happens, in tenths; 0 for structural types
    std::vector<std::string> sources;  ///< node types that it may start at
    std::vector<std::string> targets;  ///< and end at

    // How news tells of such an act; false for structural types, but for `lasting`.
    bool uses_force = false;       ///< the words around tell of attacker and victims: "killed in a strike"
    bool aims_at_victims = false;  ///< "threatened the bombing of Oslo" threatens Oslo
    bool blames_doer = false;      ///< "alleges that Oslo was bombed by Lima" blames Lima
    bool asks_for_deed = false;    ///< what it asks for is no event of its own: "urged Oslo to attack"
    bool public_targets = false;   ///< "met French tourists" is no meeting with France
    bool place_targets = false;    ///< done to a place as such, and not to its state: "left Kherson"
    bool by_authorities = false;   ///< where nobody is named, the state of the place does it: "is arrested"
    bool by_authorities_in_coding = false;  ///< likewise, in event coding only
    /// Holds from its date on until something else is said: what is structural, and who agreed to what.
    bool lasting = false;
    std::string of_things;  ///< the type instead, of agreements and events: who accuses a plan opposes it
    std::string between_actors;  ///< the type instead, in event coding, where actors stand for such a thing
};

/// The types that the graph may hold, from `ontology.json`. Immutable once loaded; safe to share between
/// threads.
class Ontology {
  public:
    /// Throws Error(data) naming the file, the place in it and what is wrong.
    static Ontology load(const std::filesystem::path& file);

    const NodeType* node_type(std::string_view name) const;  ///< null when there is none
    const EdgeType* edge_type(std::string_view name) const;
    const std::vector<NodeType>& node_types() const { return node_types_; }
    const std::vector<EdgeType>& edge_types() const { return edge_types_; }
    /// The names of the node types that act.
    const std::vector<std::string>& acting_types() const { return acting_types_; }

    /// True where an edge of this type may join nodes of these types.
    bool allows(const EdgeType& type, std::string_view source_type, std::string_view target_type) const;

    /// Conflict or cooperation of an interaction on a scale of -10..10, in tenths: the type's, or a trigger's
    /// `own`; a share of it for what is planned, possible, conditional or demanded, and another for what is
    /// negated. The idea of one scale is Goldstein's (1992); values and shares are in `ontology.json`.
    Intensity intensity_of(const EdgeType& type, std::optional<Intensity> own, Modality modality,
                           bool negated) const;

    /// Puts the smaller id first in edges of symmetric types.
    void orient(ArticleGraph& graph) const;

  private:
    void read_scale(const JsonNode& json);

    std::vector<NodeType> node_types_;
    std::vector<EdgeType> edge_types_;
    std::vector<std::string> acting_types_;
    // Per cent of an act's intensity.
    std::array<int, kModalities> modality_shares_{100, 100, 100, 100, 100, 100};
    int negated_cooperation_share_ = 100;
    int negated_conflict_share_ = 100;
};

}  // namespace entente
