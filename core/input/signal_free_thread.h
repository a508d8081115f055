#pragma once

#include <signal.h>
#include <thread>
#include <utility>

namespace entente {

/// A thread that takes no signals: they are for the one that reads, which must wake up where it waits for
/// input.
template <typename Work>
std::jthread signal_free_thread(Work work) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    std::jthread thread(std::move(work));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return thread;
}

}  // namespace entente
