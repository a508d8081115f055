#!/bin/sh
# Draws the samples anew; the program is $ENTENTE, else build/release/entente.
set -eu
cd "$(dirname "$0")"
entente=${ENTENTE:-../build/release/entente}
for article in *.txt; do
    name=${article%.txt}
    db=$(mktemp -d)
    "$entente" ingest -q --db "$db" "$article"
    title=$(sed -n 's/^title: //p' "$article")
    for format in svg png; do
        "$entente" render --db "$db" --max-nodes 24 --title "$title" -o "$name.$format"
    done
    rm -rf "$db"
done
