# Sourced by scripts/bench: a snapshot, and a volume from a snapshot, of a volume with 100 MB of data and of one with 10 GB.

# volume_with MIB: makes a volume that holds so much, and prints its id.
volume_with() {
    local id file at
    id=$("$SLIPWAY" volume create --size 16 --query VolumeId -o text)
    file=$SLIPWAY_HOME/regions/local-1/volumes/$id/disk.qcow2
    for ((at = 0; at < $1; at += 100)); do
        qemu-io -f qcow2 -c "write -q -P 7 ${at}M 100M" "$file" >/dev/null
    done
    sync "$file"
    printf '%s\n' "$id"
}

bench_snapshot() {
    local run small large snapshot volume
    local -A taken=() made=()
    local -x SLIPWAY_HOME=$WORK/snapshots SLIPWAY_MAX_CHAIN_DEPTH=1000
    if [ "$(df --output=avail -B1G "$WORK" | tail -1)" -lt 12 ]; then
        say "snapshot: 12 GiB of free space are needed in $WORK"
        return 1
    fi
    small=$(volume_with 100)
    large=$(volume_with 10000)
    for ((run = 0; run < RUNS; run++)); do
        for volume in "$small" "$large"; do
            timed "$SLIPWAY" snapshot create "$volume"
            taken[$volume]+=" $MICROS"
            snapshot=$("$SLIPWAY" snapshot list --filter "volume-id=$volume" --query 'Snapshots[-1].SnapshotId' -o text)
            timed "$SLIPWAY" volume create --snapshot "$snapshot"
            made[$volume]+=" $MICROS"
        done
    done
    # Word splitting is wanted: each is a list of numbers.
    # shellcheck disable=SC2086
    {
        report "snapshot of a volume with 10 GB / with 100 MB" "$(median ${taken[$large]})" "$(median ${taken[$small]})" 1.5
        report "volume from a snapshot with 10 GB / with 100 MB" "$(median ${made[$large]})" "$(median ${made[$small]})" 1.5
    }
    rm -rf "$SLIPWAY_HOME"
}
