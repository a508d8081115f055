#pragma once

#include <span>
#include <vector>

namespace entente {

/// Adam (Kingma & Ba 2015) with a limit on the gradient's length, and a running average of the parameters,
/// which is what a model is made from (Polyak & Juditsky 1992).
class Optimiser {
  public:
    Optimiser(std::size_t parameters, float average_decay);

    /// One step against the gradient, which is set to zero.
    void step(std::span<float> parameters, std::span<float> gradient, float rate);

    const std::vector<float>& average() const { return average_; }

  private:
    float average_decay_;
    long steps_ = 0;
    std::vector<float> first_, second_, average_;
};

}  // namespace entente
