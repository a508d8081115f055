#pragma once

#include "core/extract/extractor.h"
#include "core/model/article_graph.h"

#include <string>
#include <variant>
#include <vector>

namespace entente::tools {

/// An article that waits for extraction, and where it was read.
struct PendingArticle {
    Article article;
    std::string where;
};

/// Articles that are extracted together on several threads. What comes of them does not depend on how many.
class ExtractionBatch {
  public:
    ExtractionBatch(const Resources& resources, const ExtractOptions& options, unsigned threads)
        : resources_(resources), options_(options), threads_(threads) {}

    void add(PendingArticle pending);
    /// True when it is worth starting, or holds as much text as memory should be given to.
    bool full() const;
    /// The graph of each article, or what was wrong with it, in the order in which they were added. The batch
    /// is empty then.
    std::vector<std::pair<PendingArticle, std::variant<ArticleGraph, std::string>>> run();

  private:
    const Resources& resources_;
    ExtractOptions options_;
    unsigned threads_;
    std::vector<PendingArticle> pending_;
    std::size_t bytes_ = 0;
};

}  // namespace entente::tools
