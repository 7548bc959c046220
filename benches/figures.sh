#!/usr/bin/env bash
# Runs every benchmark that takes time, and writes what came of it to benches/figures.md, with the machine
# and the day. Counts of instructions are in a file of their own, benches/instructions.tsv.
#
#   benches/figures.sh FOLDER [MEGABYTES]
#
# FOLDER keeps the corpora and the programs that others made, between runs; MEGABYTES is the size of the
# corpus of `benches/scale.sh` (default 200). On a machine that does nothing else, some twenty minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if (($# < 1)); then
    sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//'
    exit 2
fi
readonly folder="$1" megabytes="${2:-200}"
figures="$(mktemp)"
trap 'rm -f "$figures"' EXIT

processor="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)"
cores="$(getconf _NPROCESSORS_ONLN)"

# A table of what criterion measures: nanoseconds, and how far they spread.
floors() {
    printf '| benchmark | time | spread |\n| --- | ---: | ---: |\n'
    cargo bench --quiet --bench extract --bench check --bench corpus -- --output-format bencher 2>/dev/null |
        sed -nE 's/^test (.*) \.\.\. bench: +([0-9,]+) ns\/iter \(\+\/- ([0-9,]+)\)$/\1\t\2\t\3/p' |
        awk -F '\t' '{ gsub(",", ""); printf "| %s | %.1f µs | %.1f µs |\n", $1, $2 / 1000, $3 / 1000 }'
}

{
    printf '# Figures\n\nWritten by `benches/figures.sh`, not by hand.\n\n'
    printf -- '- machine: %s, %s cores, %s\n' "${processor:-$(uname -m)}" "$cores" "$(uname -s)"
    printf -- '- compiler: %s\n' "$(rustc --version)"
    printf -- '- day: %s\n' "$(date -u +%F)"
    printf '\n## Floors\n\n'
    floors
    printf '\n## Scale\n\n'
    benches/scale.sh "$folder/scale" "$megabytes"
    printf '\n## Beside other pipelines\n\n'
    benches/pipelines.sh "$folder/pipelines"
    printf '\n## Beside other validators\n\n```text\n'
    benches/validators.sh "$folder/validators"
    printf '```\n'
} >"$figures"
cp "$figures" benches/figures.md
