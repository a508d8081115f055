#!/bin/sh
# Installs what building and testing need on Debian 12, from Debian's own packages, and the libraries of the
# explorer page from npm. Asks for root when it has to.
#   tools/install-deps.sh          all of it
#   tools/install-deps.sh --check  only says what is missing (exit code 1)
#   tools/install-deps.sh --cluster  also what samples/cluster/check.sh needs
# What only the explorer page and its tests need (npm, Chromium, the registry of npm) may be out of reach: the
# rest is installed, and the program builds without the page.
set -eu
cd "$(dirname "$0")/.."

packages="
  build-essential cmake ninja-build pkg-config
  libboost-dev libboost-graph-dev
  librocksdb-dev
  rapidjson-dev
  libgraphviz-dev graphviz fonts-dejavu-core
  libcli11-dev libfmt-dev libicu-dev libxxhash-dev zlib1g-dev
  libarchive-dev libgumbo-dev libpugixml-dev libzstd-dev libcpp-httplib-dev
  catch2
  python3-networkx python3-igraph raptor2-utils libxml2-utils groff-base zsh
  ca-certificates
"
for_page=""
command -v npm >/dev/null || for_page="nodejs npm"
command -v chromium >/dev/null || for_page="$for_page chromium"

[ "${1:-}" = "--cluster" ] && packages="$packages slurm-wlm munge"

missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
libraries=tools/web/node_modules/.package-lock.json
stale=""
# shellcheck disable=SC3013  # dash has it
[ -e "$libraries" ] && [ ! tools/web/package-lock.json -nt "$libraries" ] || stale=yes
if [ "${1:-}" = "--check" ]; then
    [ -z "$missing$for_page$stale" ] && exit 0
    echo "missing:$missing $for_page${stale:+ tools/web/node_modules}" >&2
    exit 1
fi

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "install-deps.sh: run it as root, or install sudo" >&2
        return 1
    fi
}
install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

[ -z "$missing$for_page" ] || as_root apt-get update -qq
# shellcheck disable=SC2086  # the lists are meant to be split
[ -z "$missing" ] || install $missing
# shellcheck disable=SC2086
[ -z "$for_page" ] || install $for_page ||
    echo "install-deps.sh: no $for_page: the explorer page or its tests are left out" >&2
if [ -n "$stale" ] && command -v npm >/dev/null; then
    if (cd tools/web && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error); then
        touch "$libraries"
    else
        echo "install-deps.sh: npm brought no libraries: the explorer page is left out" >&2
    fi
fi
