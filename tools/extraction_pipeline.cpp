#include "tools/extraction_pipeline.h"

#include "core/model/error.h"

#include <csignal>

namespace entente::tools {
namespace {

constexpr std::size_t kArticlesPerThread = 32;
constexpr std::size_t kMostBytes = 8u << 20;

}  // namespace

ExtractionPipeline::ExtractionPipeline(const Resources& resources, const ExtractOptions& options,
                                       unsigned threads, Take take)
    : resources_(resources), options_(options), threads_(threads), take_(std::move(take)) {
    if (threads_ == 1) return;
    // Signals are for the thread that reads: one that waits for input must wake up.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (unsigned t = 0; t < threads_; ++t) workers_.emplace_back([this] { extract_all(); });
    workers_.emplace_back([this] { take_all(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

ExtractionPipeline::~ExtractionPipeline() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        waiting_.clear();
    }
    work_.notify_all();
    done_.notify_all();
    workers_.clear();
}

Extraction ExtractionPipeline::extract_one(const Article& article) const {
    try {
        return extract(article, resources_, options_);
    } catch (const Error& error) {
        return error.what();
    } catch (const std::bad_alloc&) {
        return "there is not enough memory for it";
    }
}

bool ExtractionPipeline::full() const {
    return items_.size() >= kArticlesPerThread * threads_ || bytes_ >= kMostBytes;
}

void ExtractionPipeline::rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
}

void ExtractionPipeline::add(PendingArticle pending) {
    if (threads_ == 1) {
        Extraction result = extract_one(pending.article);
        take_(pending, result);
        return;
    }
    auto item = std::make_shared<Item>();
    item->pending = std::move(pending);
    {
        std::unique_lock lock(mutex_);
        space_.wait(lock, [&] { return failure_ || !full(); });
        rethrow();
        bytes_ += item->pending.article.text.size();
        items_.push_back(item);
        waiting_.push_back(std::move(item));
    }
    work_.notify_one();
}

void ExtractionPipeline::drain() {
    std::unique_lock lock(mutex_);
    space_.wait(lock, [&] { return failure_ || (items_.empty() && !taking_); });
    rethrow();
}

void ExtractionPipeline::extract_all() {
    while (true) {
        std::shared_ptr<Item> item;
        {
            std::unique_lock lock(mutex_);
            work_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            item = std::move(waiting_.front());
            waiting_.pop_front();
        }
        Extraction result = extract_one(item->pending.article);
        {
            const std::lock_guard lock(mutex_);
            item->result = std::move(result);
            item->done = true;
        }
        done_.notify_one();
    }
}

void ExtractionPipeline::take_all() {
    std::unique_lock lock(mutex_);
    while (true) {
        done_.wait(lock, [&] { return closed_ || (!items_.empty() && items_.front()->done); });
        if (closed_) return;
        const std::shared_ptr<Item> item = std::move(items_.front());
        items_.pop_front();
        bytes_ -= item->pending.article.text.size();
        taking_ = true;
        lock.unlock();
        std::exception_ptr failure;
        try {
            take_(item->pending, item->result);
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        taking_ = false;
        if (failure) {
            failure_ = failure;
            waiting_.clear();
        }
        space_.notify_all();
        if (failure) return;
    }
}

}  // namespace entente::tools
