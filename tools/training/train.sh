#!/bin/sh
# Makes the accurate model (README.md beside this says of what): train.sh ENCODER DATA WORK
# ENCODER is the folder that fetch_encoder.sh filled. Called again, it goes on from the last checkpoint.
set -eu
encoder=$1 data=$2 work=$3
here=$(dirname "$0")
python=${PYTHON:-build/training/bin/python} program=${ENTENTE:-build/release/entente}
inventory=core/data/models/english.model

# A stage: its name, the checkpoint it starts from, and options.
stage() {
    name=$1 start=$2
    shift 2
    if [ -e "$work/$name/done" ]; then return; fi
    ENTENTE_MODEL=fast "$python" "$here/train_analyser.py" --encoder "$encoder" --inventory $inventory --program "$program" \
        --treebank "$data/en_ewt-train.conllu.gz" "$data/en_gum_free-train.conllu.gz" --names "$data/politics-train.jsonl" \
        --dev "$data/en_ewt-dev.conllu.gz" "$data/en_gum_free-dev.conllu.gz" "$data/politics-dev.jsonl" \
        ${start:+--start "$work/$start/checkpoint.pt"} --work "$work/$name" "$@"
    touch "$work/$name/done"
}

gold="$data/train-items.gold.jsonl $data/train-documents.gold.jsonl"
stage base "" --epochs 4 --vocabulary "$data/en_ewt-train.conllu.gz" "$data/en_gum_free-train.conllu.gz" \
    "$data/current-events-2025.jsonl.gz" "$data/documents.jsonl.gz"
# shellcheck disable=SC2086
stage full base --gold $gold --treebank-share 0.5 --epochs 2 --rate 3e-5 --head-rate 5e-4
# shellcheck disable=SC2086
stage final full --gold $gold --treebank-share 0.6 --recase 0.09 --epochs 1 --rate 2.5e-5 --head-rate 5e-4 \
    --matter-weight 2 --seed 2
"$python" "$here/export_analyser.py" --checkpoint "$work/final/checkpoint.pt" --encoder "$encoder" --inventory $inventory \
    --texts "$data/en_ewt-dev.conllu.gz" "$data/en_gum_free-dev.conllu.gz" --out "$work/accurate.model"
