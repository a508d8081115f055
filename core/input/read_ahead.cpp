#include "core/input/read_ahead.h"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace entente {
namespace {

constexpr std::size_t kBlockSize = 256u << 10;

class ReadAhead : public ByteSource {
  public:
    ReadAhead(std::unique_ptr<ByteSource> source, std::size_t blocks)
        : source_(std::move(source)), most_(blocks), worker_([this](std::stop_token stop) { fill(stop); }) {}

    ~ReadAhead() override {
        worker_.request_stop();
        changed_.notify_all();
    }
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    std::size_t read(char* to, std::size_t size) override {
        if (at_ == block_.size() && !next_block()) return 0;
        const std::size_t n = std::min(size, block_.size() - at_);
        std::memcpy(to, block_.data() + at_, n);
        at_ += n;
        return n;
    }

  private:
    bool next_block() {
        std::unique_lock lock(mutex_);
        if (!block_.empty()) spare_.push_back(std::move(block_));
        block_.clear();
        at_ = 0;
        changed_.wait(lock, [&] { return !ready_.empty() || ended_; });
        if (ready_.empty()) {
            if (error_) std::rethrow_exception(error_);
            return false;
        }
        block_ = std::move(ready_.front());
        ready_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return true;
    }

    void fill(const std::stop_token& stop) {
        try {
            for (;;) {
                std::vector<char> block;
                {
                    std::unique_lock lock(mutex_);
                    if (!changed_.wait(lock, stop, [&] { return ready_.size() < most_; })) return;
                    if (!spare_.empty()) {
                        block = std::move(spare_.back());
                        spare_.pop_back();
                    }
                }
                block.resize(kBlockSize);
                block.resize(source_->read(block.data(), block.size()));
                const std::lock_guard lock(mutex_);
                ended_ = block.empty();
                if (!ended_) ready_.push_back(std::move(block));
                changed_.notify_all();
                if (ended_) return;
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            error_ = std::current_exception();
            ended_ = true;
            changed_.notify_all();
        }
    }

    std::unique_ptr<ByteSource> source_;
    std::size_t most_;
    std::vector<char> block_;  ///< the one that is read from, the reader's alone
    std::size_t at_ = 0;

    std::mutex mutex_;  ///< guards all below
    std::condition_variable_any changed_;
    std::deque<std::vector<char>> ready_;
    std::vector<std::vector<char>> spare_;
    std::exception_ptr error_;
    bool ended_ = false;
    std::jthread worker_;  // the last member: it stops before the others go
};

}  // namespace

std::unique_ptr<ByteSource> read_ahead(std::unique_ptr<ByteSource> source, std::size_t blocks) {
    return std::make_unique<ReadAhead>(std::move(source), blocks);
}

}  // namespace entente
