#!/bin/sh
# Builds the committed tree in two folders, without ccache, and compares program and Debian package byte by
# byte: reproducible.sh. It takes the time of two builds.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct)
export SOURCE_DATE_EPOCH CCACHE_DISABLE=1
for folder in one another/place; do
    tree=$work/$folder
    mkdir -p "$tree"
    git -C "$source" archive HEAD | tar -x -C "$tree"
    # The explorer page's libraries, where npm has brought them.
    modules=$source/tools/web/node_modules
    [ ! -d "$modules" ] || cp -r "$modules" "$tree/tools/web/"
    cmake -S "$tree" -B "$tree/build/release" -G Ninja -DCMAKE_BUILD_TYPE=Release -DENTENTE_TESTS=OFF >/dev/null
    cmake --build "$tree/build/release" >/dev/null
    (cd "$tree/build/release" && cpack -G DEB >/dev/null && sha256sum entente ./*.deb)
done
for file in "$work"/one/build/release/entente "$work"/one/build/release/*.deb; do
    cmp "$file" "$work/another/place/build/release/$(basename "$file")"
done
echo "the two builds are the same"
