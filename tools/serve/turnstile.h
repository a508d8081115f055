#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>

namespace entente::tools {

/// Lets so many threads in at once, and the others in the order in which they came: none waits for ever while
/// later ones pass.
class Turnstile {
  public:
    explicit Turnstile(std::size_t room) : room_(room) {}

    /// False where no room was made within that time.
    bool enter(std::chrono::milliseconds patience) {
        std::unique_lock lock(mutex_);
        if (room_ > 0 && waiting_.empty()) return --room_, true;
        const auto me = waiting_.emplace(waiting_.end());
        if (me->called.wait_for(lock, patience, [&] { return me->admitted; })) {
            waiting_.erase(me);
            return true;
        }
        waiting_.erase(me);
        return false;
    }

    void leave() {
        const std::lock_guard lock(mutex_);
        for (Waiter& waiter : waiting_)
            if (!waiter.admitted) {
                waiter.admitted = true;
                waiter.called.notify_one();
                return;
            }
        ++room_;
    }

    /// How many wait now.
    std::size_t waiting() {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }

  private:
    struct Waiter {
        std::condition_variable called;
        bool admitted = false;
    };
    std::mutex mutex_;
    std::list<Waiter> waiting_;
    std::size_t room_;
};

}  // namespace entente::tools
