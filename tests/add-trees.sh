#!/bin/sh
# Adds trees and names, made by the analyser, for the test cases of rules that have none yet: for new texts in
# tests/cases/extract and in tests of core/extract. Look at the trees before committing them, and put right what
# a case needs. To make one anew, take it out of its file first.
set -eu
cd "$(dirname "$0")/.."
mkdir -p tests/cases/extract/trees
ENTENTE_ADD_TREES=1 build/release/tests/entente_core_tests "[trees]"
