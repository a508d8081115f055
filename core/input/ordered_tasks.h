#pragma once

#include "core/input/signal_free_thread.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace entente {

/// Runs tasks on threads of its own and gives their results in the order in which they were added, whichever
/// is done first. One thread adds, and the same or another one takes. Tasks that have not begun when it goes
/// away never do.
template <typename Result>
class OrderedTasks {
  public:
    /// Threads start with the tasks; without any (0) a task runs where its result is taken.
    explicit OrderedTasks(unsigned threads) : threads_(threads) {}
    ~OrderedTasks() {
        for (std::jthread& worker : workers_) worker.request_stop();
    }
    OrderedTasks(const OrderedTasks&) = delete;
    OrderedTasks& operator=(const OrderedTasks&) = delete;

    bool empty() const { return size() == 0; }
    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return results_.size();
    }

    void add(std::function<Result()> task) {
        std::packaged_task<Result()> packaged(std::move(task));
        {
            const std::lock_guard lock(mutex_);
            results_.push_back(packaged.get_future());
            waiting_.push_back(std::move(packaged));
        }
        changed_.notify_one();
        if (workers_.size() < threads_)
            workers_.push_back(signal_free_thread([this](const std::stop_token& stop) { work(stop); }));
    }

    /// Waits for the oldest task's result. Throws what the task threw. There must be one.
    Result take() {
        std::unique_lock lock(mutex_);
        std::future<Result> oldest = std::move(results_.front());
        results_.pop_front();
        lock.unlock();
        if (threads_ == 0) {
            waiting_.front()();
            waiting_.pop_front();
        }
        return oldest.get();
    }

  private:
    void work(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (changed_.wait(lock, stop, [&] { return !waiting_.empty(); }) && !stop.stop_requested()) {
            std::packaged_task<Result()> task = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    std::size_t threads_;
    mutable std::mutex mutex_;  ///< guards tasks and results
    std::condition_variable_any changed_;
    std::deque<std::future<Result>> results_;
    std::deque<std::packaged_task<Result()>> waiting_;
    std::vector<std::jthread> workers_;  // the last member: they stop before the others go
};

}  // namespace entente
