#!/bin/sh
# Installs what building and testing need on Debian 12, from Debian's own packages. Asks for root when it has to.
#   tools/install-deps.sh          all of it
#   tools/install-deps.sh --check  only says what is missing (exit code 1)
#   tools/install-deps.sh --cluster  also what samples/cluster/check.sh needs
set -eu

packages="
  build-essential cmake ninja-build pkg-config
  libboost-dev libboost-graph-dev
  librocksdb-dev
  rapidjson-dev
  libgraphviz-dev graphviz fonts-dejavu-core
  libcli11-dev libfmt-dev libicu-dev libxxhash-dev zlib1g-dev
  catch2
  python3-networkx raptor2-utils libxml2-utils
  ca-certificates
"

[ "${1:-}" = "--cluster" ] && packages="$packages slurm-wlm munge"

missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "${1:-}" = "--check" ]; then
    echo "missing:$missing" >&2
    exit 1
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "install-deps.sh: run it as root, or install sudo" >&2; exit 1; }
    as_root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086  # the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
