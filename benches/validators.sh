#!/usr/bin/env bash
# How long `rapporteur validate` takes beside the validators that people use today: one file, and a
# hundred, cold start included, on the same files and the same schema.
#
#   benches/validators.sh [FOLDER]
#
# FOLDER (default: a new temporary one) keeps the other validators between runs. The first run
# installs them there: jsonschema-cli and boon-cli from crates.io, check-jsonschema from PyPI,
# ajv-cli from npm. What cannot be installed is left out, and said so. Each time is the median of
# five, the validators taking turns, so that a busy machine is unfair to none for long; for one file
# each of the five is the mean of twenty runs in a row.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly rounds=5
scratch="$(mkdir -p "${1:-$(mktemp -d)}" && cd "${1:-$_}" && pwd)"
readonly scratch
readonly schema="$PWD/schemas/summit-summary.schema.json"
records="$(mktemp -d)"
trap 'rm -rf "$records"' EXIT

install_others() {
    [[ -x $scratch/bin/jsonschema-cli ]] || cargo install --quiet --root "$scratch" jsonschema-cli || true
    [[ -x $scratch/bin/boon ]] || cargo install --quiet --root "$scratch" boon-cli || true
    if [[ ! -x $scratch/python/bin/check-jsonschema ]]; then
        { python3 -m venv "$scratch/python" && "$scratch/python/bin/pip" install --quiet check-jsonschema; } || true
    fi
    if [[ ! -x $scratch/node_modules/.bin/ajv ]]; then
        npm install --silent --prefix "$scratch" ajv-cli || true
    fi
}

# The records: the first hand-made summary, without the line that names another path to the schema.
make_records() {
    local number
    for number in $(seq 100); do
        grep -v '^# yaml-language-server' fixtures/summaries/uzbekistan-japan.yaml >"$records/$number.yaml"
    done
}

# Runs one validator on the files that follow; all of them are valid.
run() {
    local name="$1"
    shift
    case "$name" in
    rapporteur) target/release/rapporteur validate --schema "$schema" "$@" ;;
    built-in) target/release/rapporteur validate "$@" ;;
    jsonschema-cli) "$scratch/bin/jsonschema-cli" validate "$schema" "${@/#/--instance=}" ;;
    boon) "$scratch/bin/boon" "$schema" "$@" ;;
    check-jsonschema) "$scratch/python/bin/check-jsonschema" --schemafile "$schema" "$@" ;;
    ajv) "$scratch/node_modules/.bin/ajv" validate --spec=draft2020 --strict=false --validate-formats=false -s "$schema" "${@/#/-d=}" ;;
    esac >/dev/null 2>&1
}

# Microseconds of one run: of so many in a row, their mean.
time_of() {
    local times="$1" start end
    shift
    start="${EPOCHREALTIME/./}"
    for _ in $(seq "$times"); do run "$@" || return 1; done
    end="${EPOCHREALTIME/./}"
    echo $(((end - start) / times))
}

median() {
    sort -n | sed -n "$((rounds / 2 + 1))p"
}

compare() {
    local what="$1" times_in_a_row="$2" name round time base
    shift 2
    declare -A times=()
    for name in "${validators[@]}"; do run "$name" "$@" || true; done
    for round in $(seq "$rounds"); do
        for name in "${validators[@]}"; do
            time="$(time_of "$times_in_a_row" "$name" "$@")" || continue
            times[$name]+="$time"$'\n'
        done
    done
    printf '\n%s\n' "$what"
    base="$(printf '%s' "${times[built-in]}" | median)"
    for name in "${validators[@]}"; do
        if [[ -z "${times[$name]:-}" ]]; then
            printf '  %-18s left out: it cannot be run, or refuses these files\n' "$name"
            continue
        fi
        time="$(printf '%s' "${times[$name]}" | median)"
        printf '  %-18s %8d µs   %6d %% of the first\n' "$name" "$time" $((time * 100 / base))
    done
}

cargo build --release --quiet
install_others
make_records
readonly validators=(built-in rapporteur jsonschema-cli boon check-jsonschema ajv)
compare 'One file' 20 "$records/1.yaml"
compare 'A hundred files' 1 "$records"/*.yaml
