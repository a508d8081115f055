#include "tools/extraction_pipeline.h"

#include "core/input/signal_free_thread.h"
#include "core/model/error.h"

#include <memory>

namespace entente::tools {
namespace {

constexpr std::size_t kArticlesPerThread = 32;
constexpr std::size_t kMostBytes = 8u << 20;

}  // namespace

ExtractionPipeline::ExtractionPipeline(Extract extract, unsigned threads, Take take)
    : extract_(std::move(extract)),
      threads_(threads),
      take_(std::move(take)),
      extractions_(threads == 1 ? 0 : threads) {}

ExtractionPipeline::~ExtractionPipeline() = default;

ExtractionPipeline::Extracted ExtractionPipeline::extract_one(PendingArticle pending) const {
    try {
        ExplainedGraph graph = extract_(pending.article);
        return {std::move(pending), std::move(graph)};
    } catch (const Error& error) {
        return {std::move(pending), error.what()};
    } catch (const std::bad_alloc&) {
        return {std::move(pending), "there is not enough memory for it"};
    }
}

bool ExtractionPipeline::full() const {
    return ahead_ >= kArticlesPerThread * threads_ || bytes_ >= kMostBytes;
}

void ExtractionPipeline::rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
}

void ExtractionPipeline::add(PendingArticle pending) {
    if (threads_ == 1) {
        Extracted extracted = extract_one(std::move(pending));
        take_(extracted.pending, extracted.result);
        return;
    }
    {
        std::unique_lock lock(mutex_);
        taken_.wait(lock, [&] { return failure_ || !full(); });
        rethrow();
        bytes_ += pending.article.text.size();
        // A function can be copied, so that an article has to be shared to be in one.
        extractions_.add([this, shared = std::make_shared<PendingArticle>(std::move(pending))] {
            return extract_one(std::move(*shared));
        });
        ++ahead_;
    }
    added_.notify_one();
    if (!taker_.joinable())
        taker_ = signal_free_thread([this](const std::stop_token& stop) { take_all(stop); });
}

void ExtractionPipeline::drain() {
    std::unique_lock lock(mutex_);
    taken_.wait(lock, [&] { return failure_ || ahead_ == 0; });
    rethrow();
}

void ExtractionPipeline::take_all(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (added_.wait(lock, stop, [&] { return ahead_ > 0; }) && !stop.stop_requested()) {
        lock.unlock();
        std::size_t bytes = 0;
        std::exception_ptr failure;
        try {
            Extracted oldest = extractions_.take();
            bytes = oldest.pending.article.text.size();
            take_(oldest.pending, oldest.result);
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        --ahead_;
        bytes_ -= bytes;
        failure_ = failure;
        taken_.notify_all();
        if (failure) return;
    }
}

}  // namespace entente::tools
