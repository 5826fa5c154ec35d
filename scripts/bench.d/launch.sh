# Sourced by scripts/bench: a cold `slipway run` until the domain runs, beside the same work by hand, and beside virt-install.

# Makes the paravirtual tiny image in the bench's own store, once.
ensure_paravirtual_image() {
    [ -z "${paravirtual_ready:-}" ] || return 0
    # Beside the disks: QEMU, as another user, does not get into this one's home.
    cp "$GUEST/vmlinuz" "$GUEST/initrd" "$WORK/"
    local kernel ramdisk
    kernel=$("$SLIPWAY" kernel import "$GUEST/vmlinuz" --name tiny-kernel --query ImageId -o text)
    ramdisk=$("$SLIPWAY" ramdisk import "$GUEST/initrd" --name tiny-ramdisk --query ImageId -o text)
    "$SLIPWAY" image import "$GUEST/root.qcow2" --name tiny-pv --virtualization-type paravirtual \
        --kernel "$kernel" --ramdisk "$ramdisk" >/dev/null
    paravirtual_ready=yes
}

launch_one() {
    "$SLIPWAY" run tiny-pv --type lab.512m -o json >"$WORK/launched.json"
}

# The instance that launch_one launched; apart from it, so that looking into the answer is not measured.
launched_instance() {
    sed -n 's/.*"InstanceId": "\(.*\)".*/\1/p' "$WORK/launched.json"
}

# The layer that an instance's root volume is built on.
layer_of() {
    qemu-img info -U --output json "$(virsh domblklist "$1" | awk '$1 == "vda" { print $2 }')" |
        sed -n 's/.*"full-backing-filename": "\(.*\)".*/\1/p' | xargs readlink -f
}

# What Slipway defined for an instance, for a domain of another name, with disks of its own beside the bench.
xml_for_reference() {
    local instance=$1 name=$2 disk=$3
    virsh dumpxml --inactive "$instance" | sed \
        -e "s|<name>.*</name>|<name>$name</name>|" \
        -e "/<uuid>/d" \
        -e "s|<source file='[^']*/volumes/[^']*'|<source file='$disk'|"
}

# A console as a plain file: what differs is to be the machine and not how its console is read.
console_to_file() {
    sed -e "s|<serial type='[a-z]*'>|<serial type='file'><source path='$1'/>|" -e "/<log file=/d" \
        -e "/<source path='\/dev\/pts/d"
}

by_hand() {
    qemu-img create -q -f qcow2 -F qcow2 -b "$BACKING" "$WORK/reference.qcow2" 1G
    virsh --quiet define "$WORK/reference.xml"
    virsh --quiet start slipway-bench-reference
}

by_virt_install() {
    qemu-img create -q -f qcow2 -F qcow2 -b "$BACKING" "$WORK/reference.qcow2" 1G
    virt-install --quiet --import --name slipway-bench-reference --memory 512 --vcpus 1 --virt-type qemu --network none \
        --disk "path=$WORK/reference.qcow2,format=qcow2" --osinfo linux2022 --graphics none --noautoconsole \
        --boot "kernel=$WORK/vmlinuz,initrd=$WORK/initrd,kernel_args=console=ttyS0 root=/dev/vda"
}

drop_reference() {
    virsh --quiet destroy slipway-bench-reference
    virsh --quiet undefine slipway-bench-reference
    rm -f "$WORK/reference.qcow2"
}

bench_launch() {
    ensure_paravirtual_image
    local ours=() by_hand=() by_virt_install=() run
    # The first launch gives the XML, and libvirt's probe of QEMU is behind us then.
    launch_one
    local model
    model=$(launched_instance)
    BACKING=$(layer_of "$model")
    xml_for_reference "$model" slipway-bench-reference "$WORK/reference.qcow2" >"$WORK/reference.xml"
    # Stopped and not terminated: its seed is part of the XML. Its port is free for the reference.
    "$SLIPWAY" instance stop --force "$model" >/dev/null

    for ((run = 0; run < RUNS; run++)); do
        timed launch_one
        ours+=("$MICROS")
        "$SLIPWAY" instance terminate "$(launched_instance)" >/dev/null
        timed by_hand
        by_hand+=("$MICROS")
        drop_reference
        timed by_virt_install
        by_virt_install+=("$MICROS")
        drop_reference
    done
    "$SLIPWAY" instance terminate "$model" >/dev/null
    local median_ours
    median_ours=$(median "${ours[@]}")
    report "run, paravirtual tiny / qemu-img, define, start" "$median_ours" "$(median "${by_hand[@]}")" 1.5
    report "run, paravirtual tiny / virt-install --import" "$median_ours" "$(median "${by_virt_install[@]}")" 0.33
}
