# Sourced by scripts/bench: a disk inside a guest, on a volume over a layer, beside a raw file as virt-install attaches it.
source "$PIECES/launch.sh"

# The part of a disk that was not written before, and the part that a job writes again.
readonly DISK_FRESH="--offset=640M --size=256M"
readonly DISK_FIRST="--offset=0 --size=512M"

# A file system with fio and all it needs, for a guest that has nothing.
make_fio_disk() {
    local folder=$WORK/fio
    mkdir -p "$folder/lib"
    cp "$(command -v fio)" "$folder/"
    ldd "$folder/fio" | awk '$3 ~ /^\// { print $3 }' | xargs -I{} cp -L {} "$folder/lib/"
    cp -L "$(ldd "$folder/fio" | awk '$1 ~ /ld-linux/ { print $1 }')" "$folder/lib/ld.so"
    mke2fs -q -t ext4 -d "$folder" "$WORK/fio.img" 160M
    rm -r "$folder"
}

# attach_file TARGET BUS SERIAL DRIVER FILE: gives the guest a file as a disk; DRIVER is libvirt's <driver> element.
attach_file() {
    cat >"$WORK/disk.xml" <<XML
<disk type="file" device="disk">
  $4
  <source file="$5"/>
  <target dev="$1" bus="virtio"/>
  <serial>$3</serial>
  <address type="pci" domain="0x0000" bus="$2" slot="0x00" function="0x0"/>
</disk>
XML
    virsh --quiet attach-device "$DISK_GUEST" "$WORK/disk.xml" --live
}

# What virt-install writes for a raw file of its own when nobody says otherwise.
driver_of_virt_install() {
    virt-install --import --name slipway-bench-driver --memory 256 --virt-type qemu --network none --graphics none \
        --osinfo linux2022 --disk "path=$WORK/raw.img,format=raw" --print-xml |
        sed -n 's/^ *\(<driver name="qemu".*\/>\)$/\1/p' | head -n 1
}

in_guest() { /usr/bin/python3 "$PIECES/guest_fio.py" "$DISK_GUEST" /fio "$@"; }

# Both sides of one job, the first one in turns; appends to the arrays ours_NAME and theirs_NAME.
disk_job() {
    local name=$1 unit=$2 run=$3
    shift 3
    local -n ours=ours_$name theirs=theirs_$name
    sync
    if ((run % 2 == 0)); then
        ours+=("$(in_guest "$DISK_SERIAL" "$unit" "$@")")
        theirs+=("$(in_guest raw "$unit" "$@")")
    else
        theirs+=("$(in_guest raw "$unit" "$@")")
        ours+=("$(in_guest "$DISK_SERIAL" "$unit" "$@")")
    fi
}

report_disk() {
    local -n ours=ours_$1 theirs=theirs_$1
    # A twentieth more time is 0.95 of the speed.
    report "disk, $2" "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 1.05
}

bench_disk() {
    ensure_paravirtual_image
    make_fio_disk
    local snapshot volume run
    # A layer that holds something everywhere: what a guest reads there comes from it.
    head -c 1G /dev/urandom >"$WORK/layer.raw"
    snapshot=$("$SLIPWAY" snapshot import "$WORK/layer.raw" --format raw --query SnapshotId -o text)
    rm "$WORK/layer.raw"
    DISK_GUEST=$("$SLIPWAY" run tiny-pv --type lab.512m --wait login --timeout 5m --query 'Instances[0].InstanceId' -o text)
    qemu-img create -q -f raw "$WORK/raw.img" 1G
    local driver
    driver=$(driver_of_virt_install)
    attach_file vdx 0x04 fio '<driver name="qemu" type="raw"/>' "$WORK/fio.img"
    in_guest fio mount

    local ours_write=() theirs_write=() ours_read=() theirs_read=() ours_random=() theirs_random=()
    local ours_again=() theirs_again=() ours_look=() theirs_look=()
    for ((run = 0; run < RUNS; run++)); do
        volume=$("$SLIPWAY" volume create --snapshot "$snapshot" --query VolumeId -o text)
        DISK_SERIAL=${volume/-/}
        "$SLIPWAY" volume attach "$volume" "$DISK_GUEST" >/dev/null
        rm -f "$WORK/raw.img"
        qemu-img create -q -f raw "$WORK/raw.img" 1G
        attach_file vdy 0x03 raw "$driver" "$WORK/raw.img"
        disk_job write per-run "$run" --rw=write --bs=1M $DISK_FIRST --end_fsync=1
        disk_job read per-run "$run" --rw=read --bs=1M $DISK_FIRST
        disk_job random per-thousand "$run" --rw=randwrite --bs=4k $DISK_FRESH --norandommap --runtime=3 --time_based
        disk_job again per-thousand "$run" --rw=randwrite --bs=4k $DISK_FIRST --norandommap --runtime=3 --time_based
        disk_job look per-thousand "$run" --rw=randread --bs=4k $DISK_FIRST --norandommap --runtime=3 --time_based
        virsh --quiet detach-disk "$DISK_GUEST" vdy --live
        "$SLIPWAY" volume detach "$volume" >/dev/null
        "$SLIPWAY" volume delete "$volume"
    done
    "$SLIPWAY" instance terminate "$DISK_GUEST" >/dev/null
    "$SLIPWAY" snapshot delete "$snapshot"
    report_disk write "512 MiB written in order, and flushed"
    report_disk read "512 MiB read in order"
    report_disk random "1000 writes of 4 KiB where nothing was"
    report_disk again "1000 writes of 4 KiB where something was"
    report_disk look "1000 reads of 4 KiB"
}
