#!/usr/bin/env bash
# How many instructions the program takes, as callgrind counts them: nearly the same on every run, however
# busy the machine. Fails where a count is more than 5 % above the one that is committed.
#
#   benches/instructions.sh            count, and compare with benches/instructions.tsv
#   benches/instructions.sh --write    count, and write the file anew
#
# A count that rose with good reason is accepted by --write, in the commit that raises it, with the reason
# in its message; one that fell is written down likewise, so that it stays down. Counts are those of one
# compiler, one kind of machine and the release profile: with others the comparison is left out, and said
# so, as it is without valgrind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly figures=benches/instructions.tsv
readonly tolerance=5 # percent
readonly seed=seeds/uzbekistan-japan.txt
readonly record=fixtures/summaries/uzbekistan-japan.yaml

left_out() {
    printf 'Left out: %s\n' "$1"
    exit
}

command -v valgrind >/dev/null || left_out 'there is no valgrind here.'
build="$(rustc -vV | sed -n '1p; s/^host: //p' | paste -sd ' ')"
# The profile may be set from outside, for a build that takes less time.
build+=", release${CARGO_PROFILE_RELEASE_LTO:+ lto=$CARGO_PROFILE_RELEASE_LTO}"
build+="${CARGO_PROFILE_RELEASE_CODEGEN_UNITS:+ codegen-units=$CARGO_PROFILE_RELEASE_CODEGEN_UNITS}"
readonly build
committed="$(sed -n 's/^# counted with //p' "$figures" 2>/dev/null || true)"
if [[ ${1:-} != --write && $committed != "$build" ]]; then
    left_out "the figures are of ${committed:-no build yet}; here is $build."
fi

cargo build --quiet --release
program="${CARGO_TARGET_DIR:-target}/release/rapporteur"
readonly program
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# One line of JSON for each text.
lines_of() {
    local file text
    for file in "$@"; do
        text="$(<"$file")"
        text="${text//\\/\\\\}"
        text="${text//\"/\\\"}"
        text="${text//$'\t'/\\t}"
        text="${text//$'\r'/\\r}"
        printf '{"id":"%s","text":"%s"}\n' "$(basename "$file" .txt)" "${text//$'\n'/\\n}"
    done
}

readonly texts=("$seed" fixtures/readouts/seen/*.txt)
cat "${texts[@]}" >"$scratch/all.txt"
lines_of "${texts[@]}" >"$scratch/texts.ndjson"
# Texts with what is extracted from them: the line of the text, its brace left off, and the record.
"$program" extract --ndjson -j 1 "$scratch/texts.ndjson" 2>/dev/null |
    sed 's/^{"number":[0-9]*,"id":"[^"]*",//' |
    paste -d ',' <(sed 's/}$//' "$scratch/texts.ndjson") - >"$scratch/pairs.ndjson"
printf 'record: summit-summary/1\nsource: {id: talks}\nevent: {kind: talks, evidence: held talks}\nparties: []\nparticipants: []\n' >"$scratch/small.yaml"

# Instructions of one run. What the program finds is not asked here; that it ran at all is.
count() {
    local status=0
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file="$scratch/log" \
        "$program" "$@" >"$scratch/out" 2>"$scratch/errors" || status=$?
    if ((status > 1)); then
        printf 'rapporteur %s: exit status %d\n' "$*" "$status" >&2
        cat "$scratch/errors" "$scratch/log" >&2
        return 1
    fi
    sed -n 's/^.*Collected : //p' "$scratch/log"
}

# What is counted, by name.
declare -A counts=()
readonly cases=(help validate-small validate-record extract-seed extract-all extract-ndjson check-seed check-ndjson)
for name in "${cases[@]}"; do
    case "$name" in
    help) arguments=(--help) ;;
    validate-small) arguments=(validate "$scratch/small.yaml") ;;
    validate-record) arguments=(validate "$record") ;;
    extract-seed) arguments=(extract "$seed") ;;
    extract-all) arguments=(extract "$scratch/all.txt") ;;
    extract-ndjson) arguments=(extract --ndjson -j 1 "$scratch/texts.ndjson") ;;
    check-seed) arguments=(check "$record") ;;
    check-ndjson) arguments=(check --ndjson -j 1 "$scratch/pairs.ndjson") ;;
    esac
    counts[$name]="$(count "${arguments[@]}")"
done

if [[ ${1:-} == --write ]]; then
    {
        printf '# Instructions of one run, by benches/instructions.sh --write\n# counted with %s\n' "$build"
        for name in "${cases[@]}"; do printf '%s\t%d\n' "$name" "${counts[$name]}"; done
    } >"$figures"
    cat "$figures"
    exit
fi

failed=0
printf '%-16s %15s %15s %10s\n' case committed counted change
for name in "${cases[@]}"; do
    old="$(sed -n "s/^$name\t//p" "$figures")"
    new="${counts[$name]}"
    if [[ -z $old ]]; then
        printf '%-16s %15s %15d %10s  no figure is committed\n' "$name" - "$new" -
        failed=1
        continue
    fi
    change="$(awk -v old="$old" -v new="$new" 'BEGIN { printf "%+.1f", (new - old) * 100 / old }')"
    note=''
    if ((new * 100 > old * (100 + tolerance))); then
        note="  more than $tolerance % above"
        failed=1
    elif ((new * 100 < old * (100 - tolerance))); then
        note='  less: write it down'
    fi
    printf '%-16s %15d %15d %8s %%%s\n' "$name" "$old" "$new" "$change" "$note"
done
if ((failed)); then
    printf '\nA rise that is worth it is accepted by `benches/instructions.sh --write`, with the reason in the commit.\n'
fi
exit "$failed"
