#!/bin/sh
# Installs, builds, and runs the main job on the sample articles: ingest, query, diagram.
set -eu
cd "$(dirname "$0")/.."

tools/install-deps.sh
cmake --preset release -DENTENTE_TESTS=OFF >/dev/null
cmake --build --preset release

entente=build/release/entente
db=build/samples.db
rm -rf "$db"
$entente ingest --db "$db" samples/*.txt
$entente query putin --db "$db" --limit 3
$entente render "united states" --db "$db" -o build/samples.svg
echo "The diagram is in build/samples.svg; try: $entente query \"united states\" --with russia --db $db"
