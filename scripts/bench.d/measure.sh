# Sourced by scripts/bench: stop watch, medians, the table.

missed=0

# Runs a command, its output thrown away, and sets MICROS to how long it took.
timed() {
    local begin=$EPOCHREALTIME
    "$@" >/dev/null 2>"$WORK/stderr" || { cat "$WORK/stderr" >&2; say "failed: $*"; return 1; }
    local end=$EPOCHREALTIME
    MICROS=$((${end/./} - ${begin/./}))
}

# The middle of the numbers given, as milliseconds with one digit.
median() {
    printf '%s\n' "$@" | sort -n | awk '{v[NR] = $1} END {
        m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; printf "%.1f", m / 1000 }'
}

report_head() {
    printf '%-58s %10s %10s %7s %7s\n' "what (medians of $RUNS, milliseconds)" Slipway reference ratio limit
}

# report TEXT OURS THEIRS LIMIT: one line; the ratio is OURS / THEIRS.
report() {
    local ratio verdict=""
    ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')
    if awk -v r="$ratio" -v l="$4" 'BEGIN { exit !(r > l) }'; then
        verdict=" MISSED"
        missed=1
    fi
    printf '%-58s %10s %10s %7s %7s%s\n' "$1" "$2" "$3" "$ratio" "$4" "$verdict"
}

# note TEXT OURS THEIRS: a line without a limit, to read the one above by.
note() {
    printf '%-58s %10s %10s %7s %7s\n' "$1" "$2" "$3" "$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')" -
}

report_end() {
    if [ "$missed" = 1 ] && [ "$STRICT" = yes ]; then
        exit 1
    fi
}
