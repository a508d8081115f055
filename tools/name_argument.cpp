#include "tools/name_argument.h"

#include "graph/name_finder.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {

std::string resolve_name(const GraphSource& graph, const std::string& typed) {
    const NameSearch search = find_name(graph, typed);
    if (search.outcome == NameSearch::Outcome::found) return search.candidates.front().id;
    const bool ambiguous = search.outcome == NameSearch::Outcome::ambiguous;
    print_error(ambiguous ? fmt::format("\"{}\" may mean several; say which by its id:", typed)
                          : fmt::format("nothing here goes by the name of \"{}\"{}", typed,
                                        search.candidates.empty() ? "" : "; did you mean:"));
    for (const NameCandidate& c : search.candidates)
        std::cerr << fmt::format("  {:40} {} ({}, in {} article{})\n", c.id, c.name, c.type, c.article_count,
                                 c.article_count == 1 ? "" : "s");
    return {};
}

void resolve_speaker(const GraphSource& graph, EdgeFilter& filter) {
    if (filter.attributed_to.empty()) return;
    filter.attributed_to = resolve_name(graph, filter.attributed_to);
    if (filter.attributed_to.empty()) throw NameNotFound();
}

}  // namespace entente::tools
