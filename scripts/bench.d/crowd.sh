# Sourced by scripts/bench: a hundred guests at once. Measured once, since what counts is that none fails.
source "$PIECES/fleet_file.sh"

readonly CROWD=100

bench_crowd() {
    ensure_paravirtual_image
    local failed
    fleet_file "$CROWD"
    timed launch_fleet
    failed=$((CROWD - $("$SLIPWAY" fleet list bench -o json | grep -c '"Ready": true')))
    printf '%-58s %10s %10s %7s %7s\n' "$CROWD guests at once: ms, not ready, limit" "$(median "$MICROS")" "$failed" - 0
    [ "$failed" = 0 ] || missed=1
    "$SLIPWAY" fleet terminate bench >/dev/null
}
