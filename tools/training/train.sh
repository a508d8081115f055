#!/bin/sh
# Makes the accurate model (README.md beside this says of what) as the data folder WORK/data:
#   train.sh ENCODER DATA WORK [--add FILE]...
# ENCODER is the folder that fetch_encoder.sh filled; FILE holds graphs of your own, in the form that `entente evaluate
# --gold` reads. Called again, it goes on from the last checkpoint.
set -eu
encoder=$1 data=$2 work=$3
shift 3
added=""
while [ $# -gt 1 ] && [ "$1" = --add ]; do
    added="$added $2"
    shift 2
done
if [ $# -gt 0 ]; then echo "train.sh: what is \"$1\"? Usage: train.sh ENCODER DATA WORK [--add FILE]..." >&2; exit 2; fi
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
stage full base --gold $gold $added --treebank-share 0.5 --epochs 2 --rate 3e-5 --head-rate 5e-4
# shellcheck disable=SC2086
stage final full --gold $gold $added --treebank-share 0.6 --recase 0.09 --epochs 1 --rate 2.5e-5 --head-rate 5e-4 \
    --matter-weight 2 --seed 2

# export STAGE FOLDER: a data folder with the models of a stage.
export_stage() {
    mkdir -p "$2"
    cp -r core/data/. "$2"
    "$python" "$here/export_analyser.py" --checkpoint "$work/$1/checkpoint.pt" --encoder "$encoder" --inventory $inventory \
        --texts "$data/en_ewt-dev.conllu.gz" "$data/en_gum_free-dev.conllu.gz" --out "$2/models/accurate.model"
}

# The program's own nodes, as it finds them so far: relations are learnt between people's and between these.
if [ ! -e "$work/own.jsonl" ]; then
    export_stage final "$work/final-data"
    cat > "$work/final-data/models/manifest.json" <<MANIFEST
{"version": 2, "default": "accurate", "models": {"accurate": {"analyser": "accurate.model"}}}
MANIFEST
    # shellcheck disable=SC2086
    "$program" extract --data "$work/final-data" --unsure $gold $added > "$work/own.part"
    mv "$work/own.part" "$work/own.jsonl"
fi
# What is held out tells afterwards how sure an edge is.
# shellcheck disable=SC2086
"$python" "$here/folds.py" --folds 7 --fold 0 $gold > "$work/held-out"
# shellcheck disable=SC2086
stage related final --gold $gold $added --relations core/data/ontology.json --own "$work/own.jsonl" --held-out "$work/held-out" \
    --treebank-share 0.12 --recase 0.06 --epochs 6 --frozen-layers 3 --rate 4e-5 --head-rate 6e-4 --matter-weight 2
export_stage related "$work/data"
"$python" "$here/export_relations.py" --checkpoint "$work/related/checkpoint.pt" --analyser "$work/data/models/accurate.model" \
    --ontology core/data/ontology.json --out "$work/data/models/relations.model"
# shellcheck disable=SC2086
"$python" "$here/folds.py" --folds 7 --fold 0 --graphs $gold > "$work/held-out.jsonl"
"$program" train --confidence "$work/held-out.jsonl" --data "$work/data" -o "$work/confidence.json"
mv "$work/confidence.json" "$work/data/models/accurate-confidence.json"
