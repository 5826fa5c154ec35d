# The arm64 guest: the tiny one on another processor, by kernel and by UEFI. Sourced by scripts/guests; see docs/guests.md.

source "$PIECES/tiny-port.sh"

readonly ARM64_ROOT_UUID=51197a11-0000-4000-8000-0000000000a1
readonly ARM64_DISK_ROOT_UUID=51197a11-0000-4000-8000-0000000000a2
readonly ARM64_DISK_UUID=51197a11-0000-4000-8000-0000000000a0
readonly ARM64_ESP_ID=51197aa1
readonly ARM64_SIZE_MIB=96

# Sectors of 512 bytes.
readonly ARM64_ESP_START=2048 ARM64_ESP_SECTORS=16384
readonly ARM64_ROOT_START=18432

build_arm64() {
    PORT_ARCHITECTURE=arm64
    PORT_KERNEL=linux-image-cloud-arm64
    PORT_CONSOLE=ttyAMA0
    PORT_TRIPLET=aarch64-linux-gnu
    PORT_LOADER=/lib/ld-linux-aarch64.so.1
    PORT_MODULES_FIRST=(virtio_pci virtio_blk)
    PORT_MODULES_LAST=(virtio_scsi nvme sd_mod)
    PORT_MODULES_ROOT=(virtio_net virtio_console virtio-rng evdev isofs)

    say "arm64: fetching packages"
    fetch_port grub-efi-arm64-bin
    say "arm64: making kernel, ramdisk and disks"
    make_port_ramdisk "$OUT/initrd"
    make_port_root "$WORK/root"
    make_root_volume "$WORK/root" "${ARM64_SIZE_MIB}M" "$ARM64_ROOT_UUID"
    make_boot_partition "$WORK/root" "${ARM64_SIZE_MIB}M" "$ARM64_DISK_ROOT_UUID" "$PIECES/arm64/grub.cfg"
    make_arm64_esp "$WORK/esp.raw"
    make_arm64_disk "$WORK/disk.raw"
    to_qcow2 "$WORK/disk.raw" "$OUT/disk.qcow2"
}

make_arm64_esp() {
    cat >"$WORK/early.cfg" <<'CFG'
search --no-floppy --label --set=root tiny-disk
set prefix=($root)/boot/grub
CFG
    grub-mkimage -d "$WORK/unpacked/grub-efi-arm64-bin/usr/lib/grub/arm64-efi" -O arm64-efi -o "$WORK/bootaa64.efi" \
        -p /boot/grub -c "$WORK/early.cfg" \
        part_gpt fat ext2 normal configfile linux search search_label echo reboot halt ls cat
    make_esp "$1" "$ARM64_ESP_SECTORS" "$ARM64_ESP_ID" "$WORK/bootaa64.efi"
}

make_arm64_disk() {
    local disk=$1
    # A mebibyte behind the last partition for the second copy of the table.
    truncate -s "$((ARM64_ROOT_START / 2048 + ARM64_SIZE_MIB + 1))M" "$disk"
    sfdisk --quiet "$disk" <<TABLE
label: gpt
label-id: $ARM64_DISK_UUID
start=$ARM64_ESP_START, size=$ARM64_ESP_SECTORS, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid=51197A11-0000-4000-8000-0000000000A3, name=esp
start=$ARM64_ROOT_START, size=$((ARM64_SIZE_MIB * 2048)), type=B921B045-1DF0-41C3-AF44-4C6F280D3FAE, uuid=51197A11-0000-4000-8000-0000000000A4, name=root
TABLE
    write_at_sector "$WORK/esp.raw" "$disk" "$ARM64_ESP_START"
    write_at_sector "$WORK/partition.raw" "$disk" "$ARM64_ROOT_START"
}
