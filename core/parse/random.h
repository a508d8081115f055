#pragma once

#include <cstdint>

namespace entente {

/// A small generator with the same numbers on every machine (xorshift64*, Vigna 2016).
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 0x632BE59BD9B4E019ULL) {
        if (state_ == 0) state_ = 1;
        for (int i = 0; i < 4; ++i) next();
    }

    std::uint64_t next() {
        state_ ^= state_ >> 12U;
        state_ ^= state_ << 25U;
        state_ ^= state_ >> 27U;
        return state_ * 0x2545F4914F6CDD1DULL;
    }
    /// In [0, 1).
    float uniform() { return static_cast<float>(next() >> 40U) * 0x1p-24F; }
    /// In [0, bound).
    std::uint64_t below(std::uint64_t bound) { return (next() >> 32U) * bound >> 32U; }

  private:
    std::uint64_t state_;
};

}  // namespace entente
