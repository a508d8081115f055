#!/bin/bash
# Builds one database of any number of articles on a Slurm cluster: a job array that ingests, each task one share,
# and a tree of arrays that merge. OUT is a folder that all nodes see; the database is OUT/whole.db.
#   submit.sh OUT SHARES FILE...           more options for sbatch in $SBATCH_OPTIONS, e.g. "--partition=long"
# Run it again after any failure: what is done is left alone, the rest is done.
set -euo pipefail

[ $# -ge 3 ] || { sed -n '2,5s/^# \?//p' "$0" >&2; exit 2; }
out=$(realpath -m "$1") shares=$2
shift 2
here=$(dirname "$(realpath "$0")")
fan=${FAN:-10}
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done

# submit LEVEL TASKS AFTER SCRIPT ARGUMENT...: an array; prints the number of its job.
submit() {
    local level=$1 tasks=$2 after=$3
    shift 3
    mkdir -p "$out/level$level"
    # shellcheck disable=SC2086  # options are meant to be split
    sbatch --parsable --array="1-$tasks" ${after:+--dependency="afterok:$after" --kill-on-invalid-dep=yes} \
        --output="$out/level$level/%a.log" ${SBATCH_OPTIONS:-} "$@"
}

job=$(submit 0 "$shares" "" "$here/ingest.sbatch" "$out" "$shares" "${files[@]}")
echo "ingest: job $job, $shares tasks"
level=0 count=$shares
while [ "$count" -gt 1 ] || [ "$level" -eq 0 ]; do
    level=$((level + 1)) tasks=$(((count + fan - 1) / fan))
    job=$(submit "$level" "$tasks" "$job" "$here/merge.sbatch" "$out" "$level" "$fan" "$count")
    echo "merge, level $level: job $job, $tasks tasks"
    count=$tasks
done
ln -sfn "level$level/1.db" "$out/whole.db"
echo "the database will be $out/whole.db, a link to level$level/1.db"
