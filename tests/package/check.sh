#!/bin/sh
# Installs a build into a folder of its own and builds and runs a program against it: check.sh BUILD_DIR
set -eu
build=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" >/dev/null
cmake -S "$here" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_PREFIX_PATH="$work/prefix" >/dev/null
cmake --build "$work/build" >/dev/null
"$work/build/consumer" "$work/prefix/share/entente" "$work/db"
# The installed program finds its data beside it.
cd /
printf 'Germany accused Russia of spying.' | "$work/prefix/bin/entente" extract - | grep -q '"accuses"'
