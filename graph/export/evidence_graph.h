#pragma once

#include "core/model/article_graph.h"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// A graph with an edge for each piece of evidence, in forms that other programs open and that can be read
// back: node-link JSON (NetworkX) and GraphML. Attributes, each a string but for confidence (a number, 0..1),
// intensity (a number, -10..10), negated (a boolean) and sentence, begin and end (whole numbers); what is
// empty is left out:
//
//     node  id; name, type, country, wikidata, aliases (with " | " between)
//     edge  source, target, type; article, article_date, article_title, article_url, article_source;
//           date, text, trigger, modality, role, attribution, plover, cameo, confidence, intensity,
//           negated, sentence, begin, end
//
// Lost are texts of articles, mentions, and nodes that no edge touches.

enum class EvidenceForm { node_link, graphml };

/// Calls its argument with each article graph in turn, until it returns false.
using ArticleVisit = std::function<bool(const ArticleGraph&)>;
using Articles = std::function<void(const ArticleVisit&)>;

/// Goes through the articles twice: nodes, then edges.
void write_evidence_graph(const Articles& for_each_article, EvidenceForm form, std::ostream& out);

/// The article graphs that a file holds, by id. Edges need type and article, nodes type; a node without a
/// name goes by its id. Throws Error(input) with what is wrong and where.
std::vector<ArticleGraph> read_evidence_graph(std::string bytes, EvidenceForm form);

}  // namespace entente
