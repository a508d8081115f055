#!/bin/sh
# Installs, builds and runs all tests. An argument names another preset than release (debug, asan, tsan).
set -eu
cd "$(dirname "$0")/.."
preset=${1:-release}

tools/install-deps.sh
cmake --preset "$preset" -DENTENTE_TESTS=ON -DENTENTE_WERROR=ON >/dev/null
cmake --build --preset "$preset"
ctest --preset "$preset" -j "$(nproc)"
