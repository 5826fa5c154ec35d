# Sourced by scripts/bench: a cold `slipway image list` beside the smallest Java program of the same JDK.

hello_program() {
    printf 'public class Hello { public static void main(String[] a) { System.out.println("hello"); } }\n' >"$WORK/Hello.java"
    javac -d "$WORK" "$WORK/Hello.java"
}

hello() { java -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$WORK" Hello; }

bench_list() {
    hello_program
    local ours=() theirs=() run
    SLIPWAY_HOME=$WORK/empty "$SLIPWAY" image list >/dev/null
    for ((run = 0; run < RUNS; run++)); do
        timed env SLIPWAY_HOME="$WORK/empty" "$SLIPWAY" image list
        ours+=("$MICROS")
        timed hello
        theirs+=("$MICROS")
    done
    report "image list, empty store / java Hello" "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 10
}
