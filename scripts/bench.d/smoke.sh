# Sourced by scripts/bench: a cold `slipway smoke` until its verdict is known and everything is removed, beside QEMU alone.
source "$PIECES/launch.sh"

# The kernel's last word before the guest's own init, and the guest's login prompt.
readonly INIT_LINE='Run /init as init process' PROMPT_LINE='login: '

smoke_until() {
    "$SLIPWAY" smoke tiny-pv --type lab.256m --console "$1"
}

# What somebody would type who has a kernel and wants to see it boot; the same devices as a lone disk and user networking need.
qemu_until() {
    rm -f "$WORK/plain.log" "$WORK/plain.qcow2"
    qemu-img create -q -f qcow2 -F qcow2 -b "$GUEST/root.qcow2" "$WORK/plain.qcow2"
    : >"$WORK/plain.log"
    qemu-system-x86_64 -M q35 -m 256 -display none -serial "file:$WORK/plain.log" -kernel "$GUEST/vmlinuz" -initrd "$GUEST/initrd" \
        -append 'console=ttyS0 root=/dev/vda' -drive "file=$WORK/plain.qcow2,if=virtio,format=qcow2" -nic user,model=virtio &
    local qemu=$!
    timeout 120 grep -q -m1 "$1" <(tail -c +1 -F -s 0.01 --pid "$BASHPID" "$WORK/plain.log" 2>/dev/null)
    kill "$qemu"
    wait "$qemu" || true
}

bench_smoke() {
    ensure_paravirtual_image
    local line run ours theirs
    for line in "$INIT_LINE" "$PROMPT_LINE"; do
        ours=() theirs=()
        for ((run = 0; run < RUNS; run++)); do
            timed smoke_until "$line"
            ours+=("$MICROS")
            timed qemu_until "$line"
            theirs+=("$MICROS")
        done
        report "smoke until '$line', all removed / QEMU alone" "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 1.25
    done
}
