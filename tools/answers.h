#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/graph_source.h"
#include "graph/edge_filter.h"
#include "graph/query/ranking.h"
#include "tools/result_table.h"

#include <cstddef>
#include <string>
#include <vector>

namespace entente::tools {

/// What a question is put to: a graph, and which of its edges count.
struct Asked {
    const GraphSource& source;
    const Ontology& ontology;
    EdgeFilter filter;
};

/// The rows that answer a question: the same for the command line and the API.
struct Answer {
    ResultTable table;
    std::size_t left_out = 0;  ///< rows that a limit kept back
    std::string heading = {};  ///< what a person reads above the rows; empty for none
};

// Nodes are given by their ids. Limits are numbers of rows, 0 for all. All throw Error(usage) for ids that
// the graph doesn't hold and for bad dates.

/// The shortest ways between two nodes, a row a step with its best sentence.
Answer answer_path(const Asked& asked, const std::string& from, const std::string& to, std::size_t count);

/// Dated evidence in the order of time, the latest `limit`: of all, of one node (`b` empty) or between two.
Answer answer_timeline(const Asked& asked, const std::string& a, const std::string& b, std::size_t limit);

/// Shared neighbours of two nodes.
Answer answer_common(const Asked& asked, const std::string& a, const std::string& b, std::size_t limit);

/// Nodes by a measure; `kinds` are node types, empty for all.
Answer answer_rank(const Asked& asked, RankBy by, const std::vector<std::string>& kinds, std::size_t limit);

/// Who stands together. For people only the first members of a camp are named.
Answer answer_camps(const Asked& asked, std::size_t limit, bool for_people);

/// What began, ended or turned between `since` and `until` of the filter; of one node where `actor` is given.
Answer answer_changes(const Asked& asked, const std::string& actor, std::size_t limit);

/// Sentences with all the terms, the newest first.
Answer answer_search(const Asked& asked, const std::vector<std::string>& terms, std::size_t limit);

/// All edges up to `depth` steps from a node.
Answer answer_around(const Asked& asked, const std::string& id, int depth);

/// The name of a node, or the id where there is none.
std::string name_of(const GraphSource& source, const std::string& id);

}  // namespace entente::tools
