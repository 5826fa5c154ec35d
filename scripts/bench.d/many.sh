# Sourced by scripts/bench: many guests at once, many instances in the store, beside a plain libvirt loop and beside virsh.
source "$PIECES/launch.sh"
source "$PIECES/list.sh"

readonly MANY=20
readonly STOPPED=200
# As many at once as Slipway starts: class Parallel.
readonly AT_ONCE=4
readonly MANY_TYPE=lab.128m

launch_many() {
    command time -f '%M' -o "$WORK/resident" "$SLIPWAY" run tiny-pv --type "$MANY_TYPE" --count "$MANY" -o json >"$WORK/launched.json"
}

launched_instances() {
    sed -n 's/.*"InstanceId": "\(.*\)".*/\1/p' "$WORK/launched.json"
}

terminate_many() { launched_instances | xargs "$SLIPWAY" instance terminate; }

overlays_for_reference() {
    local number
    for ((number = 0; number < MANY; number++)); do
        qemu-img create -q -f qcow2 -F qcow2 -b "$BACKING" "$WORK/reference-$number.qcow2" 1G
    done
}

loop() { /usr/bin/python3 "$PIECES/loop.py" "$1" "$AT_ONCE" "$WORK"/many-*.xml; }

# The XML of each instance for a domain of the reference, whose disks are beside the bench; the seeds are shared.
many_models() {
    local model number=0
    while read -r model; do
        xml_for_reference "$model" "slipway-bench-$number" "$WORK/reference-$number.qcow2" >"$WORK/many-$number.xml"
        number=$((number + 1))
    done < <(launched_instances)
}

bench_many() {
    ensure_paravirtual_image
    local ours=() ours_end=() theirs=() theirs_end=() resident=() run models
    # Two stores with the image and nothing else. What was terminated stays visible for an hour, and would be listed too.
    cp -a --reflink=auto "$SLIPWAY_HOME" "$WORK/full"
    cp -a --reflink=auto "$SLIPWAY_HOME" "$WORK/empty"
    launch_many
    models=$(launched_instances)
    BACKING=$(layer_of "$(head -n 1 <<<"$models")")
    many_models
    # Stopped, not terminated: their seeds are part of the XML. Their ports are free for the reference.
    xargs "$SLIPWAY" instance stop --force <<<"$models" >/dev/null

    for ((run = 0; run < RUNS; run++)); do
        timed launch_many
        ours+=("$MICROS")
        resident+=("$(cat "$WORK/resident")")
        timed terminate_many
        ours_end+=("$MICROS")
        overlays_for_reference
        timed loop start
        theirs+=("$MICROS")
        timed loop end
        theirs_end+=("$MICROS")
    done
    report "run --count $MANY / a libvirt loop over the same XML" "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 1.2
    report "terminate $MANY / destroy, undefine, rm in a loop" "$(median "${ours_end[@]}")" "$(median "${theirs_end[@]}")" 1.3
    report "run --count $MANY, resident MiB / 200" "$(printf '%s\n' "${resident[@]}" | sort -n | tail -n 1 | awk '{ printf "%.0f", $1 / 1024 }')" 200 1

    xargs "$SLIPWAY" instance terminate <<<"$models" >/dev/null
    SLIPWAY_HOME=$WORK/full bench_many_stopped "$WORK/full" "$WORK/empty"
}

launch_beside() {
    SLIPWAY_HOME=$1 "$SLIPWAY" run tiny-pv --type "$MANY_TYPE" -o json >"$WORK/launched.json"
}

# A store with many stopped instances, beside one with none that has the same images: FULL EMPTY.
bench_many_stopped() {
    local full=$1 empty=$2 with=() without=() lists=() virsh=() hello=() run
    for ((run = 0; run < STOPPED / MANY; run++)); do
        launch_many
        launched_instances | xargs "$SLIPWAY" instance stop --force >/dev/null
    done
    hello_program
    for ((run = 0; run < RUNS; run++)); do
        timed "$SLIPWAY" instance list -o json
        lists+=("$MICROS")
        timed virsh list --all
        virsh+=("$MICROS")
        timed hello
        hello+=("$MICROS")
    done
    for ((run = 0; run < RUNS; run++)); do
        timed launch_beside "$full"
        with+=("$MICROS")
        "$SLIPWAY" instance terminate "$(launched_instances)" >/dev/null
        timed launch_beside "$empty"
        without+=("$MICROS")
        SLIPWAY_HOME=$empty "$SLIPWAY" instance terminate "$(launched_instances)" >/dev/null
    done
    report "run beside $STOPPED stopped instances / beside none" "$(median "${with[@]}")" "$(median "${without[@]}")" 1.2
    report "instance list of $STOPPED / 4 virsh list --all + java Hello" "$(median "${lists[@]}")" \
        "$(awk -v v="$(median "${virsh[@]}")" -v h="$(median "${hello[@]}")" 'BEGIN { printf "%.1f", 4 * v + h }')" 1
    "$SLIPWAY" instance list --query 'Reservations[].Instances[?State.Name==`stopped`].InstanceId[]' -o text |
        xargs -n "$MANY" "$SLIPWAY" instance terminate >/dev/null
}
