# Sourced by scripts/bench: lists and registrations in a store with 10,000 images and 20,000 snapshots.

SCALE_ACCOUNT=000000001000

# Runs the generator, which registers by the service that everybody uses, with the libraries of the built program.
many_images() {
    java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -Djava.locale.providers=COMPAT \
        -Djna.boot.library.path="$PWD/target/slipway/native" -Djna.nosys=true -Djna.noclasspath=true \
        -Dorg.sqlite.lib.path="$PWD/target/slipway/native" -Dorg.sqlite.lib.name=libsqlitejdbc.so \
        -cp "$PWD/target/slipway/lib/slipway.jar:$PWD/image-store/target/test-classes" \
        dev.slipway.imagestore.scale.ManyImages "$@"
}

# rate LINES: how many images a second, from the first begin to the last end, of lines "COUNT BEGIN END".
rate() {
    printf '%s\n' "$1" | awk '{n += $1; if (!b || $2 < b) b = $2; if ($3 > e) e = $3} END {printf "%.0f", n * 1000 / (e - b)}'
}

# at_least TEXT RATE LIMIT: a line for what should be large.
at_least() {
    local verdict=""
    if [ "$2" -lt "$3" ]; then
        verdict=" MISSED"
        missed=1
    fi
    printf '%-58s %8s/s %10s %7s %5s/s%s\n' "$1" "$2" - - "$3" "$verdict"
}

bench_scale() {
    local store one eight run process big=() ten=()
    for store in ten big; do
        SLIPWAY_HOME=$WORK/$store "$SLIPWAY" --account "$SCALE_ACCOUNT" image list >/dev/null
    done
    many_images snapshots "$WORK/ten" "$SCALE_ACCOUNT" 20
    many_images images "$WORK/ten" "$SCALE_ACCOUNT" 10 web- >/dev/null
    many_images snapshots "$WORK/big" "$SCALE_ACCOUNT" 20000
    many_images images "$WORK/big" "$SCALE_ACCOUNT" 10 web- >/dev/null
    one=$(many_images images "$WORK/big" "$SCALE_ACCOUNT" 8390 app-)
    for process in 1 2 3 4 5 6 7 8; do
        many_images images "$WORK/big" "$SCALE_ACCOUNT" 200 "many-$process-" >"$WORK/rate-$process" &
    done
    wait
    eight=$(cat "$WORK"/rate-?)
    for ((run = 0; run < RUNS; run++)); do
        timed env SLIPWAY_HOME="$WORK/big" "$SLIPWAY" --account "$SCALE_ACCOUNT" image list --filter 'name=web-*'
        big+=("$MICROS")
        timed env SLIPWAY_HOME="$WORK/ten" "$SLIPWAY" --account "$SCALE_ACCOUNT" image list --filter 'name=web-*'
        ten+=("$MICROS")
    done
    report "image list --filter name=web-*, 10,000 images / 10" "$(median "${big[@]}")" "$(median "${ten[@]}")" 2
    at_least "image register, one process" "$(rate "$one")" 200
    at_least "image register, 8 processes at once" "$(rate "$eight")" 50
}
