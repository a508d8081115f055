#pragma once

#include "core/extract/extractor.h"
#include "core/input/ordered_tasks.h"
#include "core/model/article_graph.h"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <variant>

namespace entente::tools {

/// An article that waits for extraction, and where it was read.
struct PendingArticle {
    Article article;
    std::string where;
};

/// Its graph, or what was wrong with it.
using Extraction = std::variant<ExplainedGraph, std::string>;

/// A reader, several threads that extract, and one that takes the results: in the order in which the articles
/// were added, whatever the number of threads. Holds a bounded number of articles and bytes. With one thread
/// the three take turns on the caller's.
class ExtractionPipeline {
  public:
    /// Called on several threads at a time. May throw Error, which costs that article alone.
    using Extract = std::function<ExplainedGraph(const Article& article)>;
    /// Called on one thread at a time.
    using Take = std::function<void(PendingArticle& pending, Extraction& result)>;

    ExtractionPipeline(Extract extract, unsigned threads, Take take);
    /// Drops what was not taken yet.
    ~ExtractionPipeline();
    ExtractionPipeline(const ExtractionPipeline&) = delete;
    ExtractionPipeline& operator=(const ExtractionPipeline&) = delete;

    /// Waits while there is too much ahead. Throws what `take` threw.
    void add(PendingArticle pending);
    /// Waits until all results were taken. Throws what `take` threw.
    void drain();

  private:
    struct Extracted {
        PendingArticle pending;
        Extraction result;
    };

    Extracted extract_one(PendingArticle pending) const;
    void take_all(const std::stop_token& stop);
    bool full() const;
    void rethrow() const;

    Extract extract_;
    unsigned threads_;
    Take take_;

    std::mutex mutex_;  ///< guards the four below
    std::condition_variable_any added_, taken_;
    std::size_t ahead_ = 0;  ///< articles added and not taken
    std::size_t bytes_ = 0;  ///< of their texts
    std::exception_ptr failure_;

    OrderedTasks<Extracted> extractions_;
    std::jthread taker_;
};

}  // namespace entente::tools
