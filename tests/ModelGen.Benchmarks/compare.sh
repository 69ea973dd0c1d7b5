#!/usr/bin/env bash
# Measures ModelGen and other libraries in turn, in one run on one core, and prints the ratios of their times.
#
#   compare.sh [FOLDER [PEER ...]]
#
# FOLDER (or MODELGEN_PEERS) holds the peers: a run.sh that builds and runs the one it is given the name of, and prints
# lines "peer workload metric median_ns …" as --quick does. Peers that are missing or fail are named and left out.
# Environment: CPU, the core (1); ROUNDS, how often each peer runs (3); WORKLOADS, what to measure ("W1 W2 W3 W4 W5").
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peers_folder=${1:-${MODELGEN_PEERS:-}}
if [ -z "$peers_folder" ] || [ ! -f "$peers_folder/run.sh" ]; then
    echo "Expected a folder with a run.sh for the peers, as argument or in MODELGEN_PEERS; given: '${peers_folder}'." >&2
    exit 2
fi
[ $# -gt 0 ] && shift
if [ $# -gt 0 ]; then peers=("$@"); else peers=(hand fann numpy sklearn torch libtorch); fi
read -ra workloads <<< "${WORKLOADS:-W1 W2 W3 W4 W5}"
core=${CPU:-$(($(nproc) > 1 ? 1 : 0))}
rounds=${ROUNDS:-3}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet build "$here" -c Release -v quiet --nologo >&2
run_modelgen() { taskset -c "$core" dotnet "$here/bin/Release/net10.0/ModelGen.Benchmarks.dll" --quick "${workloads[@]}"; }
# The workloads' names are one word for those peers that can choose among them.
run_peer() { CPU=$core WORKLOADS=$(IFS=; echo "${workloads[*]}") bash "$peers_folder/run.sh" "$1"; }

measured=()
for peer in "${peers[@]}"; do
    if ! compgen -G "$peers_folder/$peer.*" > /dev/null && ! compgen -G "$peers_folder/${peer}_bench.*" > /dev/null; then
        echo "left out: $peer is not in $peers_folder"
    elif ! run_peer "$peer" > "$results/warm-up" 2> "$results/errors"; then
        echo "left out: $peer does not build or run here ($(grep -m 1 -iE 'error|not found|no module' "$results/errors" || tail -n 1 "$results/errors"))"
    else
        measured+=("$peer")
    fi
done
if [ ${#measured[@]} -eq 0 ]; then
    echo "No peer is left to compare with." >&2
    exit 1
fi

for round in $(seq "$rounds"); do
    for peer in "${measured[@]}"; do
        echo "round $round: modelgen, $peer" >&2
        run_modelgen >> "$results/lines"
        run_peer "$peer" >> "$results/lines" 2> "$results/errors"
    done
done

echo
echo "$(date -u +%F), core $core of $(grep -m 1 'model name' /proc/cpuinfo | sed 's/.*: //' || uname -m), medians over rounds: $rounds, nanoseconds"
echo
awk '
    NF >= 4 && $4 + 0 > 0 { key = $2 " " $3; times[$1, key, ++count[$1, key]] = $4; if ($1 == "modelgen" && !(key in seen)) { seen[key] = 1; order[++keys] = key }
        if ($1 != "modelgen" && !($1 in named)) { named[$1] = 1; peer[++peers] = $1 } if (/UNGATED/) { ungated[$1, key] = "*"; slow = 1 } }
    function median(name, key,    n, i, j, t, v) {
        n = count[name, key]
        for (i = 1; i <= n; i++) { t = times[name, key, i]; for (j = i - 1; j > 0 && v[j] > t; j--) v[j + 1] = v[j]; v[j + 1] = t }
        return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
    }
    END {
        for (k = 1; k <= keys; k++) {
            own = median("modelgen", order[k])
            printf "%-20s %-24s %12.1f%s\n", order[k], "modelgen", own, ungated["modelgen", order[k]]
            for (p = 1; p <= peers; p++) if (count[peer[p], order[k]]) {
                other = median(peer[p], order[k])
                printf "%-20s %-24s %12.1f%s  %.2f times modelgen\n", "", peer[p], other, ungated[peer[p], order[k]], other / own
            }
        }
        if (slow) print "\n* the clock was slow throughout at least one round"
    }' "$results/lines"
