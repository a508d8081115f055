#pragma once

#include "core/model/error.h"

#include <chrono>

#include <fmt/format.h>

namespace entente {

/// When work on one article must be done. The default one never comes.
class Deadline {
  public:
    Deadline() = default;
    /// So many seconds from now; 0 for none.
    static Deadline after(double seconds) {
        Deadline deadline;
        if (seconds <= 0) return deadline;
        deadline.seconds_ = seconds;
        deadline.at_ = Clock::now() +
                       std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
        return deadline;
    }

    /// Throws Error(input) when it has come. Cheap enough for a call every few sentences.
    void check() const {
        if (seconds_ > 0 && Clock::now() > at_)
            throw Error(ErrorKind::input,
                        fmt::format("took longer than {} s (--max-seconds sets the limit)", seconds_));
    }

  private:
    using Clock = std::chrono::steady_clock;
    double seconds_ = 0;
    Clock::time_point at_{};
};

}  // namespace entente
