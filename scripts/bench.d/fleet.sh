# Sourced by scripts/bench: a fleet until its last member is ready, beside a script over libvirt; and a hundred guests at once.
source "$PIECES/launch.sh"

readonly FLEET=40
readonly CROWD=100
# The script is measured with each of these, and the best counts.
readonly PACES="4 6 8"
readonly FLEET_TYPE=lab.96m

fleet_file() {
    printf 'fleet: bench\ngroups:\n  tiny: {image: %s, type: %s, count: %s, ready: {for: [login], timeout: 30m}}\n' "$1" "$2" "$3"
}

launch_fleet() { "$SLIPWAY" fleet launch "$WORK/fleet.yaml" -o json >"$WORK/fleet.json"; }

fleet_loop() { /usr/bin/python3 "$PIECES/fleet_loop.py" "$@"; }

# What Slipway defined for a member, with words where domains differ.
fleet_model() {
    xml_for_reference "$1" DOMAIN DISK | console_to_file CONSOLE | sed -e 's/hostfwd=tcp:127\.0\.0\.1:[0-9]*-/hostfwd=tcp:127.0.0.1:PORT-/g'
}

bench_fleet() {
    ensure_paravirtual_image
    local ours=() theirs pace run model best="" resident
    fleet_file tiny-pv "$FLEET_TYPE" "$FLEET" >"$WORK/fleet.yaml"
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
    bench_crowd
}

# As many small guests as an i386 kernel and 64 MiB make possible; once, since what counts is that none fails.
bench_crowd() {
    local folder kernel ramdisk failed
    folder=$(dirname "$(scripts/guests i386 | grep '/root.qcow2$')")
    kernel=$("$SLIPWAY" kernel import "$folder/vmlinuz" --name crowd-kernel --architecture i386 --query ImageId -o text)
    ramdisk=$("$SLIPWAY" ramdisk import "$folder/initrd" --name crowd-ramdisk --architecture i386 --query ImageId -o text)
    "$SLIPWAY" image import "$folder/root.qcow2" --name crowd --architecture i386 --virtualization-type paravirtual \
        --kernel "$kernel" --ramdisk "$ramdisk" >/dev/null
    fleet_file crowd lab.64m "$CROWD" >"$WORK/fleet.yaml"
    timed launch_fleet
    failed=$((CROWD - $("$SLIPWAY" fleet list bench -o json | grep -c '"Ready": true')))
    printf '%-58s %10s %10s %7s %7s\n' "$CROWD guests of 64 MiB at once: ms, not ready, limit" "$(median "$MICROS")" "$failed" - 0
    [ "$failed" = 0 ] || missed=1
    "$SLIPWAY" fleet terminate bench >/dev/null
}
