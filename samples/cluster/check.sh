#!/bin/bash
# Runs submit.sh for real, on a Slurm of one machine that it sets up (Debian: slurm-wlm, munge) and stops again:
# kills a task and runs it again, and compares the merged database with a single build. As root.
#   check.sh FILE [SHARES]                 FILE: articles, enough for some seconds of work
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,4s/^# \?//p' "$0" >&2; exit 2; }
file=$(realpath "$1") shares=${2:-8}
here=$(dirname "$(realpath "$0")")
export ENTENTE=${ENTENTE:-$(command -v entente)}
work=$(mktemp -d)
export SLURM_CONF=$work/slurm.conf

stop() {
    for daemon in slurmd slurmctld munged; do
        [ -s "$work/$daemon.pid" ] && kill "$(cat "$work/$daemon.pid")" 2>/dev/null || true
    done
    sleep 1
    rm -rf "$work"
}
trap stop EXIT

install -d -o munge -g munge -m 700 "$work/munge"
chmod 711 "$work"
[ -s /etc/munge/munge.key ] || mungekey --create
socket=$work/munge-run/socket
install -d -o munge -g munge -m 755 "$work/munge-run"
runuser -u munge -- munged --socket="$socket" --pid-file="$work/munge-run/pid" \
    --log-file="$work/munge/log" --seed-file="$work/munge/seed"
cp "$work/munge-run/pid" "$work/munged.pid"

cat > "$SLURM_CONF" <<CONF
ClusterName=check
SlurmctldHost=$(hostname -s)(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$socket
SlurmUser=root
SlurmctldPort=16817
SlurmdPort=16818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,defer
KillWait=5
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=4000
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
mkdir -p "$work/state" "$work/spool"
slurmctld
slurmd
for _ in $(seq 30); do sinfo -h -o %T 2>/dev/null | grep -q idle && break; sleep 1; done
sinfo

wait_for_jobs() { while [ -n "$(squeue -h)" ]; do sleep 0.5; done; }

echo "== one build"
time "$ENTENTE" ingest -q --jobs 1 --db "$work/single.db" "$file"

echo "== $shares shares; the second task is killed at work"
export FAN=4
"$here/submit.sh" "$work/out" "$shares" "$file"
ingest=$(squeue -h -r -n entente-ingest -o %F | head -1)
until [ "$(squeue -h -r -j "${ingest}_2" -o %T 2>/dev/null)" = RUNNING ] && [ -d "$work/out/level0/2.db.part" ]; do
    sleep 0.05
    [ -e "$work/out/level0/2.db" ] && { echo "the task was too quick to be killed: give more articles" >&2; exit 1; }
done
scancel --signal=KILL --full "${ingest}_2"
wait_for_jobs
[ ! -e "$work/out/level0/2.db" ] || { echo "the task was not killed" >&2; exit 1; }
echo "killed: level0/2.db is not there; submitted again:"

time { "$here/submit.sh" "$work/out" "$shares" "$file"; wait_for_jobs; }
"$ENTENTE" verify --db "$(realpath "$work/out/whole.db")"
for db in single out/whole; do "$ENTENTE" export --db "$(realpath "$work/$db.db")" -o "$work/$(basename $db).jsonl"; done
cmp "$work/single.jsonl" "$work/whole.jsonl"
echo "== the merged database and the single build export the same $(wc -l < "$work/single.jsonl") lines"
