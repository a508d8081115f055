#pragma once

#include "graph/query/actor_profile.h"

#include <iosfwd>
#include <string>

namespace entente::tools {

/// The forms in which profiles are printed: `table` for people; `json` (one object), `jsonl` (one connection
/// a line) and `csv` (one connection a line, with a header) for programs.
void print_profile(const ActorProfile& profile, const std::string& format, std::ostream& out);
void print_profile(const PairProfile& profile, const std::string& format, std::ostream& out);

}  // namespace entente::tools
