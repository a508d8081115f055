#include "tools/settling.h"

#include <chrono>
#include <iostream>
#include <unistd.h>

namespace entente::tools {

void settle(Store& store, const std::function<bool()>& go_on) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds kMoment{1};
    const auto start = Clock::now();
    bool told = isatty(STDERR_FILENO) == 0;
    store.settle([&] {
        if (!told && Clock::now() - start > kMoment) {
            std::cerr << "packing the database; Ctrl-C puts it off" << std::endl;
            told = true;
        }
        return !go_on || go_on();
    });
}

}  // namespace entente::tools
