#!/usr/bin/env bash
# Whether an archive is read as fast as an article: extraction and checking over a corpus of any size.
#
#   benches/scale.sh FOLDER [MEGABYTES [CHECKED]]
#
# Makes a corpus of so many megabytes (default 200) in FOLDER, from the first readout and the seen
# fixtures with other numbers and other names, and a tenth and five times of it; keeps them for the next
# run. Then prints, as tables: the rate of extraction on one core and on two, beside plain multi-pattern
# search over the same text (benches/search.rs); whether both outputs are the same bytes; the peak memory
# over corpora of four sizes; and how many records a second `check --ndjson` holds against their texts, over
# the first CHECKED (default 20,000) of them. Needs Python and some twelve times MEGABYTES of disk. Measure on
# a machine that does nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if (($# < 1)); then
    sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//'
    exit 2
fi
folder="$(mkdir -p "$1" && cd "$1" && pwd)"
readonly folder
readonly megabytes="${2:-200}"
readonly checked="${3:-20000}"
readonly rounds="${ROUNDS:-3}"

cargo build --quiet --release
program="$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)/rapporteur"
readonly program

# The file with a corpus of so many megabytes.
corpus() {
    local path="$folder/texts-$1.ndjson"
    if [[ ! -s $path ]]; then
        python3 benches/scale/corpus.py "$1" seeds/uzbekistan-japan.txt fixtures/readouts/seen/*.txt >"$path.part"
        mv "$path.part" "$path"
    fi
    printf '%s\n' "$path"
}

# Runs the program with these arguments, and prints seconds, those of a processor, and peak memory in megabytes.
measured() {
    python3 benches/scale/measure.py "$program" "$@"
}

# The line of the run with the median time, of as many rounds.
median_run() {
    for _ in $(seq "$rounds"); do measured "$@"; done | sort -n | sed -n "$(((rounds + 1) / 2))p"
}

# Divides with two digits behind the point.
divided() {
    python3 -c 'import sys; print(f"{float(sys.argv[1]) / float(sys.argv[2]):.2f}")' "$1" "$2"
}

texts="$(corpus "$megabytes")"
bytes="$(wc -c <"$texts")"
printf '%s of %d bytes, %d documents; medians of %d runs\n\n' "$(basename "$texts")" "$bytes" "$(wc -l <"$texts")" "$rounds"

printf '| | seconds | of a processor | megabytes a second | peak memory, MB |\n| --- | ---: | ---: | ---: | ---: |\n'
declare -A seconds=()
for jobs in 1 2; do
    read -r time busy memory < <(median_run extract --ndjson -j "$jobs" "$texts" -o "$folder/records-$jobs.ndjson" --force)
    seconds[$jobs]="$time"
    printf '| extraction, -j %d | %s | %s | %s | %s |\n' "$jobs" "$time" "$busy" "$(divided "$((bytes / 1000))e-3" "$time")" "$memory"
done
search="$(cargo bench --quiet --bench search -- "$texts")"
printf '| plain search for the lexicon, one core | %s | | %s | |\n' "$search" "$(divided "$((bytes / 1000))e-3" "$search")"
printf '\n- Two cores are %s times one.\n' "$(divided "${seconds[1]}" "${seconds[2]}")"
printf -- '- Extraction on one core has %s of the rate of the plain search.\n' "$(divided "$search" "${seconds[1]}")"
if cmp -s "$folder/records-1.ndjson" "$folder/records-2.ndjson"; then
    printf -- '- The output is the same bytes for -j 1 and -j 2.\n'
else
    printf -- '- THE OUTPUTS OF -j 1 AND -j 2 DIFFER.\n'
fi

printf '\n| corpus | extraction, -j 2: peak memory, MB |\n| --- | ---: |\n'
for size in $((megabytes / 20)) $((megabytes / 2)) "$megabytes" $((megabytes * 5)); do
    ((size > 0)) || continue
    path="$(corpus "$size")"
    read -r _ _ memory < <(measured extract --ndjson -j 2 "$path" -o "$folder/sized.ndjson" --force)
    printf '| %d MB | %s |\n' "$size" "$memory"
    rm "$folder/sized.ndjson"
done

head -n "$checked" "$texts" | sed 's/}$//' |
    paste -d ',' - <(head -n "$checked" "$folder/records-1.ndjson" | sed 's/^{"number":[0-9]*,"id":[0-9]*,//') \
        >"$folder/pairs.ndjson"
count="$(wc -l <"$folder/pairs.ndjson")"
printf '\n| %d pairs | seconds | of a processor | records a second | peak memory, MB |\n| --- | ---: | ---: | ---: | ---: |\n' "$count"
for jobs in 1 2; do
    read -r time busy memory < <(median_run check --ndjson -j "$jobs" "$folder/pairs.ndjson" -o "$folder/findings-$jobs.ndjson" --force)
    printf '| check, -j %d | %s | %s | %s | %s |\n' "$jobs" "$time" "$busy" "$(divided "$count" "$time")" "$memory"
done
cmp -s "$folder/findings-1.ndjson" "$folder/findings-2.ndjson" || printf '\nTHE FINDINGS OF -j 1 AND -j 2 DIFFER.\n'
