#pragma once

#include "core/evaluation/gold_graph.h"

#include <filesystem>
#include <functional>

namespace entente::tools {

/// Calls `read` with each gold article of a JSONL file (also as gzip; "-" is standard input), in order.
/// Throws Error(input) that names file and line for what breaks the form, and for an article that stands
/// there twice, and Error(io) for a file that can't be read.
void for_each_gold(const std::filesystem::path& file, const Ontology& ontology,
                   const std::function<void(const GoldGraph&)>& read);

}  // namespace entente::tools
