#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/article_graph.h"

#include <ostream>

namespace entente {

/// The events of an article as the field's tools read them: one JSON object a line for each interaction edge,
/// with PLOVER event, quad class, CAMEO code, modality, date, both actors with their countries (ISO 3166
/// alpha-3), intensity (-10..10), and the sentence that says so. What is negated says "negated": true.
void write_plover_events(const ArticleGraph& graph, const Ontology& ontology, std::ostream& out);

/// The same in the tab-separated form of PETRARCH's output: day (YYYYMMDD; the article's where the event's
/// date may mean it, else the first that it may mean), source, target, CAMEO code, article and sentence
/// number, and behind them the intensity. A state or person is its country's code; another actor the slug of
/// its name in capitals, after its country's code if it has one. Negated and merely possible events and those
/// without a date are left out, as that form can't say it.
void write_cameo_events(const ArticleGraph& graph, const Ontology& ontology, std::ostream& out);

}  // namespace entente
