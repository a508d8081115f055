#!/bin/sh
# Notes what the extractor makes of the test texts (tests/cases/extract/frozen-graphs.txt). Refused where it makes
# something else of them than before without a new kExtractorNumber or new data.
set -eu
cd "$(dirname "$0")/.."
ENTENTE_FREEZE_GRAPHS=1 build/release/tests/entente_core_tests "[frozen]"
