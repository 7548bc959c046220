#!/usr/bin/env bash
# What `rapporteur check` catches beside public checkers of quotes, on the same broken records.
#
#   benches/gates.sh [FOLDER]
#
# FOLDER (default: a new temporary one) keeps the checkers between runs. The first run installs them
# there from PyPI: langextract, linkml-reference-validator, RapidFuzz. `benches/gates/quotes.py` gives
# each of them the quotes of a record and its source; they look at nothing else of it. Every gate is run
# by `rapporteur mutate --gate`, and judged by exit status. A run takes about twenty minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scratch="$(mkdir -p "${1:-$(mktemp -d)}" && cd "${1:-$_}" && pwd)"
readonly scratch
readonly record=fixtures/summaries/uzbekistan-japan.yaml
readonly python="$scratch/python/bin/python"
readonly quotes="$PWD/benches/gates/quotes.py"

if [[ ! -x $python ]]; then
    python3 -m venv "$scratch/python"
    "$python" -m pip install --quiet langextract==1.7.1 linkml-reference-validator==0.4.0 rapidfuzz==3.14.6 pyyaml
fi
cargo build --quiet --release
readonly rapporteur="$PWD/target/release/rapporteur"

# One row: the gate, mutants caught of all, those that alter a quote, the others, controls refused.
row() {
    local name="$1"
    shift
    "$rapporteur" mutate --per-field 1 --format json "$@" "$record" |
        "$python" -c '
import json, sys
results = json.load(sys.stdin)
quoted = {"quote-altered", "quote-stitched", "elision", "evidence-swapped", "offsets-shifted"}
def share(rows):
    caught, missed = sum(row["caught"] for row in rows), sum(row["missed"] for row in rows)
    return f"{caught} of {caught + missed}"
of_quotes = [row for row in results["operators"] if row["operator"] in quoted]
others = [row for row in results["operators"] if row["operator"] not in quoted]
total = results["total"]
controls, refused = total["controls"], total["refused"]
print("|", " | ".join([sys.argv[1], share(of_quotes), share(others), share(results["operators"]),
    f"{refused} of {controls}"]), "|")' "$name"
}

echo '| gate | quotes altered or exchanged | values, objects and lists | all | controls refused |'
echo '| --- | ---: | ---: | ---: | ---: |'
row '`rapporteur check`, by its findings'
row '`rapporteur check`, by exit status' --gate "'$rapporteur' check --source {source} {record}"
row '`rapporteur check --strict`, by exit status' --gate "'$rapporteur' check --strict --source {source} {record}"
row 'linkml-reference-validator 0.4.0' --gate "'$python' '$quotes' linkml {record} {source}"
row 'RapidFuzz 3.14.6, partial ratio of 90' --gate "'$python' '$quotes' rapidfuzz {record} {source}"
row 'langextract 1.7.1, any alignment' --gate "'$python' '$quotes' langextract {record} {source}"
row 'langextract 1.7.1, exact alignment' --gate "'$python' '$quotes' langextract-exact {record} {source}"
