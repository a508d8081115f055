#include "tools/extraction_batch.h"

#include "core/extract/extractor.h"
#include "core/model/error.h"

#include <atomic>
#include <thread>

namespace entente::tools {
namespace {

constexpr std::size_t kArticlesPerThread = 32;
constexpr std::size_t kMostBytes = 8u << 20;

}  // namespace

void ExtractionBatch::add(PendingArticle pending) {
    bytes_ += pending.article.text.size();
    pending_.push_back(std::move(pending));
}

bool ExtractionBatch::full() const {
    return pending_.size() >= kArticlesPerThread * threads_ || bytes_ >= kMostBytes;
}

std::vector<std::pair<PendingArticle, std::variant<ArticleGraph, std::string>>> ExtractionBatch::run() {
    std::vector<std::pair<PendingArticle, std::variant<ArticleGraph, std::string>>> results;
    results.reserve(pending_.size());
    for (PendingArticle& pending : pending_) results.emplace_back(std::move(pending), std::string());
    pending_.clear();
    bytes_ = 0;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i; (i = next++) < results.size();) {
            try {
                results[i].second = extract(results[i].first.article, resources_, options_);
            } catch (const Error& error) {
                results[i].second = error.what();
            } catch (const std::bad_alloc&) {
                results[i].second = "there is not enough memory for it";
            }
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned t = 1; t < threads_; ++t) helpers.emplace_back(work);
        work();
    }
    return results;
}

}  // namespace entente::tools
