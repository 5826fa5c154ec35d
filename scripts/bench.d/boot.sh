# Sourced by scripts/bench: from the start of the domain to the guest's init, Slipway's XML beside virt-install's default.
source "$PIECES/launch.sh"

readonly INIT_MARKER='tiny: init'

# Starts a defined domain and returns when its console shows that init runs.
start_until_init() {
    local domain=$1 log=$2
    : >"$log"
    virsh --quiet start "$domain"
    # --pid: tail ends with the watcher, whichever ends first.
    timeout 120 grep -q -m1 "$INIT_MARKER" <(tail -n +1 -F -s 0.01 --pid "$BASHPID" "$log" 2>/dev/null)
}

bench_boot() {
    ensure_paravirtual_image
    launch_one
    local model ours=() theirs=() run
    model=$(launched_instance)
    BACKING=$(layer_of "$model")
    "$SLIPWAY" instance stop --force "$model" >/dev/null

    qemu-img create -q -f qcow2 -F qcow2 -b "$BACKING" "$WORK/ours.qcow2" 1G
    qemu-img create -q -f qcow2 -F qcow2 -b "$BACKING" "$WORK/theirs.qcow2" 1G
    xml_for_reference "$model" slipway-bench-ours "$WORK/ours.qcow2" | console_to_file "$WORK/ours.log" >"$WORK/ours.xml"
    virt-install --quiet --import --name slipway-bench-theirs --memory 512 --vcpus 1 --virt-type qemu \
        --network none --disk "path=$WORK/theirs.qcow2,format=qcow2" --osinfo linux2022 --graphics none --print-xml \
        --boot "kernel=$WORK/vmlinuz,initrd=$WORK/initrd,kernel_args=console=ttyS0 root=/dev/vda" |
        sed -e "s|<console type=\"pty\"|<serial type='file'><source path='$WORK/theirs.log'/></serial><console type=\"pty\"|" \
            >"$WORK/theirs.xml"
    virsh --quiet define "$WORK/ours.xml"
    virsh --quiet define "$WORK/theirs.xml"
    for ((run = 0; run < RUNS; run++)); do
        timed start_until_init slipway-bench-ours "$WORK/ours.log"
        ours+=("$MICROS")
        virsh --quiet destroy slipway-bench-ours
        timed start_until_init slipway-bench-theirs "$WORK/theirs.log"
        theirs+=("$MICROS")
        virsh --quiet destroy slipway-bench-theirs
    done
    virsh --quiet undefine slipway-bench-ours
    virsh --quiet undefine slipway-bench-theirs
    "$SLIPWAY" instance terminate "$model" >/dev/null
    report "start to init: Slipway's XML / virt-install's default" "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 0.8
}
