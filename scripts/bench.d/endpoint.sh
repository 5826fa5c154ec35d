# Sourced by scripts/bench: the EC2 endpoint, asked by eight clients that keep their connections open.
source "$PIECES/launch.sh"
source "$PIECES/scale.sh"

readonly CLIENTS=8
readonly LISTED_IMAGES=1000
readonly LISTED_INSTANCES=200
readonly ENDURANCE=100000

endpoint_start() {
    setsid "$SLIPWAY" serve --listen 127.0.0.1:0 --access-log /dev/null 2>"$WORK/serve.log" &
    endpoint=$!
    until url=$(sed -n 's/^slipway: listening on //p' "$WORK/serve.log") && [ -n "$url" ]; do
        kill -0 "$endpoint" || { cat "$WORK/serve.log" >&2; return 1; }
        sleep 0.1
    done
}

endpoint_ask() {
    /usr/bin/python3 "$PIECES/endpoint_load.py" "$url" "$access_key" "$secret" local-1 "$CLIENTS" "$@"
}

# in_time TEXT RATE LIMIT P99 LIMIT: two lines, for what should be large and for what should be small.
in_time() {
    at_least "$1, requests" "$2" "$3"
    report "$1, 99th percentile / $5 ms" "$4" "$5" 1
}

endpoint_rate() {
    local rate p99
    # The second time counts: by then the server's code is compiled.
    endpoint_ask 4000 "$2" >/dev/null
    read -r rate _ p99 _ < <(endpoint_ask 4000 "$2")
    in_time "$1" "$rate" 200 "$p99" 50
}

resident_mib() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$endpoint/status"; }

bench_endpoint() {
    local ours=() theirs=() image run before after url endpoint access_key secret
    local key account
    ensure_paravirtual_image
    key=$("$SLIPWAY" credentials create --query 'AccessKey.[AccessKeyId,SecretAccessKey,UserName]' -o text)
    read -r access_key secret account <<<"$(tr '\n' ' ' <<<"$key")"
    image=$("$SLIPWAY" image list --filter name=tiny-pv --query 'Images[0].ImageId' -o text)
    many_images snapshots "$SLIPWAY_HOME" "$account" 2000
    many_images images "$SLIPWAY_HOME" "$account" "$LISTED_IMAGES" web- >/dev/null
    endpoint_start
    endpoint_rate "DescribeImages of $LISTED_IMAGES" 'Action=DescribeImages&Version=2016-11-15'
    for ((run = 0; run < LISTED_INSTANCES / 20; run++)); do
        "$SLIPWAY" run "$image" --type lab.128m --count 20 -o json >"$WORK/launched.json"
        launched_instance | xargs "$SLIPWAY" instance stop --force >/dev/null
    done
    endpoint_rate "DescribeInstances of $LISTED_INSTANCES" 'Action=DescribeInstances&Version=2016-11-15'
    endpoint_ask "$((ENDURANCE / 2))" 'Action=DescribeImages&Version=2016-11-15&MaxResults=100' >/dev/null
    before=$(resident_mib)
    endpoint_ask "$((ENDURANCE / 2))" 'Action=DescribeImages&Version=2016-11-15&MaxResults=100' >/dev/null
    after=$(resident_mib)
    report "resident MiB after $ENDURANCE requests / 300" "$after" 300 1
    report "resident after the second half of them / after the first" "$after" "$before" 1.1
    for ((run = 0; run < RUNS; run++)); do
        ours+=("$(endpoint_launch)")
        terminate_running
        timed "$SLIPWAY" run "$image" --type lab.128m
        theirs+=("$((MICROS - $(process_start)))")
        terminate_running
    done
    report "RunInstances of one / slipway run less its process start" "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 1.1
    kill "$endpoint"
    wait "$endpoint" || true
    "$SLIPWAY" instance list --query 'Reservations[].Instances[?State.Name!=`terminated`].InstanceId[]' -o text |
        xargs -r -n 20 "$SLIPWAY" instance terminate >/dev/null
    "$SLIPWAY" credentials delete "$access_key"
}

# Launches one and prints how long that took, in microseconds, without the start of the client.
endpoint_launch() {
    /usr/bin/python3 "$PIECES/endpoint_load.py" "$url" "$access_key" "$secret" local-1 1 1 \
        "Action=RunInstances&Version=2016-11-15&ImageId=$image&InstanceType=lab.128m&MinCount=1&MaxCount=1" |
        awk '{ printf "%d\n", $2 * 1000 }'
}

terminate_running() {
    "$SLIPWAY" instance list --query 'Reservations[].Instances[?State.Name==`running`].InstanceId[]' -o text |
        xargs -r "$SLIPWAY" instance terminate >/dev/null
}

# What a command costs that does nothing, in microseconds.
process_start() {
    local begin=$EPOCHREALTIME
    "$SLIPWAY" --version >/dev/null
    local end=$EPOCHREALTIME
    echo $((${end/./} - ${begin/./}))
}
