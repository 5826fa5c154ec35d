# Sourced by scripts/bench: copying an image that holds 1 GiB between two regions on one file system, digests verified,
# beside `cp` of its file; and, where the file systems can be mounted, on XFS and btrfs at two sizes.

# An image of so many MiB of random data in the region far-1 of the home.
copy_prepare() {
    head -c "$2M" /dev/urandom >"$WORK/$1.raw"
    "$SLIPWAY" image import "$WORK/$1.raw" --format raw --name "$1" --architecture x86_64 --region far-1 >/dev/null
    rm "$WORK/$1.raw"
}

# Deletes the copies of an image, so that the next one is a copy again.
copy_forget() {
    local snapshot
    "$SLIPWAY" image deregister "$1" >/dev/null
    for snapshot in $("$SLIPWAY" snapshot list --query 'Snapshots[].SnapshotId' -o text); do
        "$SLIPWAY" snapshot delete "$snapshot" >/dev/null
    done
}

# copy_reflinked FS: sets SMALL and LARGE to the medians of copying 16 and 512 MiB within a file system of this kind.
copy_reflinked() {
    local image=$WORK/$1.img folder=$WORK/$1 name times run
    truncate -s 1500M "$image"
    if [ "$1" = xfs ]; then mkfs.xfs -q -m reflink=1 "$image"; else mkfs.btrfs -q "$image" >/dev/null; fi
    mkdir "$folder"
    mount -o loop "$image" "$folder"
    (
        export SLIPWAY_HOME=$folder/home
        "$SLIPWAY" region add far-1 >/dev/null
        copy_prepare small 16
        copy_prepare large 512
        for name in small large; do
            times=()
            for ((run = 0; run < RUNS; run++)); do
                timed "$SLIPWAY" image copy "$name" --from-region far-1
                times+=("$MICROS")
                copy_forget "$name"
            done
            median "${times[@]}"
            echo
        done
    ) >"$WORK/$1.medians" || { umount "$folder"; return 1; }
    umount "$folder"
    rm "$image"
    { read -r SMALL; read -r LARGE; } <"$WORK/$1.medians"
}

bench_copy() {
    local runs=$RUNS ours=() theirs=() durable=() copied run disk kind
    [ "$runs" -le 5 ] || runs=5
    (
        export SLIPWAY_HOME=$WORK/copy
        "$SLIPWAY" region add far-1 >/dev/null
        copy_prepare one 1024
    )
    disk=$(echo "$WORK"/copy/regions/far-1/layers/*/disk.qcow2)
    for ((run = 0; run < runs; run++)); do
        timed env SLIPWAY_HOME="$WORK/copy" "$SLIPWAY" image copy one --from-region far-1
        ours+=("$MICROS")
        SLIPWAY_HOME=$WORK/copy copy_forget one
        # What was written must be written out before the other side begins, or it pays for it.
        sync "$WORK"
        timed cp --reflink=never "$disk" "$WORK/copied.qcow2"
        theirs+=("$MICROS")
        copied=$MICROS
        timed sync "$WORK/copied.qcow2"
        durable+=("$((copied + MICROS))")
        rm "$WORK/copied.qcow2"
        sync "$WORK"
    done
    rm -r "$WORK/copy"
    report "copy of a 1 GiB image, digests verified / cp of its file" "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 1.3
    note "copy of a 1 GiB image, digests verified / cp and sync" "$(median "${ours[@]}")" "$(median "${durable[@]}")"
    for kind in xfs btrfs; do
        if [ "$(id -u)" -ne 0 ]; then
            say "copies on $kind are left out: mounting takes root"
            continue
        fi
        copy_reflinked "$kind"
        report "copy of 512 MiB / of 16 MiB, both on one $kind" "$LARGE" "$SMALL" 1.5
    done
}
