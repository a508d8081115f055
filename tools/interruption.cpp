#include "tools/interruption.h"

#include <csignal>

namespace entente::tools {
namespace {

volatile std::sig_atomic_t asked = 0;

void note(int) {
    asked = 1;
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    // No SA_RESTART: a read that waits for more input must end too.
    action.sa_flags = handler == SIG_DFL ? 0 : SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

}  // namespace

InterruptionWatch::InterruptionWatch() {
    asked = 0;
    handle(SIGINT, note);
    handle(SIGTERM, note);
}

InterruptionWatch::~InterruptionWatch() {
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
}

bool InterruptionWatch::asked_to_stop() const {
    return asked != 0;
}

}  // namespace entente::tools
