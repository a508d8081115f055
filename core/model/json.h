#pragma once

#include "core/model/article_graph.h"
#include "core/model/decision.h"

#include <string>
#include <string_view>

namespace entente {

/// Which parts of an article graph are written.
struct JsonOptions {
    bool text = true;     ///< the article's text, its hash and the extractor, as `import` needs them
    bool unnamed = true;  ///< nodes with `unnamed`, and their edges
};

/// One line of JSON (without the line feed), in the form of DESIGN.md; the graph should be in canonical
/// order.
std::string to_json(const ArticleGraph& graph, const JsonOptions& options = {});
std::string to_json(const Decision& decision);
/// The article alone, as the readers of JSON lines take it.
std::string to_json(const Article& article);

/// Reads what `to_json` writes. Unknown members are kept. A missing `hash` or `extractor` stays empty.
/// Throws Error(input) with what is wrong and where in the line.
ArticleGraph article_graph_from_json(std::string_view line);
Decision decision_from_json(std::string_view line);

/// True for a line that is a decision and no article.
bool is_decision_json(std::string_view line);

}  // namespace entente
