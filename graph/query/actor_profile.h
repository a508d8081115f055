#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/aggregate.h"
#include "core/model/graph_source.h"
#include "graph/edge_filter.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entente {

/// A node as results name it.
struct ActorRef {
    std::string id;
    std::string name;
    std::string type;

    bool operator==(const ActorRef&) const = default;
};

/// One sentence that shows an edge.
struct EvidenceQuote {
    std::string article;       ///< id
    std::string article_date;  ///< empty when unknown
    std::string date;  ///< of what is said, ISO 8601 date or interval; the article's where it says none
    std::string text;  ///< the sentence
    std::string trigger;
    ActorRef attribution;  ///< who said so; an empty id for the article itself
    Modality modality = Modality::actual;
    bool negated = false;
    Confidence confidence = 0;
    std::string role;
    std::optional<Intensity> intensity;
    std::string title;  ///< of the article, and where it stands; empty when unknown
    std::string url;
};

enum class EdgeDirection { outgoing, incoming, mutual };

std::string_view to_string(EdgeDirection direction);

/// How long somebody held an office, a mandate or a membership, by the evidence.
struct Tenure {
    std::string role;        ///< "defence minister"; empty where no text names it
    std::string first_date;  ///< the first and the last day on which a text says that it is held; empty where
    std::string last_date;   ///< none does, or has no date
    bool ended = false;      ///< the latest evidence says that it is over
    std::uint64_t evidence_count = 0;
    Confidence confidence = 0;
};

/// An edge as seen from one of its ends.
struct Connection {
    EdgeKey key;
    EdgeDirection direction = EdgeDirection::outgoing;
    ActorRef other;
    EdgeSummary summary;
    Confidence confidence = 0;          ///< that of the summary
    std::vector<Tenure> tenures;        ///< in the order of time, one a role; only of types that have roles
    std::vector<EvidenceQuote> quotes;  ///< the best one first, or all by date, as asked for
};

/// Connections of one type, those of most evidence first.
struct ConnectionGroup {
    std::string type;
    QuadClass quad = QuadClass::none;
    bool structural = false;
    std::vector<Connection> connections;
    std::size_t left_out = 0;  ///< by the limit
};

/// A part that an actor played: an office, a mandate, a membership.
struct ActorRole : Tenure {
    std::string type;  ///< "holds-office-in", "represents" or "member-of"
    ActorRef of;
};

/// What the graph knows about one node.
struct ActorProfile {
    ActorRef actor;
    NodeSummary summary;
    std::vector<std::pair<std::string, std::uint64_t>> aliases;  ///< other names, by number of articles
    std::vector<ActorRole> roles;                                ///< in the order of time
    std::vector<ConnectionGroup> groups;                         ///< in the order of the ontology
    std::uint64_t edge_count = 0;                                ///< over all groups, with those left out
    std::uint64_t evidence_count = 0;
};

/// What is between two nodes: every edge, with all its evidence by date.
struct PairProfile {
    ActorRef a;
    ActorRef b;
    std::vector<ConnectionGroup> groups;  ///< directions as seen from `a`
    std::uint64_t evidence_count = 0;
};

struct ProfileOptions {
    EdgeFilter filter;
    std::size_t limit = 0;   ///< connections shown in each group; 0 for all
    std::size_t quotes = 1;  ///< evidence shown for each connection, the best first; 0 for none
};

/// Throws Error(usage) for an id that the source does not hold, or a bad filter. Types that the ontology does
/// not know stand last, by name.
ActorProfile make_profile(const GraphSource& source, const Ontology& ontology, const std::string& id,
                          const ProfileOptions& options = {});

/// `options.quotes` is ignored: all evidence that passes the filter is there, the earliest first.
PairProfile make_pair_profile(const GraphSource& source, const Ontology& ontology, const std::string& a,
                              const std::string& b, const ProfileOptions& options = {});

/// The evidence of an edge, the most telling first: the greatest confidence, what is actual and not negated
/// before the rest, then the newest, then the shorter sentence. At most `limit` quotes (0: all).
std::vector<EvidenceQuote> rank_evidence(const GraphSource& source, std::vector<EvidenceRecord> records,
                                         std::size_t limit = 0);

}  // namespace entente
