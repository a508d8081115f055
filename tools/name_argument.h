#pragma once

#include "core/model/graph_source.h"
#include "graph/edge_filter.h"

#include <string>

namespace entente::tools {

/// Thrown where a name in an option means nothing, after resolve_name has said so: exit code 1.
struct NameNotFound {};

/// The id of the node that a person means by a typed name. When nothing or too much has that name, says so on
/// standard error with what might be meant, and gives "".
std::string resolve_name(const GraphSource& graph, const std::string& typed);

/// Puts the id in the place of the name that `--attributed-to` was given. Throws NameNotFound.
void resolve_speaker(const GraphSource& graph, EdgeFilter& filter);

}  // namespace entente::tools
