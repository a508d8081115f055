#pragma once

#include "core/model/graph_source.h"

#include <string>

namespace entente::tools {

/// The id of the node that a person means by a typed name. When nothing or too much has that name, says so on
/// standard error with what might be meant, and gives "".
std::string resolve_name(const GraphSource& graph, const std::string& typed);

}  // namespace entente::tools
