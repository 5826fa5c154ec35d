# Sourced by scripts/bench: importing a qcow2 that holds 1 GiB of data, hashed, beside `qemu-img convert` of it.

bench_import() {
    local source=$WORK/random.qcow2 runs=$RUNS ours=() theirs=() durable=() converted run
    head -c 1G /dev/urandom >"$WORK/random.raw"
    qemu-img convert -f raw -O qcow2 "$WORK/random.raw" "$source"
    rm "$WORK/random.raw"
    [ "$runs" -le 5 ] || runs=5
    for ((run = 0; run < runs; run++)); do
        # A home of its own each time: the same content twice is stored once, and would not be copied.
        timed env SLIPWAY_HOME="$WORK/import" "$SLIPWAY" image import "$source" --name bench
        ours+=("$MICROS")
        rm -rf "$WORK/import"
        # What was written must be written out before the other side begins, or it pays for it.
        sync "$WORK"
        timed qemu-img convert -f qcow2 -O qcow2 "$source" "$WORK/converted.qcow2"
        theirs+=("$MICROS")
        # The same made durable, as an import is: not what the limit is about, and what the disk has to do with it.
        converted=$MICROS
        timed sync "$WORK/converted.qcow2"
        durable+=("$((converted + MICROS))")
        rm "$WORK/converted.qcow2"
        sync "$WORK"
    done
    rm "$source"
    report "import of a 1 GiB qcow2 / qemu-img convert of it" "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 1.3
    note "import of a 1 GiB qcow2 / qemu-img convert and sync" "$(median "${ours[@]}")" "$(median "${durable[@]}")"
}
