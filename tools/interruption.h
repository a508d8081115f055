#pragma once

namespace entente::tools {

/// Thrown by work that stops because it was asked to, once it has come to a clean end.
struct Interrupted {};

/// While it lives, Ctrl-C and SIGTERM don't end the program but are noted, so that work can come to a clean
/// end; a second one ends the program at once. One at a time.
class InterruptionWatch {
  public:
    InterruptionWatch();
    ~InterruptionWatch();
    InterruptionWatch(const InterruptionWatch&) = delete;
    InterruptionWatch& operator=(const InterruptionWatch&) = delete;

    bool asked_to_stop() const;
};

}  // namespace entente::tools
