#pragma once

#include "core/extract/extractor.h"
#include "core/model/article_graph.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace entente::tools {

/// An article that waits for extraction, and where it was read.
struct PendingArticle {
    Article article;
    std::string where;
};

/// Its graph, or what was wrong with it.
using Extraction = std::variant<ArticleGraph, std::string>;

/// A reader, several threads that extract, and one that takes the results: in the order in which the articles
/// were added, whatever the number of threads. Holds a bounded number of articles and bytes. With one thread
/// the three take turns on the caller's.
class ExtractionPipeline {
  public:
    using Take = std::function<void(PendingArticle& pending, Extraction& result)>;

    /// `take` is called on one thread at a time. `resources` must outlive this.
    ExtractionPipeline(const Resources& resources, const ExtractOptions& options, unsigned threads,
                       Take take);
    /// Drops what was not taken yet.
    ~ExtractionPipeline();
    ExtractionPipeline(const ExtractionPipeline&) = delete;
    ExtractionPipeline& operator=(const ExtractionPipeline&) = delete;

    /// Waits while there is too much ahead. Throws what `take` threw.
    void add(PendingArticle pending);
    /// Waits until all results were taken. Throws what `take` threw.
    void drain();

  private:
    struct Item {
        PendingArticle pending;
        Extraction result;
        bool done = false;
    };

    Extraction extract_one(const Article& article) const;
    void extract_all();
    void take_all();
    bool full() const;
    void rethrow() const;

    const Resources& resources_;
    ExtractOptions options_;
    unsigned threads_;
    Take take_;

    std::mutex mutex_;  ///< guards all below
    std::condition_variable work_, done_, space_;
    std::deque<std::shared_ptr<Item>> waiting_;  ///< to be extracted
    std::deque<std::shared_ptr<Item>> items_;    ///< added and not taken, in order
    std::size_t bytes_ = 0;                      ///< of their texts
    bool taking_ = false;
    bool closed_ = false;
    std::exception_ptr failure_;

    std::vector<std::jthread> workers_;
};

}  // namespace entente::tools
