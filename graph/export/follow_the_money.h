#pragma once

#include "core/model/graph_source.h"
#include "graph/knowledge_graph.h"

#include <iosfwd>

namespace entente {

/// Writes the merged graph as entities of FollowTheMoney, a JSON object a line, as Aleph and OpenSanctions
/// read them.
///
///     node   person: Person; state: PublicBody; organization: Organization; agreement and event: Event;
///     place: Address edge   holds-office-in of a person in a body: Position and Occupancy; member-of:
///     Membership; represents:
///            Representation; related-to of two persons: Family; all others, and where the ends don't fit:
///            UnknownLink with the type as role
///
/// Links hold the first and the last date of their evidence, the best sentence, and the address of its
/// article. Countries are ISO 3166 alpha-2 in lower case. Ids are ours with a full stop for the colon; those
/// that would break the schema, and those of links, are hashes. The same graph gives the same bytes.
void write_follow_the_money(const KnowledgeGraph& graph, const GraphSource& evidence, std::ostream& out);

}  // namespace entente
