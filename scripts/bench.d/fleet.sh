# Sourced by scripts/bench: a fleet until its last member is ready, beside a script over libvirt.
source "$PIECES/fleet_file.sh"

readonly FLEET=40
# The script is measured with each of these, and the best counts.
readonly PACES="4 6 8"

fleet_loop() { /usr/bin/python3 "$PIECES/fleet_loop.py" "$@"; }

# What Slipway defined for a member, with words where domains differ.
fleet_model() {
    xml_for_reference "$1" DOMAIN DISK | console_to_file CONSOLE | sed -e 's/hostfwd=tcp:127\.0\.0\.1:[0-9]*-/hostfwd=tcp:127.0.0.1:PORT-/g'
}

bench_fleet() {
    ensure_paravirtual_image
    local ours=() theirs pace run model best="" resident
    fleet_file "$FLEET"
    "$SLIPWAY" run tiny-pv --type "$FLEET_TYPE" -o json >"$WORK/launched.json"
    model=$(launched_instance)
    BACKING=$(layer_of "$model")
    fleet_model "$model" >"$WORK/fleet.xml"
    "$SLIPWAY" instance stop --force "$model" >/dev/null
    for ((run = 0; run < RUNS; run++)); do
        timed launch_fleet
        ours+=("$MICROS")
        "$SLIPWAY" fleet terminate bench >/dev/null
    done
    for pace in $PACES; do
        theirs=()
        for ((run = 0; run < RUNS; run++)); do
            timed fleet_loop start "$pace" "$BACKING" "$WORK/fleet.xml" "$FLEET" "$WORK"
            theirs+=("$MICROS")
            fleet_loop end "$FLEET" "$WORK"
        done
        note "fleet of $FLEET / a script, $pace at a time" "$(median "${ours[@]}")" "$(median "${theirs[@]}")"
        best=$(printf '%s\n' ${best:+"$best"} "$(median "${theirs[@]}")" | sort -n | head -n 1)
    done
    report "fleet of $FLEET until the last is ready / the best script" "$(median "${ours[@]}")" "$best" 1.15
    "$SLIPWAY" instance terminate "$model" >/dev/null
}
